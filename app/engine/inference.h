// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/routerindex.h"
#include "app/engine/topology.h"
#include "app/state/site.h"

#include <map>
#include <vector>

namespace kv::engine {

/// What hosts, interfaces and networks are for, told by kernel facts alone.
struct Inference {
    std::vector<state::HostKind> hostKinds; ///< as Topology::hosts()
    std::vector<std::map<model::LinkKey, state::InterfaceUse>> uses; ///< as Topology::hosts()
    std::vector<state::Network> networks; ///< sorted by kind, then key
    bool operator==(const Inference &) const = default;
};

Inference infer(const Topology &topology, const RouterIndex &routers);

} // namespace kv::engine
