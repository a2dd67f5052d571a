// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/time.h"

#include <cstdint>
#include <optional>

namespace kv::netlink {

/// When an address was set, by the kernel's own stamp of it: ifa_cacheinfo.cstamp (linux/if_addr.h) counts
/// 1/100 s since the counter of ticks began (cstamp_delta, net/ipv4/devinet.c). A reader that gets its turn
/// late still learns when it happened. times(2) reads the same counter, so the distance to CLOCK_BOOTTIME is
/// known after one look(), and each further look brings it closer.
class StampClock {
public:
    StampClock();

    void look();
    /// CLOCK_BOOTTIME of the stamp, at the middle of what it can mean. Nothing before the first look.
    std::optional<model::TimeUs> timeOf(std::uint32_t stamp) const;
    /// What timeOf() may be wrong by, either way, once some looks were made.
    model::TimeUs accuracyUs() const { return (stampUs + m_tickUs) / 2; }

private:
    static constexpr model::TimeUs stampUs = 10'000;

    model::TimeUs m_tickUs = 0; ///< between two counts
    model::TimeUs m_initialUs = 0; ///< INITIAL_JIFFIES (linux/jiffies.h) as time
    std::optional<model::TimeUs> m_counterZero; ///< CLOCK_MONOTONIC when the counter would have been 0
};

} // namespace kv::netlink
