// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/pathtarget.h"

#include "app/engine/behindrouter.h"
#include "app/engine/forwarding.h"

#include <algorithm>
#include <map>
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

bool isWhole(const model::IpPrefix &prefix)
{
    return prefix.length == prefix.address.size() * 8;
}

bool isGlobal(const IpAddress &address)
{
    return !address.isLinkLocal() && !address.isLoopback() && !address.isMulticast();
}

/// What the routers of a site have and translate, looked through once.
class Targets {
public:
    explicit Targets(const Site &site)
    {
        for (const Router &router : site.routers) {
            for (const model::IpPrefix &prefix : router.addresses)
                readVirtual(site, router, prefix);
            for (const Instance &instance : router.instances) {
                const Host *host = site.host(instance.host);
                if (!host || instance.netns == 0)
                    continue;
                m_spaces.insert({ instance.host, instance.netns });
                readNat(router, *host, instance.netns);
                readPorts(router, *host, instance.netns);
            }
        }
    }

    bool isRouterSpace(const Host &host, model::NetnsCookie netns) const
    {
        return m_spaces.contains({ host.name, netns });
    }

    std::optional<PathTarget> of(const IpAddress &address) const
    {
        if (!address.isSet() || !isGlobal(address))
            return std::nullopt;
        if (const auto found = m_translated.find(address); found != m_translated.end())
            return found->second;
        if (const auto found = m_own.find(address); found != m_own.end())
            return found->second;
        for (const auto &[prefix, router] : m_inside) {
            if (!prefix.contains(address))
                continue;
            PathTarget target{ PathTargetKind::fixedAddress, router->id, {}, address };
            // IPv6 is routed as it is; a private IPv4 address is reached from inside only.
            if (address.family == model::IpFamily::v6)
                target.outside = address;
            return target;
        }
        return std::nullopt;
    }

    /// Floating IPs, whether or not their NAT is known.
    std::vector<PathTarget> floating() const
    {
        std::vector<PathTarget> targets;
        for (const auto &[address, target] : m_translated) {
            if (target.outside == address)
                targets.push_back(target);
        }
        for (const auto &[address, target] : m_own) {
            if (target.kind == PathTargetKind::floatingIp && !m_translated.contains(address))
                targets.push_back(target);
        }
        return targets;
    }

private:
    void readVirtual(const Site &site, const Router &router, const model::IpPrefix &prefix)
    {
        if (!isGlobal(prefix.address))
            return;
        const bool isFloating = isWhole(prefix) && isOnDevice(site, router, prefix, "qg-");
        m_own.try_emplace(prefix.address,
                          PathTarget{ isFloating ? PathTargetKind::floatingIp : PathTargetKind::router,
                                      router.id,
                                      prefix.address,
                                      {} });
        if (!isWhole(prefix) && isOnDevice(site, router, prefix, "qr-"))
            m_inside.emplace_back(prefix, &router);
    }

    /// Both sides of a router have the same rules.
    void readNat(const Router &router, const Host &host, model::NetnsCookie netns)
    {
        const auto table = host.view->nat.find(netns);
        if (table == host.view->nat.end())
            return;
        for (const model::NatRule &rule : table->second.value.rules) {
            if (!rule.isFloating() || !isGlobal(rule.destination.address))
                continue;
            const PathTarget target{ PathTargetKind::floatingIp, router.id, rule.destination.address,
                                     rule.to };
            m_translated.try_emplace(rule.destination.address, target);
            m_translated.try_emplace(rule.to, target);
        }
    }

    /// A router without keepalived has no virtual addresses: those of its ports are its own.
    void readPorts(const Router &router, const Host &host, model::NetnsCookie netns)
    {
        for (auto it = host.view->addresses.lower_bound({ { netns, 0 }, {} });
             it != host.view->addresses.end() && it->first.link.netns == netns; ++it) {
            const model::Link *link = host.view->link(it->first.link);
            const model::IpPrefix &prefix = it->first.prefix;
            const bool isInside = link && link->name.starts_with("qr-");
            if (!isGlobal(prefix.address) || !link || !(isInside || link->name.starts_with("qg-")))
                continue;
            m_own.try_emplace(prefix.address,
                              PathTarget{ PathTargetKind::router, router.id, prefix.address, {} });
            if (isInside && !isWhole(prefix))
                m_inside.emplace_back(prefix, &router);
        }
    }

    std::map<IpAddress, PathTarget> m_translated; ///< by the address outside and inside
    std::map<IpAddress, PathTarget> m_own;
    std::vector<std::pair<model::IpPrefix, const Router *>> m_inside; ///< subnets of ports inside
    std::set<std::pair<std::string, model::NetnsCookie>> m_spaces;
};

void addNew(std::vector<PathTarget> &targets, const std::optional<PathTarget> &target)
{
    if (target && std::ranges::find(targets, *target) == targets.end())
        targets.push_back(*target);
}

