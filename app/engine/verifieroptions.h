// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/ipaddress.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace kv::engine {

/// What the operator chose; what is left empty is inferred from the site, and preflight says what was chosen.
struct VerifierOptions {
    std::string routerId; ///< id or name; "" = the only HA router, or the only one with targets
    std::string fromHost; ///< who pings; "" = the client, else a host without routers
    std::vector<model::IpAddress> targets; ///< all of them must be behind the router; empty = chosen
    /// Pinged already or proposed: those behind the router are used; none is = a floating IPv4 and an IPv6
    /// address.
    std::vector<model::IpAddress> proposed;
    std::map<std::string, std::string> overlays; ///< host -> interface name, where inference needs help
    std::uint32_t echoIntervalUs = 10'000;
    std::uint32_t firstSeries = 900; ///< series numbers from here on are used for targets not pinged yet
    std::uint32_t undoAfterMs = 60'000;
    std::string askedBy = "verify";
};

} // namespace kv::engine
