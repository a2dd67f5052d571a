// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/continuity.h"

#include <algorithm>

namespace kv::engine {

using state::EchoVerdict;

std::int64_t EchoTracker::inTimeUs() const
{
    constexpr std::int64_t leastUs = 100'000; // DESIGN, Continuity: max(3 intervals, 100 ms)
    return std::max<std::int64_t>(3 * static_cast<std::int64_t>(m_spec.intervalUs), leastUs);
}

void EchoTracker::take(const model::EchoSeriesState &series)
{
    if (series.running && (!m_running || series.spec != m_spec)) {
        // A new run counts its sequences from 1 again.
        *this = EchoTracker();
    }
    m_spec = series.spec;
    m_running = series.running;
}

void EchoTracker::close(model::TimeUs at, std::vector<state::EchoPoint> &changed)
{
    for (Point &point : m_points) {
        if (point.echo.verdict != EchoVerdict::waiting || at - point.sentOnHost <= inTimeUs())
            continue;
        point.isMissed = true;
        setVerdict(point, EchoVerdict::lost);
        changed.push_back(point.echo);
    }
    advance();
}

void EchoTracker::take(const model::EchoBatch &batch, std::int64_t offsetUs,
                       std::vector<state::EchoPoint> &changed)
{
    for (const model::EchoSent &sent : batch.sent)
        addSent(sent, offsetUs, changed);
    for (const model::EchoAnswer &answer : batch.answers)
        addAnswer(answer, changed);
    decideLate(batch.upTo, changed);
    advance();
    forgetOld(batch.upTo);
}

EchoTracker::Point *EchoTracker::find(std::uint64_t sequence)
{
    const auto found = std::ranges::lower_bound(m_points, sequence, {},
                                                [](const Point &point) { return point.echo.sequence; });
    return found != m_points.end() && found->echo.sequence == sequence ? &*found : nullptr;
}

void EchoTracker::addSent(const model::EchoSent &sent, std::int64_t offsetUs,
                          std::vector<state::EchoPoint> &changed)
{
    if (!m_points.empty() && sent.sequence <= m_points.back().echo.sequence)
        return;
    if (m_points.empty() && sent.sequence <= m_passed)
        return;
    Point point;
    point.sentOnHost = sent.at;
    point.echo.sequence = sent.sequence;
    point.echo.sentAt = sent.at + offsetUs;
    if (sent.notSent) {
        point.echo.verdict = EchoVerdict::notSent;
        ++m_counts.notSent;
    } else {
        ++m_counts.sent;
    }
    changed.push_back(point.echo);
    m_points.push_back(point);
}

void EchoTracker::addAnswer(const model::EchoAnswer &answer, std::vector<state::EchoPoint> &changed)
{
    Point *point = find(answer.sequence);
    if (!point || point->echo.verdict == EchoVerdict::notSent)
        return;
    if (point->echo.rttUs >= 0) {
        ++m_counts.duplicates;
        return;
    }
    point->echo.rttUs = answer.rttUs;
    const bool isInTime = answer.rttUs <= inTimeUs();
    if (isInTime) {
        m_rtts.push_back(answer.rttUs);
        if (m_rtts.size() > medianOf)
            m_rtts.pop_front();
    }
    // What was already passed as missed stays missed: its batch said that everything heard so far was in it.
    setVerdict(*point, isInTime && !point->isMissed ? EchoVerdict::answered : EchoVerdict::delayed);
    point->isMissed = point->echo.verdict == EchoVerdict::delayed;
    changed.push_back(point->echo);
}

void EchoTracker::decideLate(model::TimeUs upTo, std::vector<state::EchoPoint> &changed)
{
    const std::int64_t late = inTimeUs();
    for (std::size_t index = m_lateFrom; index < m_points.size(); ++index) {
        Point &point = m_points[index];
        const std::int64_t age = upTo - point.sentOnHost;
        if (age <= late)
            break;
        if (point.echo.verdict == EchoVerdict::waiting) {
            point.isMissed = true;
            if (age > late + lostAfterLateUs) {
                setVerdict(point, EchoVerdict::lost);
                changed.push_back(point.echo);
            }
        }
        if (index == m_lateFrom && point.echo.verdict != EchoVerdict::waiting)
            ++m_lateFrom;
    }
}

void EchoTracker::count(EchoVerdict verdict, bool adds)
{
    std::uint64_t *counter = verdict == EchoVerdict::answered ? &m_counts.answered
        : verdict == EchoVerdict::delayed                     ? &m_counts.delayed
        : verdict == EchoVerdict::lost                        ? &m_counts.lost
                                                              : nullptr;
    if (counter)
        *counter += adds ? 1 : static_cast<std::uint64_t>(-1);
}

void EchoTracker::setVerdict(Point &point, EchoVerdict verdict)
{
    Span *span = point.echo.sequence <= m_passed ? spanOf(point.echo.sequence) : nullptr;
    if (span)
        countInSpan(*span, point, point.echo.verdict, false);
    count(point.echo.verdict, false);
    point.echo.verdict = verdict;
    count(verdict, true);
    if (span)
        countInSpan(*span, point, verdict, true);
}

EchoTracker::Span *EchoTracker::spanOf(std::uint64_t sequence)
{
    for (auto span = m_spans.rbegin(); span != m_spans.rend(); ++span) {
        if (sequence >= span->firstSequence)
            return span->endSequence == 0 || sequence < span->endSequence ? &*span : nullptr;
    }
    return nullptr;
}

void EchoTracker::countInSpan(Span &span, const Point &point, EchoVerdict verdict, bool adds)
{
    const std::uint64_t one = adds ? 1 : static_cast<std::uint64_t>(-1);
    if (verdict == EchoVerdict::lost)
        span.interruption.lost += one;
    if (verdict == EchoVerdict::delayed) {
        span.interruption.delayed += one;
        span.interruption.maxRttUs = std::max(span.interruption.maxRttUs, point.echo.rttUs);
    }
}

/// Reads decided points into interruptions, in the order of their sequence.
void EchoTracker::advance()
{
    auto next = std::ranges::upper_bound(m_points, m_passed, {},
                                         [](const Point &point) { return point.echo.sequence; });
    for (; next != m_points.end(); ++next) {
        const Point &point = *next;
        const bool isInterrupted = !m_spans.empty() && m_spans.back().endSequence == 0;
        if (point.echo.verdict == EchoVerdict::notSent) {
            if (isInterrupted)
                ++(m_inTimeRun > 0 ? m_notSentInRun : m_spans.back().interruption.notSent);
        } else if (point.isMissed) {
            passMissed(point);
        } else if (point.echo.verdict == EchoVerdict::answered) {
            if (isInterrupted)
                passInTime(point);
        } else {
            break;
        }
        m_passed = point.echo.sequence;
    }
}

void EchoTracker::passInTime(const Point &point)
{
    if (m_inTimeRun == 0)
        m_firstInTime = point;
    if (++m_inTimeRun < answersToEnd)
        return;
    Span &span = m_spans.back();
    span.interruption.end = m_firstInTime->echo.sentAt;
    span.endSequence = m_firstInTime->echo.sequence;
    ++m_ended;
    m_inTimeRun = 0;
    m_notSentInRun = 0;
    m_firstInTime.reset();
}

void EchoTracker::passMissed(const Point &point)
{
    if (m_spans.empty() || m_spans.back().endSequence != 0) {
        Span span;
        span.firstSequence = point.echo.sequence;
        span.interruption.begin = point.echo.sentAt;
        m_spans.push_back(span);
        if (m_spans.size() > maxInterruptions)
            m_spans.pop_front();
    }
    Span &span = m_spans.back();
    span.interruption.notSent += m_notSentInRun;
    m_inTimeRun = 0;
    m_notSentInRun = 0;
    m_firstInTime.reset();
    countInSpan(span, point, point.echo.verdict, true);
}

void EchoTracker::forgetOld(model::TimeUs upTo)
{
    const auto isFinal = [this, upTo](const Point &point) {
        return point.echo.sequence <= m_passed && upTo - point.sentOnHost > correctableUs + inTimeUs();
    };
    while (!m_points.empty() && (isFinal(m_points.front()) || m_points.size() > maxOpenPoints)) {
        m_passed = std::max(m_passed, m_points.front().echo.sequence);
        m_points.pop_front();
        m_lateFrom -= std::min<std::size_t>(m_lateFrom, 1);
    }
}

state::TargetContinuity EchoTracker::continuity() const
{
    state::TargetContinuity result = m_counts;
    result.series = m_spec.series;
    result.target = m_spec.target;
    result.intervalUs = m_spec.intervalUs;
    result.running = m_running;
    if (!m_rtts.empty()) {
        std::vector<std::int64_t> sorted(m_rtts.begin(), m_rtts.end());
        const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
        std::ranges::nth_element(sorted, middle);
        result.medianRttUs = *middle;
    }
    for (const Span &span : m_spans)
        result.interruptions.push_back(span.interruption);
    return result;
}

} // namespace kv::engine
