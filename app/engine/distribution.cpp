// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/distribution.h"

#include <algorithm>

namespace kv::engine {

using state::Host;
using state::Instance;
using state::NodeShare;
using state::Protection;
using state::Router;
using state::RouterShare;
using state::Site;
using state::TrafficRate;

namespace {

/// Of all ports of an instance but its HA port: heartbeats are no traffic.
std::optional<TrafficRate> trafficOf(const Host &host, const Instance &instance)
{
    std::optional<TrafficRate> sum;
    if (!host.rates || instance.netns == 0)
        return sum;
    for (auto it = host.rates->lower_bound({ instance.netns, 0 });
         it != host.rates->end() && it->first.netns == instance.netns; ++it) {
        if (it->first == instance.haLink)
            continue;
        if (!sum)
            sum.emplace();
        sum->packets += it->second.rx.packets + it->second.tx.packets;
        sum->bytes += it->second.rx.bytes + it->second.tx.bytes;
    }
    return sum;
}

void add(std::optional<TrafficRate> &sum, const std::optional<TrafficRate> &more)
{
    if (!more)
        return;
    if (!sum)
        sum.emplace();
    sum->packets += more->packets;
    sum->bytes += more->bytes;
}

bool isRedundantKind(const Router &router)
{
    return std::ranges::any_of(router.instances, &Instance::hasKeepalived);
}

/// Known to have nobody that takes over; while it fails over or is split that is not known.
bool isAlone(const RouterShare &share)
{
    switch (share.protection) {
    case Protection::isProtected:
    case Protection::unprotected:
    case Protection::notRedundant:
        return share.movesTo.empty();
    case Protection::unknown:
    case Protection::failingOver:
    case Protection::split:
    case Protection::down:
        return false;
    }
    return false;
}

RouterShare shareOf(const Site &site, const Router &router)
{
    RouterShare share;
    share.routerId = router.id;
    share.name = router.name;
    share.protection = router.protection;
    share.servedBy = router.servedBy;
    share.expected = router.expected;
    if (router.servedBy.empty())
        return share;
    // A standby that could not serve may be the one that takes over.
    if (router.takesOver != router.servedBy && router.protection != Protection::unprotected) {
        share.movesTo = router.takesOver;
        share.orMovesTo = router.orTakesOver;
    }
    share.hasNoRedundancy = isAlone(share);
    const auto served = std::ranges::find(router.instances, router.servedBy, &Instance::host);
    const Host *host = site.host(router.servedBy);
    if (host && served != router.instances.end())
        share.traffic = trafficOf(*host, *served);
    return share;
}

void count(NodeShare &node, const Router &router, const RouterShare &share, const Instance &instance)
{
    const bool isServedHere = router.servedBy == instance.host;
    if (isRedundantKind(router)) {
        node.fairShare += 1.0 / static_cast<double>(router.instances.size());
        node.serves += isServedHere ? 1U : 0U;
        node.standsBy += instance.role == state::Role::standby ? 1U : 0U;
    }
    node.alone += isServedHere && share.hasNoRedundancy ? 1U : 0U;
    node.unclear += router.servedBy.empty() && router.protection != Protection::down ? 1U : 0U;
}

} // namespace

state::Distribution distribution(const Site &site)
{
    state::Distribution result;
    for (const Router &router : site.routers)
        result.routers.push_back(shareOf(site, router));
    for (const Host &host : site.hosts) {
        NodeShare node;
        node.host = host.name;
        node.isStale = host.stale;
        bool hasRouter = false;
        for (std::size_t i = 0; i < site.routers.size(); ++i) {
            const auto &instances = site.routers[i].instances;
            const auto instance = std::ranges::find(instances, host.name, &Instance::host);
            if (instance == instances.end())
                continue;
            hasRouter = true;
            count(node, site.routers[i], result.routers[i], *instance);
            add(node.traffic, trafficOf(host, *instance));
        }
        if (hasRouter)
            result.nodes.push_back(std::move(node));
    }
    return result;
}

} // namespace kv::engine