/// Neither the host itself, nor a router, nor a DHCP server.
bool isGuestSpace(const Targets &all, const Host &host, model::NetnsCookie netns)
{
    const auto space = host.view->namespaces.find(netns);
    return space != host.view->namespaces.end() && !space->second.value.isHome
        && !host.view->namespaceName(netns).starts_with(dhcpPrefix) && !all.isRouterSpace(host, netns);
}

std::vector<PathTarget> ofSpace(const Targets &all, const Host &host, model::NetnsCookie netns)
{
    std::vector<PathTarget> targets;
    if (!isGuestSpace(all, host, netns))
        return targets;
    for (const auto family : { model::IpFamily::v4, model::IpFamily::v6 }) {
        for (auto it = host.view->addresses.lower_bound({ { netns, 0 }, {} });
             it != host.view->addresses.end() && it->first.link.netns == netns; ++it) {
            if (it->first.prefix.address.family == family)
                addNew(targets, all.of(it->first.prefix.address));
        }
    }
    return targets;
}

/// A guest's own addresses are not seen: the routers' neighbours say which are behind its MAC.
std::vector<PathTarget> ofGuestPort(const Site &site, const Targets &all, const Host &host,
                                    model::LinkKey port)
{
    std::vector<PathTarget> targets;
    for (const auto &[key, fact] : host.view->fdb) {
        if (key.port != port || fact.value.isLocal || fact.value.isSelf)
            continue;
        for (const Host &other : site.hosts) {
            for (const auto &[neighbour, said] : other.view->neighbours) {
                if (said.value.mac == key.mac && all.isRouterSpace(other, neighbour.link.netns))
                    addNew(targets, all.of(neighbour.address));
            }
        }
    }
    return targets;
}

std::vector<PathTarget> ofPort(const Site &site, const Targets &all, const Host &host, model::LinkKey port)
{
    const model::Link *link = host.view->link(port);
    if (link && link->peer && link->peer->netns != 0)
        return ofSpace(all, host, link->peer->netns);
    const bool isGuestPort = link && link->masterIfindex != 0 && link->kind == model::LinkKind::tuntap;
    return isGuestPort ? ofGuestPort(site, all, host, port) : std::vector<PathTarget>();
}

} // namespace

bool ownsAddress(const Site &site, const Router &router, const IpAddress &address)
{
    const auto target = Targets(site).of(address);
    return target && target->routerId == router.id && target->outside == address
        && target->kind != PathTargetKind::fixedAddress;
}

std::optional<PathTarget> targetOf(const Site &site, const IpAddress &address)
{
    return Targets(site).of(address);
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
    return host ? ofSpace(Targets(site), *host, netns) : std::vector<PathTarget>();
}

std::vector<PathTarget> targetsOfPort(const Site &site, const std::string &hostName, model::LinkKey port)
{
    const Host *host = site.host(hostName);
    return host ? ofPort(site, Targets(site), *host, port) : std::vector<PathTarget>();
}

std::vector<PathTarget> targetsNamed(const Site &site, const std::string &word)
{
    std::vector<PathTarget> targets;
    if (const auto address = IpAddress::parse(word)) {
        addNew(targets, targetOf(site, *address));
        return targets;
    }
    const auto addAll = [&targets](const std::vector<PathTarget> &found) {
        for (const PathTarget &target : found)
            addNew(targets, target);
    };
    for (const Router &router : site.routers) {
        if (router.name == word || router.id == word)
            addNew(targets, targetOfRouter(site, router.id));
    }
    const Targets all(site);
    for (const Host &host : site.hosts) {
        for (const auto &[cookie, fact] : host.view->namespaces) {
            const bool isNamed = std::ranges::any_of(fact.value.names, [&word](const std::string &name) {
                return name == word || name == std::string(guestPrefix) + word;
            });
            if (isNamed)
                addAll(ofSpace(all, host, cookie));
        }
        for (const auto &[key, fact] : host.view->links) {
            if (fact.value.name == word)
                addAll(ofPort(site, all, host, key));
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
    const Targets all(site);
    std::vector<PathTarget> targets = all.floating();
    std::set<IpAddress> known;
    for (const PathTarget &target : targets)
        known.insert(target.outside);
    for (const Host &host : site.hosts) {
        for (const auto &[cookie, fact] : host.view->namespaces) {
            for (const PathTarget &target : ofSpace(all, host, cookie)) {
                if (known.insert(target.outside.isSet() ? target.outside : target.inside).second)
                    targets.push_back(target);
            }
        }
    }
    for (const Router &router : site.routers) {
        if (const auto target = targetOfRouter(site, router.id))
            targets.push_back(*target);
    }
    return targets;
}

std::optional<GuestPlace> guestWith(const Site &site, const IpAddress &address)
{
    std::optional<Targets> all; // made when it is needed
    for (const Host &host : site.hosts) {
        for (const auto &[key, fact] : host.view->addresses) {
            if (key.prefix.address != address)
                continue;
            if (!all)
                all.emplace(site);
            if (isGuestSpace(*all, host, key.link.netns))
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
