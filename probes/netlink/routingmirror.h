// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/observation.h"
#include "probes/netlink/routingscan.h"

#include <functional>
#include <map>
#include <vector>

namespace kv::netlink {

/// Routes, rules and neighbours of every namespace, as last read. Each call appends what really changed.
/// Pure.
class RoutingMirror {
public:
    using Changes = std::vector<model::ObservationBody>;

    /// The namespace is exactly this now.
    void replace(model::NetnsCookie netns, RoutingScan scan, Changes &changes);
    void setNeighbour(const model::Neighbour &neighbour, Changes &changes);
    void removeNeighbour(const model::NeighbourKey &key, Changes &changes);
    /// The link is no more: its neighbours went with it.
    void removeLink(model::LinkKey link, Changes &changes);
    /// Says nothing: NamespaceGone says it.
    void forgetNamespace(model::NetnsCookie netns) { m_spaces.erase(netns); }

    /// As replace, for a namespace that nobody was told of yet.
    void fill(model::NetnsCookie netns, RoutingScan scan);

    void tellAll(const std::function<void(const model::ObservationBody &)> &tell) const;

private:
    struct Space {
        std::map<model::RouteKey, model::Route> routes;
        model::PolicyRules rules;
        std::map<model::NeighbourKey, model::Neighbour> neighbours;
    };
    std::map<model::NetnsCookie, Space> m_spaces;
};

} // namespace kv::netlink
