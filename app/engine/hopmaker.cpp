// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/hopmaker.h"

#include "app/engine/text.h"

#include <array>
#include <utility>

namespace kv::engine {

using state::HopKind;
using state::HopSource;
using state::HopState;
using state::Host;
using state::PathHop;

namespace {

QString shown(const std::string &text)
{
    return QString::fromStdString(text);
}

QString readFrom(const PathHop &hop, HopSource source)
{
    const QString where = shown(hop.interface.empty() ? hop.netns : hop.interface);
    const QString host = shown(hop.host);
    switch (source) {
    case HopSource::none:
        return {};
    case HopSource::link:
        return Text::tr("link state of %1 on %2").arg(where, host);
    case HopSource::address:
        return Text::tr("addresses of %1 on %2").arg(where, host);
    case HopSource::route:
        return Text::tr("routes of %1 on %2").arg(hop.netns.empty() ? host : shown(hop.netns), host);
    case HopSource::neighbour:
        return Text::tr("neighbours of %1 on %2").arg(where, host);
    case HopSource::bridgeFdb:
        return Text::tr("bridge FDB of %1 on %2").arg(where, host);
    case HopSource::vxlanFdb:
        return Text::tr("VXLAN FDB of %1 on %2").arg(where, host);
    case HopSource::nat:
        return Text::tr("NAT of %1 on %2").arg(shown(hop.netns), host);
    case HopSource::role:
        return Text::tr("who serves, by its evidence");
    }
    return {};
}

} // namespace

bool isWorse(HopState a, HopState b)
{
    constexpr std::array<HopState, 6> order{ HopState::clear,   HopState::flooded,  HopState::ambiguous,
                                             HopState::unknown, HopState::outdated, HopState::broken };
    const auto rank = [&order](HopState hopState) {
        std::size_t index = 0;
        while (order[index] != hopState)
            ++index;
        return index;
    };
    return rank(a) > rank(b);
}

std::string linkName(const Host &host, model::LinkKey key)
{
    const model::Link *link = host.view->link(key);
    return link ? link->name : "?";
}

std::string networkOf(const Host &host, model::LinkKey key)
{
    const auto use = host.uses.find(key);
    return use == host.uses.end() ? std::string() : use->second.network;
}

void HopMaker::rest(PathHop &hop, const Host &host, HopSource source, std::optional<model::TimeUs> at,
                    std::string fact)
{
    hop.source = source;
    hop.at = at ? *at + host.clockOffsetUs : 0;
    hop.fact = std::move(fact);
    hop.why = readFrom(hop, source).toStdString();
}

void HopMaker::worsen(PathHop &hop, HopState hopState, const QString &note)
{
    if (!isWorse(hopState, hop.state))
        return;
    hop.state = hopState;
    hop.note = note.toStdString();
}

PathHop HopMaker::link(const Host &host, model::LinkKey key, HopKind kind) const
{
    PathHop hop = space(host, key.netns, kind);
    hop.link = key;
    hop.network = networkOf(host, key);
    const auto found = host.view->links.find(key);
    if (found == host.view->links.end()) {
        worsen(hop, HopState::unknown, Text::tr("the interface is not there"));
        return hop;
    }
    const model::Link &link = found->second.value;
    hop.interface = link.name;
    rest(hop, host, HopSource::link, found->second.at, link.isUsable() ? "up" : "down");
    if (!link.isUsable())
        worsen(hop, HopState::broken,
               link.adminUp ? Text::tr("%1 on %2 has no carrier").arg(shown(link.name), shown(host.name))
                            : Text::tr("%1 on %2 is down").arg(shown(link.name), shown(host.name)));
    return hop;
}

PathHop HopMaker::space(const Host &host, model::NetnsCookie netns, HopKind kind) const
{
    PathHop hop;
    hop.kind = kind;
    hop.host = host.name;
    hop.link.netns = netns;
    hop.netns = host.view->namespaceName(netns);
    hop.isStale = host.stale;
    hop.way = m_way;
    return hop;
}

PathHop HopMaker::network(const std::string &key) const
{
    PathHop hop;
    hop.kind = HopKind::physicalNetwork;
    hop.network = key;
    hop.way = m_way;
    return hop;
}

PathHop HopMaker::end(HopState hopState, const QString &note) const
{
    PathHop hop;
    hop.kind = HopKind::end;
    hop.way = m_way;
    worsen(hop, hopState, note);
    return hop;
}

void HopMaker::readBridge(PathHop &hop, const Host &host, const model::MacAddress &mac,
                          const Lookup<model::FdbEntry> &entry) const
{
    if (!entry.fact) {
        rest(hop, host, HopSource::bridgeFdb, std::nullopt, mac.toString());
        worsen(hop, HopState::flooded,
               Text::tr("%1 has no entry for %2: frames go to every port")
                   .arg(shown(hop.interface), shown(mac.toString())));
        return;
    }
    const std::string port = linkName(host, entry.fact->value.key.port);
    rest(hop, host, HopSource::bridgeFdb, entry.fact->at, mac.toString() + " on " + port);
    if (entry.isAmbiguous)
        worsen(hop, HopState::ambiguous,
               Text::tr("%1 is told on two ports of %2").arg(shown(mac.toString()), shown(hop.interface)));
}

void HopMaker::readTunnel(PathHop &hop, const Host &host, const model::MacAddress &mac,
                          const Lookup<model::FdbEntry> &entry) const
{
    if (!entry.fact) {
        rest(hop, host, HopSource::vxlanFdb, std::nullopt, mac.toString());
        worsen(hop, HopState::flooded,
               Text::tr("%1 has no entry for %2: frames go to every VTEP")
                   .arg(shown(hop.interface), shown(mac.toString())));
        return;
    }
    rest(hop, host, HopSource::vxlanFdb, entry.fact->at,
         mac.toString() + " dst " + entry.fact->value.key.remote.toString());
    if (entry.isAmbiguous)
        worsen(hop, HopState::ambiguous, Text::tr("%1 is told at two VTEPs").arg(shown(mac.toString())));
}

void HopMaker::readRoute(PathHop &hop, const Host &host, const model::IpAddress &to,
                         const Lookup<model::Route> &route) const
{
    if (!route.fact) {
        rest(hop, host, HopSource::route, std::nullopt, to.toString());
        worsen(hop, HopState::broken, Text::tr("there is no route to %1").arg(shown(to.toString())));
        return;
    }
    const model::Route &value = route.fact->value;
    std::string fact = value.key.destination.toString();
    const model::NextHop *next = nextHopOf(value);
    if (next) {
        if (next->gateway.isSet())
            fact += " via " + next->gateway.toString();
        fact += " dev " + linkName(host, { value.key.netns, next->ifindex });
    }
    rest(hop, host, HopSource::route, route.fact->at, fact);
    if (value.type != model::RouteType::unicast || !next)
        worsen(hop, HopState::broken,
               Text::tr("the route is %1").arg(QLatin1String(model::routeTypeName(value.type).data())));
    else if (next->isDead)
        worsen(hop, HopState::broken, Text::tr("the route is dead: its interface is down"));
    else if (route.isAmbiguous)
        worsen(hop, HopState::ambiguous, Text::tr("several routes are as good"));
}

model::MacAddress HopMaker::readNeighbour(PathHop &hop, const Host &host, model::LinkKey link,
                                          const model::IpAddress &address) const
{
    const model::Fact<model::Neighbour> *neighbour = neighbourOf(*host.view, link, address);
    const QString asked = shown(address.toString());
    if (!neighbour) {
        rest(hop, host, HopSource::neighbour, std::nullopt, address.toString());
        worsen(hop, HopState::flooded, Text::tr("no entry for %1: it is asked for first").arg(asked));
        return {};
    }
    const model::Neighbour &value = neighbour->value;
    rest(hop, host, HopSource::neighbour, neighbour->at,
         address.toString()
             + (value.mac.isZero() ? " " + std::string(model::neighbourStateName(value.state))
                                   : " " + value.mac.toString()));
    if (value.state == model::NeighbourState::failed)
        worsen(hop, HopState::broken, Text::tr("%1 does not answer").arg(asked));
    else if (value.state == model::NeighbourState::asked)
        worsen(hop, HopState::broken, Text::tr("%1 has not answered yet").arg(asked));
    return value.mac;
}

void HopMaker::readAddress(PathHop &hop, const Host &host, model::LinkKey link,
                           const model::IpAddress &address) const
{
    for (auto it = host.view->addresses.lower_bound({ link, {} });
         it != host.view->addresses.end() && it->first.link == link; ++it) {
        if (it->first.prefix.address != address)
            continue;
        rest(hop, host, HopSource::address, it->second.at, it->first.prefix.toString());
        return;
    }
    rest(hop, host, HopSource::address, std::nullopt, address.toString());
    worsen(hop, HopState::broken,
           Text::tr("%1 does not hold %2").arg(shown(hop.interface), shown(address.toString())));
}

} // namespace kv::engine
