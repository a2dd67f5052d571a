// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/vrrp/timing.h"

namespace kv::vrrp {

namespace {
constexpr std::int64_t usInCenti = 10'000;
}

std::int64_t skewUs(std::uint8_t version, std::uint8_t priority, std::uint32_t advertCentis)
{
    const std::int64_t base = version == 2 ? 1'000'000 : std::int64_t{ advertCentis } * usInCenti;
    return base * (256 - priority) / 256;
}

std::int64_t masterDownUs(std::uint8_t version, std::uint8_t priority, std::uint32_t advertCentis)
{
    return 3 * std::int64_t{ advertCentis } * usInCenti + skewUs(version, priority, advertCentis);
}

std::int64_t skewUs(const model::VrrpInstanceConfig &config)
{
    return skewUs(config.version, config.priority, config.advertCentis);
}

std::int64_t masterDownUs(const model::VrrpInstanceConfig &config)
{
    return masterDownUs(config.version, config.priority, config.advertCentis);
}

std::int64_t earliestTakeoverUs(const model::VrrpInstanceConfig &config)
{
    return masterDownUs(config) - std::int64_t{ config.advertCentis } * usInCenti;
}

} // namespace kv::vrrp
