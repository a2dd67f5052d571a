// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/pathoutside.h"

#include "app/engine/hapath.h"
#include "app/engine/text.h"

#include <algorithm>
#include <optional>
#include <set>

namespace kv::engine {

using model::IpAddress;
using model::LinkKey;
using state::HopKind;
using state::HopSource;
using state::HopState;
using state::Host;
using state::PathHop;
using state::Router;
using state::Site;

namespace {

model::NetnsCookie homeOf(const Host &host)
{
    return host.view->hello ? host.view->hello->value.homeNetns : 0;
}

struct Holder {
    const Host *host = nullptr;
    LinkKey link;
};

/// The hosts that have an address on an interface of their own.
std::vector<Holder> holdersOf(const Site &site, const IpAddress &address)
{
    std::vector<Holder> holders;
    for (const Host &host : site.hosts) {
        for (const auto &[key, fact] : host.view->addresses) {
            if (key.prefix.address == address && key.link.netns == homeOf(host))
                holders.push_back({ &host, key.link });
        }
    }
    return holders;
}

bool hasRouteTo(const Host &host, const IpAddress &address)
{
    return routeTo(*host.view, homeOf(host), address).fact != nullptr;
}

const Host *senderOf(const Site &site, const IpAddress &outside, const std::string &fromHost)
{
    if (!fromHost.empty())
        return site.host(fromHost);
    for (const state::TargetContinuity &target : site.targets) {
        if (target.running && target.target == outside && site.host(target.fromHost))
            return site.host(target.fromHost);
    }
    for (const auto kind : { state::HostKind::client, state::HostKind::gateway }) {
        for (const Host &host : site.hosts) {
            if (host.kind == kind && hasRouteTo(host, outside))
                return &host;
        }
    }
    return nullptr;
}

/// One host on the way: its route, the interface that it leaves by. None: the way ends here.
std::optional<IpAddress> leave(const HopMaker &make, const Host &host, const IpAddress &outside,
                               PathOutside &path, LinkKey &link)
{
    const Lookup<model::Route> route = routeTo(*host.view, homeOf(host), outside);
    const model::NextHop *next = route.fact ? nextHopOf(route.fact->value) : nullptr;
    if (!next) {
        PathHop hop = make.space(host, homeOf(host), HopKind::station);
        if (knowsRoutes(*host.view, homeOf(host)))
            make.readRoute(hop, host, outside, route);
        else
            HopMaker::worsen(hop, HopState::unknown, Text::tr("the host's routes are not known"));
        path.hops.push_back(hop);
        return std::nullopt;
    }
    link = { homeOf(host), next->ifindex };
    PathHop hop = make.link(host, link, HopKind::station);
    make.readRoute(hop, host, outside, route);
    path.hops.push_back(hop);
    return next->gateway.isSet() ? next->gateway : outside;
}

/// What one node's own bridge says of the router's MAC: on the port of its own instance, or of the uplink.
struct Claim {
    const GatewayPlace *place = nullptr;
    LinkPath path;
    Lookup<model::FdbEntry> entry;
    bool isOwnPort = false;
    model::TimeUs at = 0; ///< near end's clock
};

Claim claimOf(const GatewayPlace &place)
{
    Claim claim;
    claim.place = &place;
    const model::Link *port = place.host ? place.host->view->link(place.port) : nullptr;
    if (!port)
        return claim;
    claim.path = pathOf(*place.host->view, place.port);
    if (claim.path.bridge.ifindex == 0)
        return claim;
    claim.entry = learnedOn(*place.host->view, claim.path.bridge, port->mac);
    if (!claim.entry.fact)
        return claim;
    claim.at = claim.entry.fact->at + place.host->clockOffsetUs;
    const std::vector<LinkKey> &links = claim.path.links;
    const auto bridge = std::ranges::find(links, claim.path.bridge);
    claim.isOwnPort = std::find(links.begin(), bridge, claim.entry.fact->value.key.port) != bridge;
    return claim;
}

QString hostText(const Claim &claim)
{
    return QString::fromStdString(claim.place->host->name);
}

/// What the switches between may think, by the nodes' own bridges: they saw the same frames.
PathHop wireHop(const HopMaker &make, const Claim &own, const std::vector<Claim> &claims)
{
    const Host &host = *own.place->host;
    PathHop hop = make.network(networkOf(host, own.place->port));
    const Claim *other = nullptr;
    for (const Claim &claim : claims) {
        if (claim.place->host != own.place->host && claim.isOwnPort && (!other || claim.at > other->at))
            other = &claim;
    }
    if (own.path.bridge.ifindex == 0)
        return hop;
    const Claim *last = other && (!own.isOwnPort || other->at > own.at) ? other
        : own.isOwnPort                                                 ? &own
                                                                        : nullptr;
    if (!last) {
        HopMaker::worsen(
            hop, own.entry.fact ? HopState::outdated : HopState::flooded,
            own.entry.fact
                ? Text::tr("another host has sent last with the router's MAC")
                : Text::tr("no node has heard the router's MAC lately: switches send it everywhere"));
        return hop;
    }
    hop.fact = last->entry.fact->value.key.mac.toString() + " " + last->place->host->name;
    hop.why = Text::tr("bridge FDBs of the router's hosts: who sent last with its MAC").toStdString();
    hop.source = HopSource::bridgeFdb;
    hop.at = last->at;
    hop.isStale = last->place->host->stale;
    if (last == other && !own.isOwnPort)
        HopMaker::worsen(
            hop, HopState::outdated,
            Text::tr("%1 has sent last with the router's MAC: switches point there").arg(hostText(*other)));
    else if (last == other)
        HopMaker::worsen(
            hop, HopState::ambiguous,
            Text::tr("%1 and %2 have both sent with the router's MAC: switches point to the last")
                .arg(hostText(own), hostText(*other)));
    return hop;
}

/// An entry of another instance's own bridge that still points to that instance.
std::vector<PathHop> asides(const HopMaker &make, const Claim &own, const std::vector<Claim> &claims)
{
    std::vector<PathHop> hops;
    for (const Claim &claim : claims) {
        if (claim.place->host == own.place->host || !claim.isOwnPort)
            continue;
        const Host &host = *claim.place->host;
        PathHop hop = make.link(host, claim.path.bridge, HopKind::bridge);
        make.readBridge(hop, host, host.view->link(claim.place->port)->mac, claim.entry);
        HopMaker::worsen(
            hop, HopState::outdated,
            Text::tr("still points to the instance on %1, which does not serve").arg(hostText(claim)));
        hop.isAside = true;
        hop.towards = { claim.entry.fact->value.key.port, claim.place->port };
        hops.push_back(hop);
    }
    return hops;
}

void readOwnBridge(const HopMaker &make, PathHop &hop, const Claim &own, const Host &host)
{
    make.readBridge(hop, host, host.view->link(own.place->port)->mac, own.entry);
    if (own.entry.fact && !own.isOwnPort)
        HopMaker::worsen(hop, HopState::outdated,
                         Text::tr("%1 last heard the router's MAC from outside: it drops what comes from "
                                  "there for it")
                             .arg(QString::fromStdString(hop.interface)));
}

} // namespace

PathOutside pathOutside(const HopMaker &make, const Router &router, const IpAddress &outside,
                        const std::string &fromHost)
{
    PathOutside path;
    const Host *host = outside.isSet() ? senderOf(make.site(), outside, fromHost) : nullptr;
    path.fromHost = host ? host->name : std::string();
    std::set<const Host *> passed;
    while (host) {
        // A host always sends it the same way.
        if (!passed.insert(host).second) {
            path.hops.push_back(make.end(HopState::broken, Text::tr("the routes lead in a circle")));
            return path;
        }
        LinkKey link;
        const auto next = leave(make, *host, outside, path, link);
        if (!next)
            return path;
        if (*next == outside || make.targets().owns(router, *next)) {
            PathHop hop = make.link(*host, link, HopKind::station);
            path.mac = make.readNeighbour(hop, *host, link, *next);
            path.hops.push_back(hop);
            return path;
        }
        const std::vector<Holder> holders = holdersOf(make.site(), *next);
        if (holders.empty()) {
            path.hops.push_back(make.end(
                HopState::unknown,
                Text::tr("no probe on the host with %1").arg(QString::fromStdString(next->toString()))));
            return path;
        }
        PathHop hop = make.link(*holders.front().host, holders.front().link, HopKind::station);
        make.readAddress(hop, *holders.front().host, holders.front().link, *next);
        if (holders.size() > 1)
            HopMaker::worsen(
                hop, HopState::ambiguous,
                Text::tr("%1 is on several hosts").arg(QString::fromStdString(next->toString())));
        path.hops.push_back(hop);
        host = holders.front().host;
    }
    return path;
}

GatewayPlace gatewayPlace(const Site &site, const state::Instance &instance, const IpAddress &outside)
{
    GatewayPlace place{ site.host(instance.host), &instance, {} };
    if (!place.host || instance.netns == 0)
        return place;
    const model::HostView &view = *place.host->view;
    for (auto it = view.addresses.lower_bound({ { instance.netns, 0 }, {} });
         it != view.addresses.end() && it->first.link.netns == instance.netns; ++it) {
        if (outside.isSet() && it->first.prefix.address == outside)
            place.port = it->first.link;
    }
    if (place.port.ifindex != 0)
        return place;
    const IpAddress any = outside.family == model::IpFamily::v6
        ? *IpAddress::parse("2000::") // any global address
        : IpAddress::v4(0, 0, 0, 1);
    const Lookup<model::Route> route = routeTo(view, instance.netns, any);
    const model::NextHop *next = route.fact ? nextHopOf(route.fact->value) : nullptr;
    if (next && route.fact->value.key.destination.length == 0) {
        place.port = { instance.netns, next->ifindex };
        return place;
    }
    for (auto it = view.links.lower_bound({ instance.netns, 0 });
         it != view.links.end() && it->first.netns == instance.netns; ++it) {
        if (place.port.ifindex == 0 && it->second.value.name.starts_with("qg-"))
            place.port = it->first;
    }
    return place;
}

std::vector<PathHop> gatewayHops(const HopMaker &make, const GatewayPlace &place,
                                 const std::vector<GatewayPlace> &all, const IpAddress &outside)
{
    std::vector<PathHop> hops;
    if (!place.host || place.port.ifindex == 0) {
        hops.push_back(make.end(HopState::unknown, Text::tr("the router's gateway port is not seen")));
        return hops;
    }
    const Host &host = *place.host;
    const Router *router = make.site().router(place.instance->routerId);
    const bool isRouters = outside.isSet() && router && make.targets().owns(*router, outside);
    std::vector<Claim> claims;
    for (const GatewayPlace &other : all)
        claims.push_back(claimOf(other));
    const Claim own = claimOf(place);
    hops.push_back(wireHop(make, own, claims));
    const std::vector<LinkKey> &links = own.path.links;
    bool isAboveBridge = own.path.bridge.ifindex == 0;
    for (auto it = links.rbegin(); it != links.rend(); ++it) {
        const bool isBridge = *it == own.path.bridge;
        const HopKind kind = isBridge ? HopKind::bridge
            : *it == place.port       ? HopKind::gatewayPort
            : isAboveBridge           ? HopKind::port
                                      : HopKind::uplink;
        isAboveBridge = isAboveBridge || isBridge;
        PathHop hop = make.link(host, *it, kind);
        if (isBridge)
            readOwnBridge(make, hop, own, host);
        if (kind == HopKind::gatewayPort && isRouters)
            make.readAddress(hop, host, place.port, outside);
        hops.push_back(hop);
        if (isBridge) {
            const std::vector<PathHop> others = asides(make, own, claims);
            hops.insert(hops.end(), others.begin(), others.end());
        }
    }
    return hops;
}

} // namespace kv::engine
