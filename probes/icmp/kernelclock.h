// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/time.h"

#include <ctime>

namespace kv::icmp {

/// CLOCK_BOOTTIME and CLOCK_REALTIME at one moment: the kernel stamps packets in real time.
class KernelClock {
public:
    static KernelClock read();

    model::TimeUs now() const { return m_bootUs; }
    /// A packet stamp on CLOCK_BOOTTIME, never later than now().
    model::TimeUs bootTimeOf(const timespec &realTime) const;

private:
    model::TimeUs m_bootUs = 0;
    std::int64_t m_realUs = 0;
};

} // namespace kv::icmp
