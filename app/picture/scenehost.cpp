// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/scenehost.h"

#include "app/picture/names.h"
#include "app/picture/programs.h"
#include "app/picture/text.h"

#include <algorithm>
#include <functional>
#include <map>
#include <tuple>

namespace kv::picture {

namespace {

using state::NetworkKind;

bool isFabric(NetworkKind kind)
{
    return kind == NetworkKind::overlay || kind == NetworkKind::provider || kind == NetworkKind::management;
}

/// keepalived's use_vmac: drawn in its instance.
bool isVmac(const model::Link &link)
{
    return link.kind == model::LinkKind::macvlan && link.parent && link.parent->netns == link.key.netns;
}

/// Whether a link of the host's own namespace is one of its interfaces to the outside (and not a tap).
bool isInterface(const HostIndex &index, const model::Link &link)
{
    if (link.kind == model::LinkKind::physical || isFabric(index.useOf(link.key).kind))
        return true;
    if (link.kind == model::LinkKind::veth && link.masterIfindex == 0)
        return !link.peer || link.peer->netns == 0 || !index.view.namespaces.contains(link.peer->netns);
    if (isVmac(link))
        return false;
    return link.isOwnDevice() && link.masterIfindex == 0;
}

bool isRodeOn(const state::Site &site, const HostIndex &index, model::LinkKey key)
{
    for (const state::Router &router : site.routers) {
        for (const state::Instance &instance : router.instances) {
            if (instance.host == index.host.name && instance.underlay == key)
                return true;
        }
    }
    return false;
}

SceneInterface interfaceOf(const state::Site &site, const HostIndex &index, const model::Link &link,
                           const Options &options)
{
    SceneInterface made;
    made.link = scenePortOf(index, link);
    if (made.link.kind == NetworkKind::untagged)
        made.link.kind = NetworkKind::provider;
    made.link.title = fromStd(link.name);
    made.link.subtitle = plainAddressLine(index.view, link.key);
    made.isCut = !link.adminUp;
    const bool isAllowed = index.view.hello && index.view.hello->value.actionsAllowed;
    made.mayDisable = options.hasActions && isAllowed
        && (isRodeOn(site, index, link.key)
            || (made.link.kind == NetworkKind::overlay && index.host.kind == state::HostKind::network));
    for (const state::ChangeInForce &change : site.changes) {
        const model::ChangePhase phase = change.change.phase;
        const bool isOpen = phase == model::ChangePhase::inForce || phase == model::ChangePhase::restoring;
        if (change.host == index.host.name && change.change.link == link.key && isOpen) {
            made.change = change.change.change;
            made.until = change.until;
        }
    }
    return made;
}

SceneBridge bridgeOf(const HostIndex &index, const model::Link &link)
{
    SceneBridge bridge;
    bridge.link = scenePortOf(index, link);
    const QString kind =
        networkKindName(bridge.link.kind == NetworkKind::untagged ? NetworkKind::provider : bridge.link.kind);
    bridge.title = shortLinkName(link.name);
    if (!kind.isEmpty())
        bridge.title += QStringLiteral(" · ") + kind;
    return bridge;
}

void addPort(SceneBridge &bridge, const HostIndex &index, const model::Link &link)
{
    ScenePort port = scenePortOf(index, link);
    if (port.kind == NetworkKind::provider || port.kind == NetworkKind::none)
        port.kind = bridge.link.kind == NetworkKind::provider ? NetworkKind::untagged : bridge.link.kind;
    if (port.network.empty() || link.kind != model::LinkKind::vxlan)
        port.network = bridge.link.network;
    if (link.kind == model::LinkKind::vxlan || isInterface(index, link))
        bridge.uplinks.push_back(std::move(port));
    else {
        port.isFiltered = index.filtered.contains(link.name);
        bridge.taps.push_back(std::move(port));
    }
}

/// Namespaces in the order in which they stand: HA routers, other routers, guests, DHCP.
void addSpaces(SceneHost &made, const state::Site &site, const HostIndex &index, model::NetnsCookie home)
{
    for (const auto &[cookie, fact] : index.view.namespaces) {
        if (cookie == home)
            continue;
        for (const HostIndex::Place &place : index.placesIn(cookie)) {
            SceneSpace space = sceneSpaceOf(site, index, cookie, place);
            if (!space.routerId.empty() || (!space.name.empty() && !space.ports.empty()))
                made.spaces.push_back(std::move(space));
        }
    }
    for (const HostIndex::Place &place : index.placesIn(home)) {
        SceneSpace plain = sceneSpaceOf(site, index, home, place);
        if (!plain.routerId.empty())
            made.spaces.push_back(std::move(plain));
    }
    const std::string none;
    std::stable_sort(made.spaces.begin(), made.spaces.end(),
                     [home, &none](const SceneSpace &a, const SceneSpace &b) {
                         const auto key = [home, &none](const SceneSpace &space) {
                             // Plain ones by what they ride on: so their lines do not cross.
                             const bool isPlain = space.cookie == home && !space.ports.empty();
                             const int below = !isPlain              ? 0
                                 : space.ports.front().underlay != 0 ? space.ports.front().underlay
                                                                     : space.ports.front().key.ifindex;
                             const bool isService = space.name.rfind("qdhcp-", 0) == 0;
                             // Guests by network, as the bridges stand: so their lines are straight.
                             const bool isGuest = space.routerId.empty() && !space.ports.empty();
                             const int rank = isGuest ? rankOf(space.ports.front().kind) : 0;
                             const std::string &network = isGuest ? space.ports.front().network : none;
                             return std::make_tuple(space.routerId.empty(), !space.hasKeepalived, below, rank,
                                                    std::cref(network), isService, std::cref(space.title),
                                                    std::cref(space.name));
                         };
                         return key(a) < key(b);
                     });
}

void sortTaps(SceneHost &made)
{
    std::map<model::LinkKey, std::size_t> order;
    for (const SceneSpace &space : made.spaces) {
        for (const ScenePort &port : space.ports)
            order.emplace(port.key, order.size());
    }
    const auto placeOf = [&order](const ScenePort &port) {
        const auto it = order.find(port.peer);
        return std::make_tuple(it == order.end() ? order.size() : it->second, port.name);
    };
    for (SceneBridge &bridge : made.bridges) {
        std::sort(bridge.taps.begin(), bridge.taps.end(),
                  [&](const ScenePort &a, const ScenePort &b) { return placeOf(a) < placeOf(b); });
        std::sort(bridge.uplinks.begin(), bridge.uplinks.end(),
                  [](const ScenePort &a, const ScenePort &b) { return a.name < b.name; });
    }
    std::stable_sort(made.bridges.begin(), made.bridges.end(),
                     [&](const SceneBridge &a, const SceneBridge &b) {
                         return std::make_tuple(rankOf(a.link.kind), a.link.network, a.link.name)
                             < std::make_tuple(rankOf(b.link.kind), b.link.network, b.link.name);
                     });
}

void addHead(SceneHost &made, const HostIndex &index, const QString &management)
{
    made.subtitle = hostKindName(index.host.kind);
    if (!management.isEmpty())
        made.subtitle += QStringLiteral(" · ") + management;
    made.agents = agentsOf(index.view);
    made.programs = programsOf(index.view);
    using Phase = model::SessionState::Phase;
    made.isLive = index.host.session.phase == Phase::live && index.view.hasSnapshot;
    if (index.host.session.phase == Phase::lost || index.host.session.phase == Phase::ended) {
        made.status = Text::tr("probe lost");
        made.isStatusAlarming = true;
    } else if (index.host.session.phase == Phase::starting || !index.view.hasSnapshot) {
        made.status = Text::tr("probe is starting");
    } else if (index.host.stale) {
        made.status = Text::tr("silent");
        made.isStatusAlarming = true;
    }
}

bool isInstances(const HostIndex &index, model::LinkKey key)
{
    return std::any_of(index.places.begin(), index.places.end(),
                       [key](const auto &entry) { return entry.second.instance->haLink == key; });
}

void addHomeLink(SceneHost &made, QString &management, const state::Site &site, const HostIndex &index,
                 const model::Link &link, const Options &options)
{
    const auto bridge = std::find_if(made.bridges.begin(), made.bridges.end(), [&link](const SceneBridge &b) {
        return b.link.key.ifindex == link.masterIfindex && link.masterIfindex != 0;
    });
    if (bridge != made.bridges.end())
        addPort(*bridge, index, link);
    if (index.useOf(link.key).kind == NetworkKind::management) {
        const std::vector<model::IpPrefix> addresses = addressesOf(index.view, link.key);
        if (!addresses.empty() && management.isEmpty())
            management = fromStd(addresses.front().address.toString());
        made.management.push_back(interfaceOf(site, index, link, options));
    } else if (isInterface(index, link)) {
        made.interfaces.push_back(interfaceOf(site, index, link, options));
    } else if (bridge == made.bridges.end() && !isInstances(index, link.key)) {
        made.quietLinks.push_back(link.name);
    }
}

} // namespace

int rankOf(NetworkKind kind)
{
    switch (kind) {
    case NetworkKind::ha:
        return 0;
    case NetworkKind::selfService:
    case NetworkKind::overlay:
        return 1;
    case NetworkKind::untagged:
    case NetworkKind::provider:
        return 2;
    case NetworkKind::none:
    case NetworkKind::management:
        break;
    }
    return 3;
}

ScenePort scenePortOf(const HostIndex &index, const model::Link &link)
{
    const state::InterfaceUse use = index.useOf(link.key);
    ScenePort port;
    port.key = link.key;
    port.name = link.name;
    port.title = shortLinkName(link.name);
    port.kind = use.kind;
    port.network = use.network;
    if (link.vxlan) {
        port.vni = link.vxlan->vni;
        port.underlay = link.vxlan->underlayIfindex;
    }
    if (link.peer && link.peer->netns != 0)
        port.peer = { link.peer->netns, link.peer->ifindex };
    const bool isBridge = link.kind == model::LinkKind::bridge;
    port.state = link.isUsable() || (isBridge && link.adminUp) ? PortState::up : PortState::down;
    return port;
}

SceneHost sceneHostOf(const state::Site &site, const HostIndex &index, const Options &options)
{
    SceneHost made;
    made.name = index.host.name;
    made.kind = index.host.kind;
    made.isStale = index.host.stale;
    const model::NetnsCookie home = index.home;
    for (const auto &[key, fact] : index.view.links) {
        if (key.netns == home && fact.value.kind == model::LinkKind::bridge)
            made.bridges.push_back(bridgeOf(index, fact.value));
    }
    QString management;
    for (const auto &[key, fact] : index.view.links) {
        const model::LinkKind kind = fact.value.kind;
        if (key.netns == home && kind != model::LinkKind::bridge && kind != model::LinkKind::loopback)
            addHomeLink(made, management, site, index, fact.value, options);
    }
    addSpaces(made, site, index, home);
    sortTaps(made);
    addHead(made, index, management);
    const bool isOutside = made.kind == state::HostKind::gateway || made.kind == state::HostKind::client;
    made.isRight = index.host.kind == state::HostKind::network
        || std::any_of(made.spaces.begin(), made.spaces.end(),
                       [](const auto &s) { return !s.routerId.empty(); });
    made.isCollapsed =
        options.form == Form::components && options.collapse.has(made.name) && (made.isRight || !isOutside);
    return made;
}

} // namespace kv::picture
