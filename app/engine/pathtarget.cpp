// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/pathtarget.h"

#include "app/engine/behindrouter.h"
#include "app/engine/hopmaker.h"
#include "app/engine/targetindex.h"

#include <algorithm>
#include <set>
#include <utility>

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

/// Unless both are known and differ.
bool mayBeOneNetwork(const std::string &a, const std::string &b)
{
    return a.empty() || b.empty() || a == b;
}

void addNew(std::vector<PathTarget> &targets, const std::vector<PathTarget> &found)
{
    for (const PathTarget &target : found) {
        if (std::ranges::find(targets, target) == targets.end())
            targets.push_back(target);
    }
}

/// Neither the host itself, nor a router, nor a DHCP server.
bool isGuestSpace(const TargetIndex &index, const Host &host, model::NetnsCookie netns)
{
    const auto space = host.view->namespaces.find(netns);
    return space != host.view->namespaces.end() && !space->second.value.isHome
        && !host.view->namespaceName(netns).starts_with(dhcpPrefix) && !index.isRouterSpace(host, netns);
}

std::vector<PathTarget> ofSpace(const TargetIndex &index, const Host &host, model::NetnsCookie netns)
{
    std::vector<PathTarget> targets;
    if (!isGuestSpace(index, host, netns))
        return targets;
    for (const auto family : { model::IpFamily::v4, model::IpFamily::v6 }) {
        for (auto it = host.view->addresses.lower_bound({ { netns, 0 }, {} });
             it != host.view->addresses.end() && it->first.link.netns == netns; ++it) {
            const IpAddress &address = it->first.prefix.address;
            if (address.family == family)
                addNew(targets, index.on(networkOf(host, it->first.link), address));
        }
    }
    return targets;
}

/// What a router knows as its neighbour: where its port's network is not known, it alone is asked.
std::vector<PathTarget> ofNeighbour(const TargetIndex &index, const Host &host,
                                    const model::NeighbourKey &neighbour)
{
    const std::string network = networkOf(host, neighbour.link);
    std::vector<PathTarget> targets = index.on(network, neighbour.address);
    if (!network.empty())
        return targets;
    std::erase_if(targets, [&](const PathTarget &target) {
        const Router *router = index.site().router(target.routerId);
        return !router || std::ranges::none_of(router->instances, [&](const Instance &instance) {
            return instance.host == host.name && instance.netns == neighbour.link.netns;
        });
    });
    return targets;
}

/// A guest's own addresses are not seen: the routers' neighbours say which are behind its MAC.
std::vector<PathTarget> ofGuestPort(const TargetIndex &index, const Host &host, model::LinkKey port)
{
    std::vector<PathTarget> targets;
    const std::string network = networkOf(host, port);
    for (const auto &[key, fact] : host.view->fdb) {
        if (key.port != port || fact.value.isLocal || fact.value.isSelf)
            continue;
        for (const Host &other : index.site().hosts) {
            for (const auto &[neighbour, said] : other.view->neighbours) {
                const bool isIts = said.value.mac == key.mac
                    && index.isRouterSpace(other, neighbour.link.netns)
                    && mayBeOneNetwork(network, networkOf(other, neighbour.link));
                if (isIts)
                    addNew(targets, ofNeighbour(index, other, neighbour));
            }
        }
    }
    return targets;
}

std::vector<PathTarget> ofPort(const TargetIndex &index, const Host &host, model::LinkKey port)
{
    const model::Link *link = host.view->link(port);
    if (link && link->peer && link->peer->netns != 0)
        return ofSpace(index, host, link->peer->netns);
    const bool isGuestPort = link && link->masterIfindex != 0 && link->kind == model::LinkKind::tuntap;
    return isGuestPort ? ofGuestPort(index, host, port) : std::vector<PathTarget>();
}

} // namespace

std::optional<PathTarget> targetOf(const Site &site, const IpAddress &address)
{
    const std::vector<PathTarget> targets = TargetIndex(site).all(address);
    return targets.empty() ? std::nullopt : std::optional(targets.front());
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
    const Host *host = site.host(hostName);
    return host ? ofSpace(TargetIndex(site), *host, netns) : std::vector<PathTarget>();
}

std::vector<PathTarget> targetsOfPort(const Site &site, const std::string &hostName, model::LinkKey port)
{
    const Host *host = site.host(hostName);
    return host ? ofPort(TargetIndex(site), *host, port) : std::vector<PathTarget>();
}

std::vector<PathTarget> targetsNamed(const Site &site, const std::string &word)
{
    const TargetIndex index(site);
    if (const auto address = IpAddress::parse(word))
        return index.all(*address);
    std::vector<PathTarget> targets;
    const auto addRouter = [&](const Router &router) {
        if (const auto target = targetOfRouter(site, router.id))
            addNew(targets, { *target });
    };
    for (const Router &router : site.routers) {
        if (router.name == word || router.id == word)
            addRouter(router);
    }
    for (const Host &host : site.hosts) {
        for (const auto &[cookie, fact] : host.view->namespaces) {
            const bool isNamed = std::ranges::any_of(fact.value.names, [&word](const std::string &name) {
                return name == word || name == std::string(guestPrefix) + word;
            });
            if (isNamed)
                addNew(targets, ofSpace(index, host, cookie));
        }
        for (const auto &[key, fact] : host.view->links) {
            if (fact.value.name == word)
                addNew(targets, ofPort(index, host, key));
        }
    }
    constexpr std::size_t shortestBeginning = 4;
    for (const Router &router : site.routers) {
        if (targets.empty() && word.size() >= shortestBeginning && router.id.starts_with(word))
            addRouter(router);
    }
    return targets;
}

std::vector<PathTarget> allTargets(const Site &site)
{
    return allTargets(TargetIndex(site));
}

std::vector<PathTarget> allTargets(const TargetIndex &index)
{
    std::vector<PathTarget> targets = index.floating();
    std::set<std::pair<std::string, IpAddress>> known;
    for (const PathTarget &target : targets)
        known.insert({ target.routerId, target.outside });
    for (const Host &host : index.site().hosts) {
        for (const auto &[cookie, fact] : host.view->namespaces) {
            for (const PathTarget &target : ofSpace(index, host, cookie)) {
                const IpAddress &address = target.outside.isSet() ? target.outside : target.inside;
                if (known.insert({ target.routerId, address }).second)
                    targets.push_back(target);
            }
        }
    }
    for (const Router &router : index.site().routers) {
        if (const auto target = targetOfRouter(index.site(), router.id))
            targets.push_back(*target);
    }
    return targets;
}

std::optional<GuestPlace> guestWith(const TargetIndex &index, const IpAddress &address,
                                    const std::string &network)
{
    std::optional<GuestPlace> unsure; // by what is known it may be on that network
    for (const Host &host : index.site().hosts) {
        for (const auto &[key, fact] : host.view->addresses) {
            if (key.prefix.address != address || !isGuestSpace(index, host, key.link.netns))
                continue;
            const std::string its = networkOf(host, key.link);
            const GuestPlace place{ &host, key.link, fact.at + host.clockOffsetUs };
            if (its == network)
                return place;
            if (!unsure && mayBeOneNetwork(its, network))
                unsure = place;
        }
    }
    return unsure;
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
