// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/overviewhubs.h"

#include "app/picture/overview.h"

#include <algorithm>

namespace kv::picture {

namespace {

const SceneInterface *firstCarrier(const SceneHost &host, const SceneBridge &bridge)
{
    for (const ScenePort &uplink : bridge.uplinks) {
        if (const SceneInterface *found = carrierOf(host, uplink))
            return found;
    }
    return nullptr;
}

/// Spaces with a port whose other end is a tap of the bridge, filtered or not.
std::vector<const SceneSpace *> spacesOn(const SceneHost &host, const SceneBridge &bridge, bool isFiltered)
{
    std::vector<const SceneSpace *> found;
    for (const SceneSpace &space : host.spaces) {
        const bool isOn = std::any_of(space.ports.begin(), space.ports.end(), [&](const ScenePort &port) {
            return std::any_of(bridge.taps.begin(), bridge.taps.end(), [&](const ScenePort &tap) {
                return tap.isFiltered == isFiltered && (tap.peer == port.key || tap.key == port.peer);
            });
        });
        if (isOn)
            found.push_back(&space);
    }
    return found;
}

/// Routers without a namespace whose VRRP port is the interface, or rides on it.
std::vector<const SceneSpace *> spacesDirectlyOn(const SceneHost &host, const SceneInterface &interface)
{
    std::vector<const SceneSpace *> found;
    const model::LinkKey key = interface.link.key;
    for (const SceneSpace &space : host.spaces) {
        const bool isOn = std::any_of(space.ports.begin(), space.ports.end(), [key](const ScenePort &port) {
            return port.key == key
                || (port.underlay != 0 && port.key.netns == key.netns && port.underlay == key.ifindex);
        });
        if (isOn)
            found.push_back(&space);
    }
    return found;
}

std::vector<const SceneInterface *> allInterfaces(const SceneHost &host)
{
    std::vector<const SceneInterface *> all;
    for (const SceneInterface &interface : host.interfaces)
        all.push_back(&interface);
    for (const SceneInterface &interface : host.management)
        all.push_back(&interface);
    return all;
}

} // namespace

const SceneInterface *carrierOf(const SceneHost &host, const ScenePort &uplink)
{
    for (const SceneInterface *interface : allInterfaces(host)) {
        const model::LinkKey key = interface->link.key;
        if (key == uplink.key || (uplink.underlay != 0 && uplink.underlay == key.ifindex))
            return interface;
    }
    return nullptr;
}

state::NetworkKind overviewKind(const SceneBridge &bridge)
{
    const bool isTunnelled = std::any_of(bridge.uplinks.begin(), bridge.uplinks.end(),
                                         [](const ScenePort &port) { return port.vni != 0; });
    if (isTunnelled)
        return state::NetworkKind::overlay;
    return bridge.link.kind == state::NetworkKind::provider ? state::NetworkKind::untagged : bridge.link.kind;
}

std::vector<OverviewHub> hubsOf(const SceneHost &host)
{
    std::vector<const SceneInterface *> carriers; // in the order of their first bridge
    std::vector<OverviewHub> hubs;
    for (const SceneBridge &bridge : host.bridges) {
        const SceneInterface *carrier = firstCarrier(host, bridge);
        if (std::find(carriers.begin(), carriers.end(), carrier) == carriers.end() && carrier != nullptr)
            carriers.push_back(carrier);
        for (const bool isFiltered : { true, false }) {
            OverviewHub hub{ &bridge, carrier, isFiltered, overviewKind(bridge),
                             spacesOn(host, bridge, isFiltered) };
            if (!isFiltered || !hub.spaces.empty())
                hubs.push_back(std::move(hub));
        }
    }
    std::stable_sort(hubs.begin(), hubs.end(), [&carriers](const OverviewHub &a, const OverviewHub &b) {
        return std::find(carriers.begin(), carriers.end(), a.interface)
            < std::find(carriers.begin(), carriers.end(), b.interface);
    });
    for (const SceneInterface *interface : allInterfaces(host)) {
        OverviewHub hub{ nullptr, interface, false, interface->link.kind,
                         spacesDirectlyOn(host, *interface) };
        if (!hub.spaces.empty())
            hubs.push_back(std::move(hub));
    }
    return hubs;
}

} // namespace kv::picture
