// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/pathinside.h"

#include "app/engine/hapath.h"
#include "app/engine/text.h"

#include <algorithm>

namespace kv::engine {

using model::LinkKey;
using state::HopKind;
using state::HopSource;
using state::HopState;
using state::Host;
using state::PathHop;

namespace {

LinkKey bridgeOf(const Host &host, LinkKey port)
{
    const model::Link *link = host.view->link(port);
    return link && link->masterIfindex != 0 ? LinkKey{ port.netns, link->masterIfindex } : LinkKey{};
}

LinkKey peerOf(const Host &host, LinkKey key)
{
    const model::Link *link = host.view->link(key);
    return link && link->peer && link->peer->netns != 0 ? LinkKey{ link->peer->netns, link->peer->ifindex }
                                                        : LinkKey{};
}

/// The port of a namespace whose subnet has the address: what a connected route says, where routes were not
/// told.
const model::Fact<model::InterfaceAddress> *subnetOf(const Host &host, model::NetnsCookie netns,
                                                     const model::IpAddress &address)
{
    for (auto it = host.view->addresses.lower_bound({ { netns, 0 }, {} });
         it != host.view->addresses.end() && it->first.link.netns == netns; ++it) {
        const model::IpPrefix &prefix = it->first.prefix;
        if (prefix.length > 0 && prefix.length < prefix.address.size() * 8 && prefix.contains(address))
            return &it->second;
    }
    return nullptr;
}

struct Vtep {
    const Host *host = nullptr;
    LinkKey underlay;
};

/// The host that has a VTEP's address.
Vtep vtepWith(const state::Site &site, const model::IpAddress &address)
{
    for (const Host &host : site.hosts) {
        const model::NetnsCookie home = host.view->hello ? host.view->hello->value.homeNetns : 0;
        for (const auto &[key, fact] : host.view->addresses) {
            if (key.prefix.address == address && key.link.netns == home)
                return { &host, key.link };
        }
    }
    return {};
}

/// Its VXLAN device for the VNI; the one on that underlay where there are several.
LinkKey tunnelOn(const Host &host, std::uint32_t vni, LinkKey underlay)
{
    LinkKey found;
    for (const auto &[key, fact] : host.view->links) {
        if (!fact.value.vxlan || fact.value.vxlan->vni != vni)
            continue;
        if (found.ifindex == 0 || vxlanUnderlay(*host.view, fact.value) == underlay)
            found = key;
    }
    return found;
}

/// Without the first: what a VXLAN device or a bridge rides on.
std::vector<LinkKey> below(const LinkPath &path)
{
    std::vector<LinkKey> links = path.links;
    if (!links.empty())
        links.erase(links.begin());
    return links;
}

} // namespace

std::vector<PathHop> PathInside::to(const model::IpAddress &inside)
{
    m_inside = inside;
    m_port = choosePort(inside);
    if (m_port.ifindex == 0)
        return std::move(m_hops);
    PathHop hop = m_make.link(m_host, m_port, HopKind::insidePort);
    m_mac = m_make.readNeighbour(hop, m_host, m_port, inside);
    m_guest = guestWith(m_make.targets(), inside, networkOf(m_host, m_port));
    if (m_mac.isZero() && m_guest) {
        // Nobody has asked yet, or routers' neighbours are not told: the instance itself is seen.
        const model::Link *link = m_guest->host->view->link(m_guest->link);
        m_mac = link ? link->mac : m_mac;
        if (hop.state == HopState::flooded && !m_mac.isZero()) {
            hop.state = HopState::clear;
            hop.note.clear();
            hop.fact = inside.toString() + " " + m_mac.toString();
            hop.at = m_guest->at;
            hop.why = Text::tr("the instance's own interface on %1")
                          .arg(QString::fromStdString(m_guest->host->name))
                          .toStdString();
            hop.source = HopSource::address;
        }
    }
    m_hops.push_back(hop);
    if (m_mac.isZero())
        m_hops.push_back(m_make.end(HopState::unknown, Text::tr("the instance's MAC is not known")));
    else
        leavePort(m_host, m_port);
    return std::move(m_hops);
}

LinkKey PathInside::choosePort(const model::IpAddress &inside)
{
    PathHop hop = m_make.space(m_host, m_netns, HopKind::routing);
    const Lookup<model::Route> route = routeTo(*m_host.view, m_netns, inside);
    LinkKey port;
    if (route.fact || knowsRoutes(*m_host.view, m_netns)) {
        m_make.readRoute(hop, m_host, inside, route);
        if (const model::NextHop *next = route.fact ? nextHopOf(route.fact->value) : nullptr)
            port = { m_netns, next->ifindex };
    } else if (const auto *subnet = subnetOf(m_host, m_netns, inside)) {
        port = subnet->value.link;
        HopMaker::rest(hop, m_host, HopSource::address, subnet->at,
                       subnet->value.prefix.toString() + " dev " + linkName(m_host, port));
    } else {
        HopMaker::worsen(hop, HopState::unknown, Text::tr("the namespace's routes are not known"));
    }
    m_hops.push_back(hop);
    if (port.ifindex == 0)
        m_hops.push_back(m_make.end(hop.state, QString::fromStdString(hop.note)));
    return port;
}

/// From an interface of the router into the bridge that its other end is a port of.
void PathInside::leavePort(const Host &host, LinkKey port)
{
    const LinkKey peer = peerOf(host, port);
    const LinkKey tap = peer.ifindex != 0 ? peer : port;
    const LinkKey bridge = bridgeOf(host, tap);
    if (peer.ifindex != 0)
        m_hops.push_back(m_make.link(host, tap, HopKind::port));
    if (bridge.ifindex != 0)
        throughBridge(host, bridge, tap);
    else
        throughWire(host, tap);
}

void PathInside::throughBridge(const Host &host, LinkKey bridge, LinkKey from)
{
    PathHop hop = m_make.link(host, bridge, HopKind::bridge);
    const Lookup<model::FdbEntry> entry = learnedOn(*host.view, bridge, m_mac);
    m_make.readBridge(hop, host, m_mac, entry);
    m_hops.push_back(hop);
    LinkKey port = entry.fact ? entry.fact->value.key.port : LinkKey{};
    if (!entry.fact) {
        const bool isHere = m_guest && m_guest->host == &host;
        const LinkKey tap = isHere ? peerOf(host, m_guest->link) : LinkKey{};
        const LinkPath path = pathOf(*host.view, bridge);
        port = bridgeOf(host, tap) == bridge ? tap : path.tunnel.ifindex != 0 ? path.tunnel : path.underlay;
    }
    if (port == from || port.ifindex == 0) {
        m_hops.push_back(m_make.end(HopState::broken, Text::tr("the bridge does not send it on")));
        return;
    }
    const model::Link *link = host.view->link(port);
    if (link && link->kind == model::LinkKind::vxlan)
        throughTunnel(host, port);
    else if (link && isUplink(*host.view, *link))
        throughWire(host, port);
    else
        intoPort(host, port);
}

void PathInside::addUplinks(const Host &host, const std::vector<LinkKey> &links, bool isOutward)
{
    std::vector<PathHop> hops;
    for (const LinkKey key : links)
        hops.push_back(m_make.link(host, key, HopKind::uplink));
    if (!isOutward)
        std::ranges::reverse(hops);
    m_hops.insert(m_hops.end(), hops.begin(), hops.end());
}

void PathInside::throughTunnel(const Host &host, LinkKey tunnel)
{
    const model::Link *link = host.view->link(tunnel);
    PathHop hop = m_make.link(host, tunnel, HopKind::tunnel);
    const Lookup<model::FdbEntry> entry = remoteOf(*host.view, tunnel, m_mac);
    m_make.readTunnel(hop, host, m_mac, entry);
    m_hops.push_back(hop);
    const std::vector<LinkKey> underlay = below(pathOf(*host.view, tunnel));
    addUplinks(host, underlay, true);
    m_hops.push_back(m_make.network(underlay.empty() ? std::string() : networkOf(host, underlay.front())));
    const Vtep vtep = entry.fact ? vtepWith(m_make.site(), entry.fact->value.key.remote)
        : m_guest                ? Vtep{ m_guest->host, {} }
                                 : Vtep{};
    if (!vtep.host) {
        m_hops.push_back(
            m_make.end(HopState::unknown,
                       entry.fact ? Text::tr("no probe on the host with %1")
                                        .arg(QString::fromStdString(entry.fact->value.key.remote.toString()))
                                  : Text::tr("no probe on the host that has the instance")));
        return;
    }
    const LinkKey other = tunnelOn(*vtep.host, link && link->vxlan ? link->vxlan->vni : 0, vtep.underlay);
    const LinkKey bridge = bridgeOf(*vtep.host, other);
    if (other.ifindex == 0 || bridge.ifindex == 0) {
        m_hops.push_back(m_make.end(
            HopState::broken,
            Text::tr("%1 has no VXLAN port of that network").arg(QString::fromStdString(vtep.host->name))));
        return;
    }
    addUplinks(*vtep.host, below(pathOf(*vtep.host->view, other)), false);
    m_hops.push_back(m_make.link(*vtep.host, other, HopKind::tunnel));
    arriveAt(*vtep.host, bridge, other);
}

/// A self-service network without tunnels: the physical network carries it.
void PathInside::throughWire(const Host &host, LinkKey uplink)
{
    addUplinks(host, pathOf(*host.view, uplink).links, true);
    m_hops.push_back(m_make.network(networkOf(host, uplink)));
    const LinkKey tap = m_guest ? peerOf(*m_guest->host, m_guest->link) : LinkKey{};
    const LinkKey bridge = m_guest ? bridgeOf(*m_guest->host, tap) : LinkKey{};
    if (bridge.ifindex == 0) {
        m_hops.push_back(
            m_make.end(HopState::unknown, Text::tr("no probe on the host that has the instance")));
        return;
    }
    const LinkPath path = pathOf(*m_guest->host->view, bridge);
    addUplinks(*m_guest->host, below(path), false);
    arriveAt(*m_guest->host, bridge, path.underlay);
}

void PathInside::arriveAt(const Host &host, LinkKey bridge, LinkKey from)
{
    PathHop hop = m_make.link(host, bridge, HopKind::bridge);
    const Lookup<model::FdbEntry> entry = learnedOn(*host.view, bridge, m_mac);
    m_make.readBridge(hop, host, m_mac, entry);
    LinkKey port = entry.fact ? entry.fact->value.key.port : LinkKey{};
    if (port == from && entry.rival)
        port = entry.rival->value.key.port;
    if (port == from && port.ifindex != 0)
        HopMaker::worsen(
            hop, HopState::outdated,
            Text::tr("%1 has the instance on another host").arg(QString::fromStdString(host.name)));
    m_hops.push_back(hop);
    if (!entry.fact) {
        port = m_guest && m_guest->host == &host ? peerOf(host, m_guest->link) : LinkKey{};
    }
    if (port.ifindex == 0 || port == from) {
        m_hops.push_back(m_make.end(HopState::unknown, Text::tr("the instance is not seen there")));
        return;
    }
    intoPort(host, port);
    addWayBack(host, bridge);
}

void PathInside::intoPort(const Host &host, LinkKey port)
{
    m_hops.push_back(m_make.link(host, port, HopKind::port));
    const LinkKey guest = peerOf(host, port);
    if (guest.ifindex == 0)
        return;
    PathHop hop = m_make.link(host, guest, HopKind::guest);
    m_make.readAddress(hop, host, guest, m_inside);
    m_hops.push_back(hop);
}

/// What the instance's host, and the router's own bridge, say of the router's MAC: frames out go there.
void PathInside::addWayBack(const Host &guestHost, LinkKey bridge)
{
    const model::Link *port = m_host.view->link(m_port);
    if (!port || &guestHost == &m_host)
        return;
    const model::MacAddress mac = port->mac;
    const LinkPath own = pathOf(*m_host.view, m_port);
    const Lookup<model::FdbEntry> entry = learnedOn(*guestHost.view, bridge, mac);
    const LinkKey out = entry.fact ? entry.fact->value.key.port : pathOf(*guestHost.view, bridge).tunnel;
    const model::Link *tunnel = guestHost.view->link(out);
    if (tunnel && tunnel->vxlan) {
        PathHop hop = m_make.link(guestHost, out, HopKind::tunnel);
        const Lookup<model::FdbEntry> remote = remoteOf(*guestHost.view, out, mac);
        m_make.readTunnel(hop, guestHost, mac, remote);
        const Vtep vtep =
            remote.fact ? vtepWith(m_make.site(), remote.fact->value.key.remote) : Vtep{ &m_host, {} };
        if (vtep.host && vtep.host != &m_host)
            HopMaker::worsen(
                hop, HopState::outdated,
                Text::tr("what the instance sends goes to %1").arg(QString::fromStdString(vtep.host->name)));
        hop.isWayBack = true;
        m_hops.push_back(hop);
    }
    const Lookup<model::FdbEntry> home = learnedOn(*m_host.view, own.bridge, mac);
    if (!home.fact || own.bridge.ifindex == 0 || home.fact->value.key.port == peerOf(m_host, m_port))
        return;
    PathHop hop = m_make.link(m_host, own.bridge, HopKind::bridge);
    m_make.readBridge(hop, m_host, mac, home);
    HopMaker::worsen(hop, HopState::outdated,
                     Text::tr("%1 last heard the router's MAC from another host: it drops what comes from "
                              "there for it")
                         .arg(QString::fromStdString(hop.interface)));
    hop.isWayBack = true;
    m_hops.push_back(hop);
}

std::vector<PathHop> PathInside::allPorts(LinkKey gatewayPort, LinkKey haPort)
{
    for (auto it = m_host.view->links.lower_bound({ m_netns, 0 });
         it != m_host.view->links.end() && it->first.netns == m_netns; ++it) {
        const LinkKey key = it->first;
        const LinkPath path = pathOf(*m_host.view, key);
        if (key == gatewayPort || key == haPort || path.bridge.ifindex == 0)
            continue;
        m_hops.push_back(m_make.link(m_host, key, HopKind::insidePort));
        for (std::size_t i = 1; i < path.links.size(); ++i) {
            const LinkKey step = path.links[i];
            const HopKind kind = step == path.bridge ? HopKind::bridge
                : step == path.tunnel                ? HopKind::tunnel
                : i == 1                             ? HopKind::port
                                                     : HopKind::uplink;
            m_hops.push_back(m_make.link(m_host, step, kind));
        }
    }
    return std::move(m_hops);
}

} // namespace kv::engine
