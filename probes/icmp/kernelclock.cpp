// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/icmp/kernelclock.h"

#include <algorithm>

namespace kv::icmp {

namespace {

std::int64_t microseconds(const timespec &time)
{
    return std::int64_t{ time.tv_sec } * 1'000'000 + time.tv_nsec / 1'000;
}

std::int64_t readClock(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return microseconds(time);
}

} // namespace

KernelClock KernelClock::read()
{
    KernelClock clock;
    const std::int64_t before = readClock(CLOCK_BOOTTIME);
    clock.m_realUs = readClock(CLOCK_REALTIME);
    clock.m_bootUs = before + (readClock(CLOCK_BOOTTIME) - before) / 2;
    return clock;
}

model::TimeUs KernelClock::bootTimeOf(const timespec &realTime) const
{
    return std::min(m_bootUs, microseconds(realTime) - m_realUs + m_bootUs);
}

} // namespace kv::icmp
