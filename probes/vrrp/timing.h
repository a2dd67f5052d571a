// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/keepalived.h"

#include <cstdint>

namespace kv::vrrp {

/// Skew_Time: RFC 3768 section 6.1, (256 - priority) / 256 s, not multiplied by the interval;
/// RFC 5798 section 6.1, (256 - priority) * Master_Adver_Interval / 256.
std::int64_t skewUs(std::uint8_t version, std::uint8_t priority, std::uint32_t advertCentis);

/// Master_Down_Interval of both RFCs, section 6.1: 3 * interval + Skew_Time. How long a backup of that
/// priority waits in silence before it takes over.
std::int64_t masterDownUs(std::uint8_t version, std::uint8_t priority, std::uint32_t advertCentis);

std::int64_t skewUs(const model::VrrpInstanceConfig &config);
std::int64_t masterDownUs(const model::VrrpInstanceConfig &config);

/// The shortest outage after a silent fault: the fault falls just before the next advertisement.
std::int64_t earliestTakeoverUs(const model::VrrpInstanceConfig &config);

} // namespace kv::vrrp
