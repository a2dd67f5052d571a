// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/stampclock.h"

#include <algorithm>
#include <ctime>
#include <sys/times.h>

namespace kv::netlink {

namespace {

constexpr std::int64_t usPerSecond = 1'000'000;
constexpr std::int64_t nsPerUs = 1'000;

model::TimeUs now(clockid_t clock)
{
    timespec time{};
    ::clock_gettime(clock, &time);
    return time.tv_sec * usPerSecond + time.tv_nsec / nsPerUs;
}

} // namespace

// The coarse clocks advance with the ticks, so their resolution is the length of one
// (kernel/time/posix-timers.c).
StampClock::StampClock()
{
    timespec tick{};
    ::clock_getres(CLOCK_MONOTONIC_COARSE, &tick);
    m_tickUs = std::max<model::TimeUs>(tick.tv_nsec / nsPerUs, 1);
    const std::int64_t ticksASecond = (usPerSecond + m_tickUs / 2) / m_tickUs;
    // linux/jiffies.h: the counter begins at (unsigned int)(-300 * HZ).
    const std::int64_t initial = (std::int64_t{ 1 } << 32) - 300 * ticksASecond;
    m_initialUs = initial * usPerSecond / ticksASecond;
}

// The counter, rounded down, is never ahead of the clock: the smallest distance seen is the nearest to the
// true one.
void StampClock::look()
{
    tms unused{};
    const model::TimeUs counted = static_cast<model::TimeUs>(::times(&unused)) * stampUs;
    const model::TimeUs zero = now(CLOCK_MONOTONIC) - counted;
    m_counterZero = m_counterZero ? std::min(*m_counterZero, zero) : zero;
}

std::optional<model::TimeUs> StampClock::timeOf(std::uint32_t stamp) const
{
    if (!m_counterZero)
        return std::nullopt;
    // The stamp has 32 bits, which are 497 days: of all its meanings the one nearest to now.
    const model::TimeUs monotonic = now(CLOCK_MONOTONIC);
    const std::int64_t counted = (monotonic - *m_counterZero - m_initialUs) / stampUs;
    const auto age = static_cast<std::int32_t>(static_cast<std::uint32_t>(counted) - stamp);
    const model::TimeUs earliest = *m_counterZero + m_initialUs + (counted - age) * stampUs;
    return earliest + accuracyUs() + (now(CLOCK_BOOTTIME) - monotonic);
}

} // namespace kv::netlink
