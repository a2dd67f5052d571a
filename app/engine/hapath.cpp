// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/hapath.h"

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
            return;
        }
        if (!uplink && isUplink(view, *port))
            uplink = port;
    }
    if (uplink) {
        path.underlay = uplink->key;
        path.links.push_back(uplink->key);
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
    if (link.kind == model::LinkKind::physical)
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
    }
    return path;
}

} // namespace kv::engine
