// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace kv::lab {

/// How fast the routers' keepalived beats.
struct Timers {
    std::uint8_t vrrpVersion = 2;
    std::uint16_t advertCentis = 200; ///< Neutron's ha_vrrp_advert_int is 2 s

    /// RFC 3768 6.1 (the skew is not multiplied by the interval) and RFC 5798 6.1 (it is).
    std::int64_t masterDownMs(std::uint8_t priority) const
    {
        const std::int64_t skewed = 256 - priority;
        const std::int64_t skewMs = vrrpVersion == 2 ? skewed * 1000 / 256 : skewed * advertCentis * 10 / 256;
        return 3 * advertCentis * 10 + skewMs;
    }
    bool operator==(const Timers &) const = default;
};

inline constexpr Timers defaultTimers{};
inline constexpr Timers fastTimers{ 3, 10 }; ///< sub-second intervals need VRRPv3

} // namespace kv::lab
