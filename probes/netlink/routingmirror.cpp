// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/routingmirror.h"

#include <utility>

namespace kv::netlink {

namespace {

/// Makes `known` what `now` is; says each difference, a missing one by `Gone{key}`.
template <class Gone, class Map> void replaceAll(Map &known, Map now, RoutingMirror::Changes &changes)
{
    for (const auto &[key, value] : known) {
        if (!now.contains(key))
            changes.emplace_back(Gone{ key });
    }
    for (const auto &[key, value] : now) {
        const auto before = known.find(key);
        if (before == known.end() || before->second != value)
            changes.emplace_back(value);
    }
    known = std::move(now);
}

} // namespace

void RoutingMirror::replace(model::NetnsCookie netns, RoutingScan scan, Changes &changes)
{
    Space &space = m_spaces[netns];
    std::map<model::RouteKey, model::Route> routes;
    for (model::Route &route : scan.routes) {
        const model::RouteKey key = route.key;
        routes.insert_or_assign(key, std::move(route));
    }
    replaceAll<model::RouteGone>(space.routes, std::move(routes), changes);
    if (space.rules != scan.rules) {
        space.rules = scan.rules;
        changes.emplace_back(std::move(scan.rules));
    }
    std::map<model::NeighbourKey, model::Neighbour> neighbours;
    for (const model::Neighbour &neighbour : scan.neighbours)
        neighbours.insert_or_assign(neighbour.key, neighbour);
    replaceAll<model::NeighbourGone>(space.neighbours, std::move(neighbours), changes);
}

void RoutingMirror::setNeighbour(const model::Neighbour &neighbour, Changes &changes)
{
    const auto space = m_spaces.find(neighbour.key.link.netns);
    if (space == m_spaces.end()) // not read yet: the scan will have it
        return;
    auto &known = space->second.neighbours;
    const auto before = known.find(neighbour.key);
    if (before == known.end() && known.size() >= maxNeighbours)
        return;
    if (before != known.end() && before->second == neighbour)
        return;
    known.insert_or_assign(neighbour.key, neighbour);
    changes.emplace_back(neighbour);
}

void RoutingMirror::removeNeighbour(const model::NeighbourKey &key, Changes &changes)
{
    const auto space = m_spaces.find(key.link.netns);
    if (space != m_spaces.end() && space->second.neighbours.erase(key) != 0)
        changes.emplace_back(model::NeighbourGone{ key });
}

void RoutingMirror::removeLink(model::LinkKey link, Changes &changes)
{
    const auto space = m_spaces.find(link.netns);
    if (space == m_spaces.end())
        return;
    auto &known = space->second.neighbours;
    for (auto place = known.lower_bound({ link, {} }); place != known.end() && place->first.link == link;) {
        changes.emplace_back(model::NeighbourGone{ place->first });
        place = known.erase(place);
    }
}

RoutingMirror::Changes RoutingMirror::everything() const
{
    Changes all;
    for (const auto &[netns, space] : m_spaces) {
        for (const auto &[key, route] : space.routes)
            all.emplace_back(route);
        all.emplace_back(space.rules);
        for (const auto &[key, neighbour] : space.neighbours)
            all.emplace_back(neighbour);
    }
    return all;
}

} // namespace kv::netlink
