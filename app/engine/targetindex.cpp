// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/targetindex.h"

#include "app/engine/behindrouter.h"
#include "app/engine/hopmaker.h"

#include <algorithm>

namespace kv::engine {

using model::IpAddress;
using state::Host;
using state::Instance;
using state::PathTarget;
using state::PathTargetKind;
using state::Router;

namespace {

/// The network of the router's port with that name, on whichever host it is known.
std::string networkOfDevice(const state::Site &site, const Router &router, const std::string &device)
{
    for (const Instance &instance : router.instances) {
        const Host *host = site.host(instance.host);
        if (!host || instance.netns == 0)
            continue;
        for (auto it = host->view->links.lower_bound({ instance.netns, 0 });
             it != host->view->links.end() && it->first.netns == instance.netns; ++it) {
            if (it->second.value.name == device && !networkOf(*host, it->first).empty())
                return networkOf(*host, it->first);
        }
    }
    return {};
}

} // namespace

TargetIndex::TargetIndex(const state::Site &site) : m_site(site)
{
    for (std::size_t index = 0; index < site.routers.size(); ++index)
        readRouter(index);
}

void TargetIndex::readRouter(std::size_t index)
{
    const Router &router = m_site.routers[index];
    for (const model::IpPrefix &prefix : router.addresses)
        readVirtual(index, prefix);
    for (const Instance &instance : router.instances) {
        const Host *host = m_site.host(instance.host);
        if (!host || instance.netns == 0)
            continue;
        m_spaces.insert({ instance.host, instance.netns });
        readNat(index, *host, instance.netns);
        readPorts(index, *host, instance.netns);
    }
}

void TargetIndex::readVirtual(std::size_t index, const model::IpPrefix &prefix)
{
    const Router &router = m_site.routers[index];
    if (!isGlobal(prefix.address))
        return;
    const bool isFloating = isWhole(prefix) && isOnDevice(m_site, router, prefix, "qg-");
    m_own.try_emplace({ prefix.address, index },
                      PathTarget{ isFloating ? PathTargetKind::floatingIp : PathTargetKind::router,
                                  router.id,
                                  prefix.address,
                                  {} });
    if (isWhole(prefix))
        return;
    const std::string device = deviceWith(m_site, router, prefix, "qr-");
    if (!device.empty())
        addSubnet(index, prefix, networkOfDevice(m_site, router, device));
}

/// Both sides of a router have the same rules.
void TargetIndex::readNat(std::size_t index, const Host &host, model::NetnsCookie netns)
{
    const auto table = host.view->nat.find(netns);
    if (table == host.view->nat.end())
        return;
    for (const model::NatRule &rule : table->second.value.rules) {
        if (!rule.isFloating() || !isGlobal(rule.destination.address))
            continue;
        const PathTarget target{ PathTargetKind::floatingIp, m_site.routers[index].id,
                                 rule.destination.address, rule.to };
        m_translated.try_emplace({ rule.destination.address, index }, target);
        m_translated.try_emplace({ rule.to, index }, target);
    }
}

/// A router without keepalived has no virtual addresses: those of its ports are its own.
void TargetIndex::readPorts(std::size_t index, const Host &host, model::NetnsCookie netns)
{
    for (auto it = host.view->addresses.lower_bound({ { netns, 0 }, {} });
         it != host.view->addresses.end() && it->first.link.netns == netns; ++it) {
        const model::Link *link = host.view->link(it->first.link);
        const model::IpPrefix &prefix = it->first.prefix;
        const bool isInside = link && link->name.starts_with("qr-");
        if (!isGlobal(prefix.address) || !link || !(isInside || link->name.starts_with("qg-")))
            continue;
        m_own.try_emplace({ prefix.address, index },
                          PathTarget{ PathTargetKind::router, m_site.routers[index].id, prefix.address, {} });
        if (isInside && !isWhole(prefix))
            addSubnet(index, prefix, networkOf(host, it->first.link));
    }
}

void TargetIndex::addSubnet(std::size_t index, const model::IpPrefix &prefix, const std::string &network)
{
    // Routers are read one after the other: the same subnet is among the last.
    for (auto it = m_inside.rbegin(); it != m_inside.rend() && it->router == index; ++it) {
        if (it->prefix != prefix)
            continue;
        if (it->network.empty())
            it->network = network;
        return;
    }
    m_inside.push_back({ prefix, index, network });
}

bool TargetIndex::isRouterSpace(const Host &host, model::NetnsCookie netns) const
{
    return m_spaces.contains({ host.name, netns });
}

std::string TargetIndex::networkInside(std::size_t index, const IpAddress &address) const
{
    const auto first = std::ranges::lower_bound(m_inside, index, {}, &Subnet::router);
    for (auto it = first; it != m_inside.end() && it->router == index; ++it) {
        if (it->prefix.contains(address))
            return it->network;
    }
    return {};
}

/// At most one of each router, the best of each.
std::vector<TargetIndex::Candidate> TargetIndex::candidates(const IpAddress &address) const
{
    std::vector<Candidate> found;
    const auto add = [&](std::size_t router, const PathTarget &target) {
        if (std::ranges::find(found, router, &Candidate::router) == found.end())
            found.push_back(
                { router, target, networkInside(router, target.inside.isSet() ? target.inside : address) });
    };
    for (const auto *known : { &m_translated, &m_own }) {
        for (auto it = known->lower_bound({ address, 0 }); it != known->end() && it->first.first == address;
             ++it)
            add(it->first.second, it->second);
    }
    for (const Subnet &subnet : m_inside) {
        if (!subnet.prefix.contains(address))
            continue;
        PathTarget target{ PathTargetKind::fixedAddress, m_site.routers[subnet.router].id, {}, address };
        // IPv6 is routed as it is; a private IPv4 address is reached from inside only.
        if (address.family == model::IpFamily::v6)
            target.outside = address;
        add(subnet.router, target);
    }
    return found;
}

std::vector<PathTarget> TargetIndex::on(const std::string &network, const IpAddress &address) const
{
    if (!address.isSet() || !isGlobal(address))
        return {};
    std::vector<Candidate> found = candidates(address);
    const bool isSure = !network.empty() && std::ranges::count(found, network, &Candidate::network) != 0;
    std::vector<PathTarget> targets;
    std::set<std::string> told;
    for (const Candidate &candidate : found) {
        const bool mayBe = network.empty() || candidate.network == (isSure ? network : std::string());
        // Several routers of one network: a guest has that address once.
        if (mayBe && (candidate.network.empty() || told.insert(candidate.network).second))
            targets.push_back(candidate.target);
    }
    return targets;
}

bool TargetIndex::owns(const Router &router, const IpAddress &address) const
{
    const auto isIts = [&](const auto &known) {
        for (auto it = known.lower_bound({ address, 0 }); it != known.end() && it->first.first == address;
             ++it) {
            if (it->second.routerId == router.id && it->second.outside == address)
                return true;
        }
        return false;
    };
    return isIts(m_translated) || isIts(m_own);
}

std::vector<PathTarget> TargetIndex::floating() const
{
    const auto isTranslated = [this](const IpAddress &address) {
        const auto found = m_translated.lower_bound({ address, 0 });
        return found != m_translated.end() && found->first.first == address;
    };
    std::vector<PathTarget> targets;
    for (const auto &[key, target] : m_translated) {
        if (target.outside == key.first)
            targets.push_back(target);
    }
    for (const auto &[key, target] : m_own) {
        if (target.kind == PathTargetKind::floatingIp && !isTranslated(key.first))
            targets.push_back(target);
    }
    return targets;
}

} // namespace kv::engine
