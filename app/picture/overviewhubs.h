// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/scene.h"

#include <vector>

namespace kv::picture {

/// Where namespaces meet a network of a host: a bridge, a bridge behind its firewall, or an interface itself.
struct OverviewHub {
    const SceneBridge *bridge = nullptr;
    const SceneInterface *interface = nullptr; ///< of a bridge: what its first uplink rides on
    bool isFiltered = false; ///< through the bridge's firewall
    state::NetworkKind kind = state::NetworkKind::none;
    std::vector<const SceneSpace *> spaces; ///< in the host's order
};

/// The hubs of a host from the top: bridges by interface, each interface's together; then bare interfaces.
std::vector<OverviewHub> hubsOf(const SceneHost &host);

/// What a port of a bridge rides on; nullptr when it is not seen.
const SceneInterface *carrierOf(const SceneHost &host, const ScenePort &uplink);

} // namespace kv::picture
