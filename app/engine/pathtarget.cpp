// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/pathtarget.h"

#include "app/engine/behindrouter.h"
#include "app/engine/forwarding.h"

#include <algorithm>

namespace kv::engine {

using model::IpAddress;
using state::Host;
using state::Instance;
using state::PathTarget;
using state::PathTargetKind;
using state::Router;
using state::Site;

namespace {

constexpr std::string_view guestPrefix = "instance-";
constexpr std::string_view dhcpPrefix = "qdhcp-"; // neutron/agent/linux/dhcp.py, NS_PREFIX

bool isWhole(const model::IpPrefix &prefix)
{
    return prefix.length == prefix.address.size() * 8;
}

bool isGlobal(const IpAddress &address)
{
    return !address.isLinkLocal() && !address.isLoopback() && !address.isMulticast();
}

/// The floating rules of the router's NAT, of every host that it is on; both sides have the same.
std::vector<model::NatRule> floatingRules(const Site &site, const Router &router)
{
    std::vector<model::NatRule> rules;
    for (const Instance &instance : router.instances) {
        const Host *host = site.host(instance.host);
        if (!host || instance.netns == 0)
            continue;
        const auto table = host->view->nat.find(instance.netns);
        if (table == host->view->nat.end())
            continue;
        for (const model::NatRule &rule : table->second.value.rules) {
            if (rule.isFloating() && std::ranges::find(rules, rule) == rules.end())
                rules.push_back(rule);
        }
    }
    return rules;
}

/// A router without keepalived has no virtual addresses: those of its ports are its own.
bool holdsOnPort(const Site &site, const Router &router, const IpAddress &address, std::string_view device,
                 bool wholeSubnet)
{
    return std::ranges::any_of(router.instances, [&](const Instance &instance) {
        const Host *host = site.host(instance.host);
        return host && instance.netns != 0
            && std::ranges::any_of(host->view->addresses, [&](const auto &entry) {
                   const model::Link *link = host->view->link(entry.first.link);
                   const model::IpPrefix &prefix = entry.first.prefix;
                   return entry.first.link.netns == instance.netns && link && link->name.starts_with(device)
                       && isGlobal(prefix.address)
                       && (wholeSubnet ? !isWhole(prefix) && prefix.contains(address)
                                       : prefix.address == address);
               });
    });
}

bool isInsideOf(const Site &site, const Router &router, const IpAddress &address)
{
    return std::ranges::any_of(router.addresses,
                               [&](const model::IpPrefix &prefix) {
                                   return isGlobal(prefix.address) && prefix.contains(address)
                                       && isOnDevice(site, router, prefix, "qr-");
                               })
        || holdsOnPort(site, router, address, "qr-", true);
}

std::optional<PathTarget> ownTarget(const Site &site, const Router &router, const IpAddress &address)
{
    if (!ownsAddress(site, router, address))
        return std::nullopt;
    const bool isFloating = std::ranges::any_of(router.addresses, [&](const model::IpPrefix &prefix) {
        return prefix.address == address && isWhole(prefix) && isOnDevice(site, router, prefix, "qg-");
    });
    return PathTarget{ isFloating ? PathTargetKind::floatingIp : PathTargetKind::router, router.id, address,
                       {} };
}

std::optional<PathTarget> insideTarget(const Site &site, const Router &router, const IpAddress &address)
{
    if (!isInsideOf(site, router, address))
        return std::nullopt;
    PathTarget target{ PathTargetKind::fixedAddress, router.id, {}, address };
    // IPv6 is routed as it is; a private IPv4 address is reached from inside only.
    if (address.family == model::IpFamily::v6)
        target.outside = address;
    return target;
}

std::optional<PathTarget> translatedTarget(const Site &site, const Router &router, const IpAddress &address)
{
    for (const model::NatRule &rule : floatingRules(site, router)) {
        if (rule.destination.address == address || rule.to == address)
            return PathTarget{ PathTargetKind::floatingIp, router.id, rule.destination.address, rule.to };
    }
    return std::nullopt;
}

void addNew(std::vector<PathTarget> &targets, const std::optional<PathTarget> &target)
{
    if (target && std::ranges::find(targets, *target) == targets.end())
        targets.push_back(*target);
}

bool isRouterSpace(const Site &site, const Host &host, model::NetnsCookie netns)
{
    return std::ranges::any_of(site.routers, [&](const Router &router) {
        return std::ranges::any_of(router.instances, [&](const Instance &instance) {
            return instance.host == host.name && instance.netns == netns;
        });
    });
}

/// Neither the host itself, nor a router, nor a DHCP server.
bool isGuestSpace(const Site &site, const Host &host, model::NetnsCookie netns)
{
    const auto space = host.view->namespaces.find(netns);
    return space != host.view->namespaces.end() && !space->second.value.isHome
        && !host.view->namespaceName(netns).starts_with(dhcpPrefix) && !isRouterSpace(site, host, netns);
}

} // namespace

bool ownsAddress(const Site &site, const Router &router, const IpAddress &address)
{
    return std::ranges::any_of(router.addresses,
                               [&](const model::IpPrefix &prefix) { return prefix.address == address; })
        || holdsOnPort(site, router, address, "q", false);
}

std::optional<PathTarget> targetOf(const Site &site, const IpAddress &address)
{
    if (!address.isSet() || !isGlobal(address))
        return std::nullopt;
    for (const auto find : { translatedTarget, ownTarget, insideTarget }) {
        for (const Router &router : site.routers) {
            if (const auto target = find(site, router, address))
                return target;
        }
    }
    return std::nullopt;
}

std::optional<PathTarget> targetOfRouter(const Site &site, const std::string &routerId)
{
    const Router *router = site.router(routerId);
    if (!router)
        return std::nullopt;
    PathTarget target{ PathTargetKind::router, router->id, {}, {} };
    for (const model::IpPrefix &prefix : router->addresses) {
        if (!target.outside.isSet() && isGlobal(prefix.address) && !isWhole(prefix)
            && isOnDevice(site, *router, prefix, "qg-"))
            target.outside = prefix.address;
    }
    for (const Instance &instance : router->instances) {
        const Host *host = site.host(instance.host);
        if (!host || instance.netns == 0 || target.outside.isSet())
            continue;
        for (const auto &[key, fact] : host->view->addresses) {
            const model::Link *link = host->view->link(key.link);
            if (key.link.netns == instance.netns && link && link->name.starts_with("qg-")
                && isGlobal(key.prefix.address) && !isWhole(key.prefix) && !target.outside.isSet())
                target.outside = key.prefix.address;
        }
    }
    return target;
}

std::vector<PathTarget> targetsOfSpace(const Site &site, const std::string &hostName,
                                       model::NetnsCookie netns)
{
    std::vector<PathTarget> targets;
    const Host *host = site.host(hostName);
    if (!host || !isGuestSpace(site, *host, netns))
        return targets;
    for (const auto family : { model::IpFamily::v4, model::IpFamily::v6 }) {
        for (auto it = host->view->addresses.lower_bound({ { netns, 0 }, {} });
             it != host->view->addresses.end() && it->first.link.netns == netns; ++it) {
            if (it->first.prefix.address.family == family)
                addNew(targets, targetOf(site, it->first.prefix.address));
        }
    }
    return targets;
}

std::vector<PathTarget> targetsOfPort(const Site &site, const std::string &hostName, model::LinkKey port)
{
    std::vector<PathTarget> targets;
    const Host *host = site.host(hostName);
    const model::Link *link = host ? host->view->link(port) : nullptr;
    if (!link)
        return targets;
    if (link->peer && link->peer->netns != 0)
        return targetsOfSpace(site, hostName, link->peer->netns);
    const bool isGuestPort = link->masterIfindex != 0 && link->kind == model::LinkKind::tuntap;
    if (!isGuestPort)
        return targets;
    // A guest's own addresses are not seen: the routers' neighbours say which are behind its MAC.
    for (const auto &[key, fact] : host->view->fdb) {
        if (key.port != port || fact.value.isLocal || fact.value.isSelf)
            continue;
        for (const Host &other : site.hosts) {
            for (const auto &[neighbour, said] : other.view->neighbours) {
                if (said.value.mac == key.mac && isRouterSpace(site, other, neighbour.link.netns))
                    addNew(targets, targetOf(site, neighbour.address));
            }
        }
    }
    return targets;
}

std::vector<PathTarget> targetsNamed(const Site &site, const std::string &word)
{
    std::vector<PathTarget> targets;
    if (const auto address = IpAddress::parse(word)) {
        addNew(targets, targetOf(site, *address));
        return targets;
    }
    for (const Router &router : site.routers) {
        if (router.name == word || router.id == word)
            addNew(targets, targetOfRouter(site, router.id));
    }
    for (const Host &host : site.hosts) {
        for (const auto &[cookie, fact] : host.view->namespaces) {
            const bool isNamed = std::ranges::any_of(fact.value.names, [&word](const std::string &name) {
                return name == word || name == std::string(guestPrefix) + word;
            });
            for (const PathTarget &target :
                 isNamed ? targetsOfSpace(site, host.name, cookie) : std::vector<PathTarget>())
                addNew(targets, target);
        }
        for (const auto &[key, fact] : host.view->links) {
            for (const PathTarget &target :
                 fact.value.name == word ? targetsOfPort(site, host.name, key) : std::vector<PathTarget>())
                addNew(targets, target);
        }
    }
    constexpr std::size_t shortestBeginning = 4;
    for (const Router &router : site.routers) {
        if (targets.empty() && word.size() >= shortestBeginning && router.id.starts_with(word))
            addNew(targets, targetOfRouter(site, router.id));
    }
    return targets;
}

std::vector<PathTarget> allTargets(const Site &site)
{
    std::vector<PathTarget> targets;
    for (const Router &router : site.routers) {
        for (const model::NatRule &rule : floatingRules(site, router))
            addNew(targets, targetOf(site, rule.destination.address));
        for (const model::IpPrefix &prefix : router.addresses) {
            const auto target = isWhole(prefix) ? ownTarget(site, router, prefix.address) : std::nullopt;
            const bool isKnown = std::ranges::any_of(targets, [&prefix](const PathTarget &known) {
                return known.outside == prefix.address;
            });
            if (target && target->kind == PathTargetKind::floatingIp && !isKnown
                && isGlobal(prefix.address))
                targets.push_back(*target);
        }
    }
    for (const Host &host : site.hosts) {
        for (const auto &[cookie, fact] : host.view->namespaces) {
            for (const PathTarget &target : targetsOfSpace(site, host.name, cookie))
                addNew(targets, target);
        }
    }
    for (const Router &router : site.routers)
        addNew(targets, targetOfRouter(site, router.id));
    return targets;
}

std::optional<GuestPlace> guestWith(const Site &site, const IpAddress &address)
{
    for (const Host &host : site.hosts) {
        for (const auto &[key, fact] : host.view->addresses) {
            if (key.prefix.address == address && isGuestSpace(site, host, key.link.netns))
                return GuestPlace{ &host, key.link, fact.at + host.clockOffsetUs };
        }
    }
    return std::nullopt;
}

std::string targetName(const Site &site, const PathTarget &target)
{
    if (target.kind == PathTargetKind::router) {
        const Router *router = site.router(target.routerId);
        return router ? router->name : target.routerId;
    }
    return (target.kind == PathTargetKind::floatingIp ? target.outside : target.inside).toString();
}

} // namespace kv::engine
