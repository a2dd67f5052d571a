// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/blastradius.h"

#include "app/engine/hapath.h"
#include "app/state/successor.h"

#include <algorithm>
#include <set>

namespace kv::engine {

namespace {

using state::Host;
using state::Instance;
using state::Router;
using state::Site;

/// Whether an interface of the host's own namespace, by its name, goes with the link.
bool goesWith(const model::HostView &view, const std::string &name, const model::Link &link)
{
    for (auto it = view.links.lower_bound({ link.key.netns, 0 });
         it != view.links.end() && it->first.netns == link.key.netns; ++it) {
        if (it->second.value.name == name)
            return isCutBy(view, pathOf(view, it->first), link.key);
    }
    return false;
}

/// Without a namespace of its own an instance has what its addresses are on, and with a sync group what those
/// of the group are on: they change together.
bool isOnLink(const model::HostView &view, const Router &router, const Instance &instance,
              const model::Link &link)
{
    const model::VrrpInstanceConfig *own = nullptr;
    for (const auto &[key, fact] : view.vrrpConfigs) {
        const bool isOwn =
            std::ranges::any_of(fact.value.addresses, [&router](const model::VirtualAddress &entry) {
                return std::ranges::find(router.addresses, entry.prefix) != router.addresses.end();
            });
        if (isOwn && fact.value.vrid == instance.vrid)
            own = &fact.value;
    }
    return own && std::ranges::any_of(view.vrrpConfigs, [&](const auto &entry) {
               const model::VrrpInstanceConfig &config = entry.second.value;
               const bool isOfGroup =
                   &config == own || (!own->syncGroup.empty() && config.syncGroup == own->syncGroup);
               return isOfGroup
                   && (goesWith(view, config.interface, link)
                       || std::ranges::any_of(config.addresses, [&](const model::VirtualAddress &address) {
                              return goesWith(view, address.device, link);
                          }));
           });
}

/// True when another interface of the router than its HA port leaves the host through the link.
bool carriesTraffic(const model::HostView &view, const Router &router, const Instance &instance,
                    model::LinkKey link)
{
    const model::NetnsCookie home = view.hello ? view.hello->value.homeNetns : 0;
    if (const model::Link *known = view.link(link); known && instance.netns == home && home != 0)
        return isOnLink(view, router, instance, *known);
    for (auto it = view.links.lower_bound({ instance.netns, 0 });
         it != view.links.end() && it->first.netns == instance.netns; ++it) {
        if (it->first != instance.haLink && isCutBy(view, pathOf(view, it->first), link))
            return true;
    }
    return false;
}

AffectedRouter affected(const Router &router, const Instance &instance, bool losesTraffic,
                        bool losesHeartbeats)
{
    AffectedRouter result;
    result.id = router.id;
    result.name = router.name;
    result.isActiveHere =
        instance.role == state::Role::active || instance.role == state::Role::activeUnconfirmed;
    result.losesHeartbeats = losesHeartbeats;
    result.losesTraffic = losesTraffic;
    // Who takes over and could not serve keeps nothing going.
    const bool couldServe =
        router.protection != state::Protection::unprotected && !state::successorWithoutWayOut(router);
    result.takesOver = result.isActiveHere && couldServe ? router.takesOver : std::string();
    result.keepsAfterRepair = router.keepsAfterRepair;
    result.expected = router.expected;
    for (const model::IpPrefix &prefix : router.addresses) {
        if (!prefix.address.isLinkLocal())
            result.addresses.push_back(prefix.toString());
    }
    return result;
}

void addFloating(const Router &router, BlastRadius &radius)
{
    for (const model::IpPrefix &prefix : router.addresses) {
        const bool isWhole = prefix.length == prefix.address.size() * 8;
        if (isWhole && !prefix.address.isLinkLocal())
            radius.floatingIps.push_back(prefix.address.toString());
    }
}

void addOtherUsers(const Host &host, model::LinkKey link, BlastRadius &radius)
{
    const model::HostView &view = *host.view;
    for (const auto &[key, fact] : view.links) {
        const model::Link &user = fact.value;
        if (user.vxlan && isCutBy(view, pathOf(view, key), link))
            radius.otherUsers.push_back("VNI " + std::to_string(user.vxlan->vni) + " (" + user.name + ")");
    }
    for (const auto &[key, fact] : view.links) {
        const model::Link &user = fact.value;
        if (user.vlan && key != link && isCutBy(view, pathOf(view, key), link))
            radius.otherUsers.push_back("VLAN " + std::to_string(user.vlan->id) + " (" + user.name + ")");
    }
    const model::Link *self = view.link(link);
    const model::Link *master =
        self && self->masterIfindex != 0 ? view.link({ link.netns, self->masterIfindex }) : nullptr;
    if (master)
        radius.otherUsers.push_back(master->name);
    for (const auto &[key, fact] : view.addresses) {
        if (key.link.netns != link.netns || key.prefix.address.isLinkLocal())
            continue;
        // What is behind a tunnel is told by its VNI: a bridge there may have taken an address of its
        // network.
        const LinkPath path = pathOf(view, key.link);
        if (key.link == link || (path.tunnel.ifindex == 0 && isCutBy(view, path, link)))
            radius.otherUsers.push_back(key.prefix.toString());
    }
}

/// Also as what a management VLAN or bond rides on.
bool isBelowManagement(const Host &host, model::LinkKey link)
{
    return std::ranges::any_of(host.uses, [&](const auto &use) {
        return use.second.kind == state::NetworkKind::management
            && (use.first == link || isCutBy(*host.view, pathOf(*host.view, use.first), link));
    });
}

} // namespace

BlastRadius blastRadius(const Site &site, const std::string &hostName, model::LinkKey link)
{
    BlastRadius radius;
    radius.host = hostName;
    radius.link = link;
    const Host *host = site.host(hostName);
    const model::Link *known = host ? host->view->link(link) : nullptr;
    if (!known)
        return radius;
    radius.linkName = known->name;
    radius.actionsAllowed = host->view->hello && host->view->hello->value.actionsAllowed;
    radius.isManagement = isBelowManagement(*host, link);
    for (const Router &router : site.routers) {
        const auto instance = std::ranges::find(router.instances, hostName, &Instance::host);
        if (instance == router.instances.end())
            continue;
        const bool losesHeartbeats = isCutBy(*host->view, pathOf(*host->view, instance->haLink), link);
        const bool losesTraffic = carriesTraffic(*host->view, router, *instance, link);
        if (!losesHeartbeats && !losesTraffic)
            continue;
        radius.routers.push_back(affected(router, *instance, losesTraffic, losesHeartbeats));
        addFloating(router, radius);
    }
    addOtherUsers(*host, link, radius);
    return radius;
}

std::vector<model::LinkKey> overlayLinks(const Site &site, const std::string &hostName)
{
    std::set<model::LinkKey> links;
    if (const Host *host = site.host(hostName)) {
        for (const auto &[key, use] : host->uses) {
            if (use.kind == state::NetworkKind::overlay)
                links.insert(key);
        }
    }
    for (const Router &router : site.routers) {
        for (const Instance &instance : router.instances) {
            if (instance.host == hostName && instance.underlay.ifindex != 0)
                links.insert(instance.underlay);
        }
    }
    return { links.begin(), links.end() };
}

} // namespace kv::engine
