// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/continuity/columns.h"

#include "widgets/continuity/samplehistory.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace kv::continuity {

namespace {

void tally(Column &column, const state::EchoPoint &point)
{
    switch (point.verdict) {
    case state::EchoVerdict::waiting:
        ++column.waiting;
        break;
    case state::EchoVerdict::answered:
        ++column.answered;
        column.maxRttUs = std::max(column.maxRttUs, point.rttUs);
        break;
    case state::EchoVerdict::delayed:
        ++column.delayed;
        column.maxDelayUs = std::max(column.maxDelayUs, point.rttUs);
        break;
    case state::EchoVerdict::lost:
        ++column.lost;
        break;
    case state::EchoVerdict::notSent:
        ++column.notSent;
        break;
    }
}

std::int64_t niceAbove(std::int64_t value)
{
    for (std::int64_t base = 100;; base *= 10) {
        for (const std::int64_t step : { 1, 2, 5 }) {
            if (value <= base * step)
                return base * step;
        }
    }
}

} // namespace

void Columns::invalidateFrom(model::TimeUs time)
{
    m_firstDirtyBin = std::min(m_firstDirtyBin, m_scale.binOf(time));
}

void Columns::refresh(const SampleHistory &history, const TimeScale &scale)
{
    const auto width = static_cast<std::size_t>(scale.width);
    const bool movesOn = scale.binUs == m_scale.binUs && scale.width == m_scale.width
        && m_columns.size() == width && scale.firstBin >= m_scale.firstBin
        && scale.firstBin < m_scale.firstBin + scale.width;
    if (!movesOn) {
        m_columns.assign(width, Column{});
        m_firstDirtyBin = scale.firstBin;
    } else {
        const auto passed = static_cast<std::ptrdiff_t>(scale.firstBin - m_scale.firstBin);
        m_columns.erase(m_columns.begin(), m_columns.begin() + passed);
        m_columns.resize(width);
        m_firstDirtyBin = std::min(m_firstDirtyBin, m_scale.firstBin + m_scale.width);
    }
    m_scale = scale;
    const std::int64_t from = std::max(m_firstDirtyBin, scale.firstBin);
    const std::int64_t end = scale.firstBin + scale.width;
    for (std::int64_t bin = from; bin < end; ++bin)
        m_columns[static_cast<std::size_t>(bin - scale.firstBin)] = Column{};
    const auto &points = history.points();
    for (std::size_t i = history.indexFrom(from * scale.binUs); i < points.size(); ++i) {
        const std::int64_t bin = scale.binOf(points[i].sentAt);
        if (bin >= end)
            break;
        tally(m_columns[static_cast<std::size_t>(bin - scale.firstBin)], points[i]);
    }
    m_firstDirtyBin = std::numeric_limits<std::int64_t>::max();
}

std::int64_t robustRttScaleUs(const Columns &columns, std::int64_t current)
{
    std::vector<std::int64_t> highest;
    highest.reserve(static_cast<std::size_t>(columns.count()));
    for (int i = 0; i < columns.count(); ++i) {
        if (columns.at(i).maxRttUs >= 0)
            highest.push_back(columns.at(i).maxRttUs);
    }
    if (highest.empty())
        return current > 0 ? current : 2000;
    const auto place = highest.begin() + static_cast<std::ptrdiff_t>(highest.size() * 9 / 10);
    std::nth_element(highest.begin(), place, highest.end());
    const std::int64_t wanted = niceAbove(*place * 3 / 2);
    const bool fits = current > 0 && wanted <= current && wanted * 4 > current;
    return fits ? current : wanted;
}

} // namespace kv::continuity
