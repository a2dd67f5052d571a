// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/outage.h"

#include <algorithm>

namespace kv::engine {

namespace {
constexpr std::int64_t secondUs = 1'000'000;
constexpr std::int64_t centiUs = 10'000;
} // namespace

VrrpTimers vrrpTimers(std::uint8_t version, std::uint32_t advertCentis, std::uint8_t priority)
{
    VrrpTimers timers;
    const std::int64_t rest = 256 - static_cast<std::int64_t>(priority);
    if (version == 3) {
        timers.advertUs = static_cast<std::int64_t>(advertCentis) * centiUs;
        timers.skewUs = timers.advertUs * rest / 256;
    } else {
        const std::int64_t seconds = (static_cast<std::int64_t>(advertCentis) + 50) / 100;
        timers.advertUs = std::max<std::int64_t>(seconds, 1) * secondUs;
        timers.skewUs = secondUs * rest / 256;
    }
    return timers;
}

VrrpTimers vrrpTimers(const model::VrrpInstanceConfig &config)
{
    return vrrpTimers(config.version, config.advertCentis, config.priority);
}

state::ExpectedOutage expectedOutage(const VrrpTimers &timers)
{
    return { 2 * timers.advertUs + timers.skewUs, timers.masterDownUs(), timers.advertUs > 0 };
}

} // namespace kv::engine
