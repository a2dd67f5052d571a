// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"

#include <set>
#include <string>

namespace kv::picture {

/// Which part of a site is shown; everything that is told must hold. What is outside is left out.
struct Filter {
    /// A host's name, a part of names, or a pattern with * and ?; "" = every host.
    std::string host;
    std::string network; ///< state::Network::key: its bridges and who has a port on it; "" = all
    std::string routerId; ///< its instances, its networks and who else is on its inner ones; "" = all
    bool hasTroubleOnly = false; ///< hosts, routers and ports that something is wrong with
    /// Sorts of networks whose ports, bridges and lines are left out in the nodes; provider stands for its
    /// untagged network, too.
    std::set<state::NetworkKind> hidden;
    /// Whether hosts or parts of them are left out, and not only sorts of networks.
    bool isPartial() const
    {
        return !host.empty() || !network.empty() || !routerId.empty() || hasTroubleOnly;
    }
    bool isActive() const { return *this != Filter(); }
    bool operator==(const Filter &) const = default;
};

} // namespace kv::picture
