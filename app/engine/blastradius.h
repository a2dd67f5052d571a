// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"

#include <string>
#include <vector>

namespace kv::engine {

/// What taking one link down does to one router.
struct AffectedRouter {
    std::string id;
    std::string name;
    bool isActiveHere = false; ///< its active instance is on that host
    bool losesHeartbeats = false; ///< its HA network rides on the link
    bool losesTraffic = false; ///< one of its other networks does
    std::string takesOver; ///< host; "" = nobody
    std::string keepsAfterRepair; ///< host; differs from takesOver = repair costs a second move
    state::ExpectedOutage expected;
    std::vector<std::string> addresses; ///< its addresses without link-locals, floating ones included
    bool operator==(const AffectedRouter &) const = default;
};

/// What an operator must know before a link goes down; a value for the dialog and the CLI.
struct BlastRadius {
    std::string host;
    model::LinkKey link;
    std::string linkName; ///< "" = the link is not known
    bool isManagement = false; ///< the probe will refuse
    std::vector<AffectedRouter> routers; ///< sorted by name
    std::vector<std::string> floatingIps; ///< /32 and /128 addresses of the affected routers
    std::vector<std::string> otherUsers; ///< field terms: "VNI 101 (vxlan-101)", "brq1234 (provider)"
    bool actionsAllowed = false; ///< the probe was started with --allow-actions
    bool operator==(const BlastRadius &) const = default;
};

BlastRadius blastRadius(const state::Site &site, const std::string &host, model::LinkKey link);

/// The links of a host that a router's HA network rides on: what "Disable overlay…" is offered for.
std::vector<model::LinkKey> overlayLinks(const state::Site &site, const std::string &host);

} // namespace kv::engine
