// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"

#include <QString>
#include <QStringList>

#include <string>
#include <vector>

namespace kv::picture {

/// One router instance in the fleet: one mark.
struct FleetMark {
    std::string routerId;
    QString name;
    state::Role role = state::Role::unknown;
    bool isStale = false;
    bool isSplit = false; ///< one of several active instances
    bool isRecent = false; ///< took over within the last minute
    bool operator==(const FleetMark &) const = default;
};

/// An interface to the outside: one lamp.
struct FleetLamp {
    model::LinkKey link;
    QString name;
    state::NetworkKind kind = state::NetworkKind::none;
    bool isDown = false;
    bool operator==(const FleetLamp &) const = default;
};

struct FleetHost {
    std::string name;
    state::HostKind kind = state::HostKind::unknown;
    bool isNode = false; ///< carries routers
    bool isStale = false;
    QString trouble; ///< "probe lost"; "" when it answers
    std::vector<FleetMark> marks; ///< by router name: each keeps its place while roles change
    std::vector<FleetLamp> lamps; ///< management, provider, overlay
    int active = 0; ///< instances that serve, as the verdicts say
    int guests = 0; ///< namespaces and taps of instances
    QStringList programs; ///< of a controller: what runs
    bool operator==(const FleetHost &) const = default;
};

/// What the fleet shows of a site, and nothing else.
struct SceneFleet {
    std::vector<FleetHost> hosts; ///< in the site's order
    int routers = 0;
    int instances = 0;
    double fairShare = 0; ///< routers that are served, over the nodes that could serve; 0 = none
    int mostGuests = 0; ///< of one host
    std::vector<std::pair<std::string, std::vector<std::string>>>
        splits; ///< router, hosts where it is active
    bool operator==(const SceneFleet &) const = default;
};

/// Looks at verdicts and at the hosts' own links only: cheap on a large site.
SceneFleet sceneFleetOf(const state::Site &site);

} // namespace kv::picture
