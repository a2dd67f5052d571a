// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/scene.h"

#include "app/picture/names.h"
#include "app/picture/parallel.h"
#include "app/picture/scenehost.h"
#include "app/picture/sift.h"

#include <algorithm>

namespace kv::picture {

namespace {

using state::NetworkKind;

/// The first IPv4 subnet on interfaces of a kind, over all hosts in order.
std::string subnetOn(const state::Site &site, NetworkKind first, NetworkKind second)
{
    for (const state::Host &host : site.hosts) {
        for (const auto &[key, use] : host.uses) {
            if (use.kind != first && use.kind != second)
                continue;
            for (const model::IpPrefix &prefix : addressesOf(*host.view, key)) {
                if (prefix.address.family == model::IpFamily::v4 && prefix.length < 32)
                    return subnetOf(prefix);
            }
        }
    }
    return {};
}

bool isDown(const state::Host &host, model::LinkKey key)
{
    const model::Link *link = host.view->link(key);
    return link != nullptr && !link->isUsable();
}

void addBeats(Scene &scene, const state::Site &site)
{
    for (const state::Router &router : site.routers) {
        for (const state::Instance &instance : router.instances) {
            const state::Host *host = site.host(instance.host);
            if (!instance.hasKeepalived || host == nullptr)
                continue;
            const auto use = host->uses.find(instance.haLink);
            const model::LinkKey way = instance.underlay.ifindex != 0 ? instance.underlay : instance.haLink;
            scene.beats.push_back({ router.id, instance.host, way,
                                    use == host->uses.end() ? std::string() : use->second.network,
                                    isDown(*host, way) });
            if (scene.advertCentis == 0)
                scene.advertCentis = instance.advertCentis;
        }
    }
}

/// From three network nodes on, or in a large site, a host may be drawn as one box.
void offerCollapse(Scene &scene)
{
    constexpr auto fewNodes = 3;
    constexpr std::size_t fewHosts = 8;
    const auto nodes =
        std::count_if(scene.hosts.begin(), scene.hosts.end(), [](const SceneHost &h) { return h.isRight; });
    for (SceneHost &host : scene.hosts) {
        const bool isOutside = host.kind == state::HostKind::gateway || host.kind == state::HostKind::client;
        const bool isOneOfMany = scene.hosts.size() > fewHosts || (host.isRight && nodes >= fewNodes);
        host.isCollapsible = host.isCollapsed || (isOneOfMany && (host.isRight || !isOutside));
    }
}

} // namespace

bool SceneHost::hasManyRouters() const
{
    constexpr std::ptrdiff_t few = 6;
    return std::count_if(spaces.begin(), spaces.end(),
                         [](const SceneSpace &space) { return !space.routerId.empty(); })
        > few;
}

Scene sceneOf(const state::Site &site, const Options &options)
{
    Scene scene;
    if (options.form == Form::fleet) {
        scene.fleet = sceneFleetOf(site);
        sift(scene.fleet, site, options.filter);
        return scene;
    }
    scene.hosts.resize(site.hosts.size());
    forEachHost(site.hosts.size(), [&](std::size_t i) {
        scene.hosts[i] = sceneHostOf(site, HostIndex(site, site.hosts[i]), options);
    });
    if (options.form == Form::components)
        offerCollapse(scene);
    scene.networks = site.networks;
    scene.managementSubnet = subnetOn(site, NetworkKind::management, NetworkKind::management);
    scene.overlaySubnet = subnetOn(site, NetworkKind::overlay, NetworkKind::overlay);
    scene.providerSubnet = subnetOn(site, NetworkKind::untagged, NetworkKind::provider);
    if (scene.overlaySubnet.empty() && scene.providerSubnet.empty())
        scene.providerSubnet =
            subnetOn(site, NetworkKind::ha, NetworkKind::ha); // VRRP on the hosts' own interfaces
    addBeats(scene, site);
    sift(scene, site, options.filter);
    return scene;
}

} // namespace kv::picture
