// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/hapath.h"

#include <algorithm>

namespace kv::engine {

namespace {

const model::Link *seenPeer(const model::HostView &view, const model::Link &link)
{
    if (!link.peer || link.peer->netns == 0)
        return nullptr;
    return view.link({ link.peer->netns, link.peer->ifindex });
}

/// What a macvlan rides on (keepalived's use_vmac): the frames leave through it. nullptr for everything else.
const model::Link *belowVmac(const model::HostView &view, const model::Link &link)
{
    if (link.kind != model::LinkKind::macvlan || !link.parent || link.parent->netns == 0)
        return nullptr;
    return view.link({ link.parent->netns, link.parent->ifindex });
}

/// A VLAN's or macvlan's parent in sight; nullptr for every other link.
const model::Link *parentOf(const model::HostView &view, const model::Link &link)
{
    const bool ridesOnIt = link.kind == model::LinkKind::vlan || link.kind == model::LinkKind::macvlan;
    return ridesOnIt && link.parent && link.parent->netns != 0
        ? view.link({ link.parent->netns, link.parent->ifindex })
        : nullptr;
}

/// From the underlay down: parents, then a bond's ports, or those of the host's own bridge that leave the
/// host.
void descend(const model::HostView &view, LinkPath &path)
{
    constexpr int mostLevels = 8; // the kernel's own limit of nested devices
    const model::Link *link = view.link(path.underlay);
    for (int level = 0; link && level < mostLevels; ++level) {
        if (const model::Link *parent = parentOf(view, *link)) {
            path.links.push_back(parent->key);
            link = parent;
            continue;
        }
        const bool isBridge = link->kind == model::LinkKind::bridge;
        if (!isBridge && link->kind != model::LinkKind::bond)
            return;
        std::vector<model::LinkKey> ports;
        for (const model::Link *port : portsOf(view, link->key)) {
            if (!isBridge || isUplink(view, *port))
                ports.push_back(port->key);
        }
        if (!isBridge || ports.size() != 1) {
            path.anyOf = std::move(ports);
            return;
        }
        path.links.push_back(ports.front());
        link = view.link(ports.front());
    }
}

void followBridge(const model::HostView &view, model::LinkKey bridge, model::LinkKey enteredBy,
                  LinkPath &path)
{
    path.bridge = bridge;
    path.links.push_back(bridge);
    const model::Link *uplink = nullptr;
    for (const model::Link *port : portsOf(view, bridge)) {
        if (port->key == enteredBy)
            continue;
        if (port->kind == model::LinkKind::vxlan) {
            path.tunnel = port->key;
            path.links.push_back(port->key);
            path.underlay = vxlanUnderlay(view, *port);
            if (path.underlay.ifindex != 0)
                path.links.push_back(path.underlay);
            descend(view, path);
            return;
        }
        if (!uplink && isUplink(view, *port))
            uplink = port;
    }
    if (uplink) {
        path.underlay = uplink->key;
        path.links.push_back(uplink->key);
        descend(view, path);
    }
}

} // namespace

model::LinkKey vxlanUnderlay(const model::HostView &view, const model::Link &vxlan)
{
    if (!vxlan.vxlan)
        return {};
    if (vxlan.vxlan->underlayIfindex != 0)
        return { vxlan.key.netns, vxlan.vxlan->underlayIfindex };
    if (!vxlan.vxlan->local.isSet())
        return {};
    for (auto it = view.addresses.lower_bound({ { vxlan.key.netns, 0 }, {} });
         it != view.addresses.end() && it->first.link.netns == vxlan.key.netns; ++it) {
        if (it->first.prefix.address == vxlan.vxlan->local)
            return it->first.link;
    }
    return {};
}

bool isUplink(const model::HostView &view, const model::Link &link)
{
    if (link.kind == model::LinkKind::physical || link.kind == model::LinkKind::vlan
        || link.kind == model::LinkKind::bond)
        return true;
    return link.kind == model::LinkKind::veth && !seenPeer(view, link);
}

std::vector<const model::Link *> portsOf(const model::HostView &view, model::LinkKey bridge)
{
    std::vector<const model::Link *> ports;
    for (auto it = view.links.lower_bound({ bridge.netns, 0 });
         it != view.links.end() && it->first.netns == bridge.netns; ++it) {
        if (it->second.value.masterIfindex == bridge.ifindex)
            ports.push_back(&it->second.value);
    }
    return ports;
}

LinkPath pathOf(const model::HostView &view, model::LinkKey from)
{
    LinkPath path;
    const model::Link *link = view.link(from);
    if (!link)
        return path;
    path.links.push_back(from);
    if (const model::Link *below = belowVmac(view, *link)) {
        link = below;
        path.links.push_back(link->key);
    }
    if (link->kind == model::LinkKind::vxlan) {
        path.tunnel = link->key;
        path.underlay = vxlanUnderlay(view, *link);
        if (path.underlay.ifindex != 0)
            path.links.push_back(path.underlay);
        descend(view, path);
        return path;
    }
    if (link->kind == model::LinkKind::bridge) {
        path.links.pop_back();
        followBridge(view, link->key, {}, path);
        return path;
    }
    const model::Link *peer = seenPeer(view, *link);
    const model::Link *port = peer ? peer : link;
    if (peer)
        path.links.push_back(peer->key);
    if (port->masterIfindex != 0) {
        followBridge(view, { port->key.netns, port->masterIfindex }, peer ? port->key : model::LinkKey{},
                     path);
    } else if (isUplink(view, *link) || link->isOwnDevice()) {
        path.underlay = link->key;
        descend(view, path);
    }
    return path;
}

const model::Link *brokenOn(const model::HostView &view, const LinkPath &path)
{
    for (const model::LinkKey key : path.links) {
        const model::Link *link = view.link(key);
        if (link && !link->isUsable())
            return link;
    }
    const model::Link *broken = nullptr;
    for (const model::LinkKey key : path.anyOf) {
        const model::Link *port = view.link(key);
        if (!port || port->isUsable())
            return nullptr;
        broken = broken ? broken : port;
    }
    return broken;
}

bool isCutBy(const model::HostView &view, const LinkPath &path, model::LinkKey link)
{
    if (std::ranges::find(path.links, link) != path.links.end())
        return true;
    return std::ranges::find(path.anyOf, link) != path.anyOf.end()
        && std::ranges::none_of(path.anyOf, [&](model::LinkKey key) {
               const model::Link *port = view.link(key);
               return key != link && port && port->isUsable();
           });
}

} // namespace kv::engine
