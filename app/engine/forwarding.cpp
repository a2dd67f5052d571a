// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/forwarding.h"

#include "app/engine/hapath.h"

#include <algorithm>

namespace kv::engine {

using model::Fact;
using model::FdbEntry;
using model::LinkKey;

namespace {

void consider(Lookup<FdbEntry> &best, const Fact<FdbEntry> &entry)
{
    if (best.fact && entry.at <= best.fact->at) {
        if (entry.at == best.fact->at && !best.isAmbiguous)
            best = { best.fact, true, &entry };
        return;
    }
    best = { &entry, false, nullptr };
}

} // namespace

Lookup<FdbEntry> learnedOn(const model::HostView &view, const std::vector<LinkKey> &ports, LinkKey bridge,
                           const model::MacAddress &mac)
{
    Lookup<FdbEntry> newest;
    for (const LinkKey port : ports) {
        for (auto it = view.fdb.lower_bound({ port, mac, 0, {} });
             it != view.fdb.end() && it->first.port == port && it->first.mac == mac; ++it) {
            const FdbEntry &entry = it->second.value;
            if (!entry.isLocal && !entry.isSelf && entry.bridgeIfindex == bridge.ifindex)
                consider(newest, it->second);
        }
    }
    return newest;
}

Lookup<FdbEntry> learnedOn(const model::HostView &view, LinkKey bridge, const model::MacAddress &mac)
{
    std::vector<LinkKey> ports;
    for (const model::Link *port : portsOf(view, bridge))
        ports.push_back(port->key);
    return learnedOn(view, ports, bridge, mac);
}

Lookup<FdbEntry> remoteOf(const model::HostView &view, LinkKey vxlan, const model::MacAddress &mac)
{
    Lookup<FdbEntry> newest;
    for (auto it = view.fdb.lower_bound({ vxlan, mac, 0, {} });
         it != view.fdb.end() && it->first.port == vxlan && it->first.mac == mac; ++it) {
        if (it->second.value.isSelf && it->first.remote.isSet())
            consider(newest, it->second);
    }
    return newest;
}

std::vector<model::IpAddress> floodsTo(const model::HostView &view, LinkKey vxlan)
{
    std::vector<model::IpAddress> remotes;
    const model::MacAddress any;
    for (auto it = view.fdb.lower_bound({ vxlan, any, 0, {} });
         it != view.fdb.end() && it->first.port == vxlan && it->first.mac == any; ++it) {
        if (it->second.value.isSelf && it->first.remote.isSet())
            remotes.push_back(it->first.remote);
    }
    return remotes;
}

Lookup<model::Route> routeTo(const model::HostView &view, model::NetnsCookie netns,
                             const model::IpAddress &address)
{
    constexpr std::uint32_t mainTable = 254; // RT_TABLE_MAIN, linux/rtnetlink.h
    Lookup<model::Route> best;
    model::RouteKey first;
    first.netns = netns;
    for (auto it = view.routes.lower_bound(first); it != view.routes.end() && it->first.netns == netns;
         ++it) {
        const model::RouteKey &key = it->first;
        const bool isFamily = key.destination.address.family == address.family;
        if (key.table != mainTable || !isFamily || !key.destination.contains(address))
            continue;
        if (best.fact) {
            const model::RouteKey &known = best.fact->value.key;
            const bool isLonger = key.destination.length > known.destination.length;
            const bool isSame = key.destination.length == known.destination.length;
            if (!isLonger && !(isSame && key.metric <= known.metric))
                continue;
            best.isAmbiguous = isSame && key.metric == known.metric;
        }
        best.fact = &it->second;
    }
    best.isAmbiguous = best.isAmbiguous || (best.fact && best.fact->value.nextHops.size() > 1);
    return best;
}

const model::NextHop *nextHopOf(const model::Route &route)
{
    if (route.nextHops.empty())
        return nullptr;
    const auto living = std::ranges::find(route.nextHops, false, &model::NextHop::isDead);
    return living == route.nextHops.end() ? &route.nextHops.front() : &*living;
}

bool knowsRoutes(const model::HostView &view, model::NetnsCookie netns)
{
    model::RouteKey first;
    first.netns = netns;
    const auto found = view.routes.lower_bound(first);
    return found != view.routes.end() && found->first.netns == netns;
}

const Fact<model::Neighbour> *neighbourOf(const model::HostView &view, LinkKey link,
                                          const model::IpAddress &address)
{
    const auto found = view.neighbours.find({ link, address });
    return found == view.neighbours.end() ? nullptr : &found->second;
}

} // namespace kv::engine
