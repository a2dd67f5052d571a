// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/hopmaker.h"

#include <string>
#include <vector>

namespace kv::engine {

/// The way from a sender up to the network that the router's gateway port is in.
struct PathOutside {
    std::string fromHost; ///< "" = no sender outside is seen
    std::vector<state::PathHop> hops;
    model::MacAddress mac; ///< that the last of them sends to; zero = not known
};

/// `fromHost` "" takes the host that pings the address, else a client, else a gateway that has a route there.
PathOutside pathOutside(const HopMaker &make, const state::Router &router, const model::IpAddress &outside,
                        const std::string &fromHost);

/// A router's instance with its gateway port, as the nodes' own bridges and addresses tell it.
struct GatewayPlace {
    const state::Host *host = nullptr;
    const state::Instance *instance = nullptr;
    model::LinkKey port; ///< {0,0} = not found
};

/// The port that holds the address, else that the default route leaves by, else Neutron's qg-.
GatewayPlace gatewayPlace(const state::Site &site, const state::Instance &instance,
                          const model::IpAddress &outside);

/// The hops from the physical network into the gateway port of `place`, with what the bridges of all
/// instances' hosts say of the router's MAC: asides are entries that point to another instance.
std::vector<state::PathHop> gatewayHops(const HopMaker &make, const GatewayPlace &place,
                                        const std::vector<GatewayPlace> &all,
                                        const model::IpAddress &outside);

} // namespace kv::engine
