// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/host/echorunner.h"

#include "probes/host/outbox.h"
#include "probes/icmp/echoseries.h"

#include <sys/epoll.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>
#include <vector>

namespace kv::host {

using model::Error;
using model::ErrorCode;
using model::Result;
using model::TimeUs;

namespace {

constexpr std::chrono::milliseconds batchInterval{ 50 };
/// A quiet series still says how far it has been watched.
constexpr TimeUs maxSilenceUs = 200'000;
/// After echo.stop the last answers may still come in time: DESIGN's max(3 intervals, 100 ms), and a batch.
constexpr TimeUs leastLingerUs = 150'000;
constexpr TimeUs mostLingerUs = 3'000'000;

} // namespace

struct EchoRunner::Running {
    explicit Running(icmp::EchoSeries opened) : series(std::move(opened)) { }
    icmp::EchoSeries series;
    TimeUs saidAt = 0;
    Loop::TimerId endTimer = 0; ///< told to stop: sends no more, hears the last answers until then
};

EchoRunner::EchoRunner(Loop &loop, Outbox &outbox, NamespaceDoor &door)
    : m_loop(loop), m_outbox(outbox), m_door(door)
{
}

EchoRunner::~EchoRunner()
{
    for (const auto &[number, running] : m_running) {
        m_loop.unwatch(running->series.fd());
        if (running->endTimer != 0)
            m_loop.stopTimer(running->endTimer);
    }
    if (m_sendTimer != 0)
        m_loop.stopTimer(m_sendTimer);
    if (m_flushTimer != 0)
        m_loop.stopTimer(m_flushTimer);
}

Result<void> EchoRunner::start(const model::EchoSeriesSpec &spec)
{
    if (m_running.contains(spec.series))
        return Error{ ErrorCode::busy, "a series with this number runs", "echo.start" };
    if (m_running.size() >= maxSeries)
        return Error{ ErrorCode::oversized, "too many series", "echo.start" };
    std::optional<Result<icmp::EchoSeries>> opened;
    const std::uint16_t ident = ++m_nextIdent;
    const Result<void> entered =
        m_door.inside(spec.netns, [&] { opened.emplace(icmp::EchoSeries::open(spec, ident)); });
    if (!entered)
        return entered.error();
    if (!opened || !opened->ok())
        return opened ? opened->error() : Error{ ErrorCode::internal, "not opened", "echo.start" };
    auto running = std::make_unique<Running>(std::move(opened->value()));
    Running *started = running.get();
    const std::uint32_t number = spec.series;
    m_running.emplace(number, std::move(running));
    // EPOLLERR (a transmit stamp) always arrives.
    m_loop.watch(started->series.fd(), EPOLLIN, [started](std::uint32_t) { started->series.receive(); });
    m_outbox.say(bootTimeNow(), model::EchoSeriesState{ spec, true, std::nullopt });
    if (m_flushTimer == 0)
        m_flushTimer = m_loop.startTimer(batchInterval, true, [this] { flush(); });
    arm();
    return {};
}

Result<void> EchoRunner::stop(std::uint32_t series)
{
    const auto found = m_running.find(series);
    if (found == m_running.end() || found->second->endTimer != 0)
        return Error{ ErrorCode::notFound, "no such series", "echo.stop" };
    const TimeUs linger =
        std::max<TimeUs>(leastLingerUs, 3 * TimeUs{ found->second->series.spec().intervalUs });
    found->second->endTimer = m_loop.startTimer(std::chrono::microseconds(std::min(linger, mostLingerUs)),
                                                false, [this, series] { end(series, std::nullopt); });
    arm();
    return {};
}

void EchoRunner::end(std::uint32_t series, std::optional<Error> error)
{
    const auto found = m_running.find(series);
    Running &running = *found->second;
    m_loop.unwatch(running.series.fd());
    if (running.endTimer != 0)
        m_loop.stopTimer(running.endTimer);
    const TimeUs now = bootTimeNow();
    running.saidAt = 0;
    flushOne(running, now);
    m_outbox.say(now, model::EchoSeriesState{ running.series.spec(), false, std::move(error) });
    m_running.erase(found);
    if (m_running.empty() && m_flushTimer != 0) {
        m_loop.stopTimer(m_flushTimer);
        m_flushTimer = 0;
    }
    arm();
}

/// One timer for all series: the next due time.
void EchoRunner::arm()
{
    if (m_sendTimer != 0)
        m_loop.stopTimer(m_sendTimer);
    m_sendTimer = 0;
    std::optional<TimeUs> due;
    for (const auto &[number, running] : m_running) {
        if (running->endTimer == 0)
            due = std::min(due.value_or(running->series.nextDue()), running->series.nextDue());
    }
    if (!due)
        return;
    const std::chrono::microseconds delay{ std::max<TimeUs>(0, *due - bootTimeNow()) };
    m_sendTimer = m_loop.startTimer(delay, false, [this] {
        m_sendTimer = 0;
        sendDue();
    });
}

void EchoRunner::sendDue()
{
    for (const auto &[number, running] : m_running) {
        if (running->endTimer == 0)
            running->series.sendDue();
    }
    arm();
}

void EchoRunner::flush()
{
    const TimeUs now = bootTimeNow();
    for (const auto &[number, running] : m_running)
        flushOne(*running, now);
}

void EchoRunner::flushOne(Running &running, TimeUs now)
{
    model::EchoBatch batch = running.series.takeBatch();
    if (batch.sent.empty() && batch.answers.empty() && now - running.saidAt < maxSilenceUs)
        return;
    running.saidAt = now;
    const TimeUs upTo = batch.upTo;
    m_outbox.say(upTo, batch);
}

void EchoRunner::namespaceSeen(const model::NetNamespace &netns)
{
    if (netns.isHome)
        m_home = netns.cookie;
}

void EchoRunner::namespaceGone(model::NetnsCookie cookie)
{
    std::vector<std::uint32_t> inside;
    for (const auto &[number, running] : m_running) {
        const model::NetnsCookie netns = running->series.spec().netns;
        if (netns == cookie && cookie != m_home && cookie != 0)
            inside.push_back(number);
    }
    for (const std::uint32_t number : inside)
        end(number, Error{ ErrorCode::gone, "its namespace is gone", "echo series" });
}

void EchoRunner::sayAll(Outbox &outbox)
{
    for (const auto &[number, running] : m_running)
        outbox.say(bootTimeNow(), model::EchoSeriesState{ running->series.spec(), true, std::nullopt });
}

} // namespace kv::host
