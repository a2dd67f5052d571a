// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/routingmirror.h"

#include <utility>

namespace kv::netlink {

namespace {

/// Says each difference, a missing one by `Gone{key}`.
template <class Gone, class Map>
void tellDifferences(const Map &before, const Map &now, RoutingMirror::Changes &changes)
{
    for (const auto &[key, value] : before) {
        if (!now.contains(key))
            changes.emplace_back(Gone{ key });
    }
    for (const auto &[key, value] : now) {
        const auto known = before.find(key);
        if (known == before.end() || known->second != value)
            changes.emplace_back(value);
    }
}

} // namespace

void RoutingMirror::replace(model::NetnsCookie netns, RoutingScan scan, Changes &changes)
{
    Space before = std::exchange(m_spaces[netns], {});
    fill(netns, std::move(scan));
    const Space &now = m_spaces[netns];
    tellDifferences<model::RouteGone>(before.routes, now.routes, changes);
    if (before.rules != now.rules)
        changes.emplace_back(now.rules);
    tellDifferences<model::NeighbourGone>(before.neighbours, now.neighbours, changes);
}

void RoutingMirror::fill(model::NetnsCookie netns, RoutingScan scan)
{
    Space &space = m_spaces[netns];
    for (model::Route &route : scan.routes) {
        const model::RouteKey key = route.key;
        space.routes.insert_or_assign(key, std::move(route));
    }
    space.rules = std::move(scan.rules);
    for (const model::Neighbour &neighbour : scan.neighbours)
        space.neighbours.insert_or_assign(neighbour.key, neighbour);
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

void RoutingMirror::tellAll(const std::function<void(const model::ObservationBody &)> &tell) const
{
    for (const auto &[netns, space] : m_spaces) {
        for (const auto &[key, route] : space.routes)
            tell(route);
        tell(space.rules);
        for (const auto &[key, neighbour] : space.neighbours)
            tell(neighbour);
    }
}

} // namespace kv::netlink
