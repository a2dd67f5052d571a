// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/result.h"
#include "probes/netlink/routesocket.h"
#include "probes/netlink/routingdecode.h"

#include <vector>

namespace kv::netlink {

/// What a namespace has beyond these is not kept; `isCut` says so.
constexpr std::size_t maxRoutes = 4096;
constexpr std::size_t maxRules = 512;
constexpr std::size_t maxNeighbours = 1024;

/// Routes, policy rules and neighbours of one namespace; every netns is the namespace's.
struct RoutingScan {
    std::vector<model::Route> routes;
    model::PolicyRules rules;
    std::vector<model::Neighbour> neighbours;
    bool isCut = false;
};

/// Dumps them in the socket's namespace: none of the three knows a target nsid.
model::Result<RoutingScan> scanRouting(RouteSocket &socket);

} // namespace kv::netlink
