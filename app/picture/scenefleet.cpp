// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/scenefleet.h"

#include "app/picture/names.h"
#include "app/picture/programs.h"
#include "app/picture/text.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace kv::picture {

namespace {

using state::NetworkKind;
using state::Role;

constexpr model::TimeUs recentUs = 60'000'000;
constexpr std::size_t mostLamps = 6;

int lampRank(NetworkKind kind)
{
    return kind == NetworkKind::management ? 0 : kind == NetworkKind::overlay ? 2 : 1;
}

bool isActive(Role role)
{
    return role == Role::active || role == Role::activeUnconfirmed;
}

bool isGuest(const std::string &netns)
{
    return !netns.empty() && !netns.starts_with("qrouter-") && !netns.starts_with("qdhcp-");
}

/// What the interfaces of the host itself are for; uses of the inside of namespaces are none of it.
void addLamps(FleetHost &made, const state::Host &host, model::NetnsCookie home)
{
    for (auto it = host.uses.lower_bound({ home, 0 }); it != host.uses.end() && it->first.netns == home;
         ++it) {
        const NetworkKind kind = it->second.kind;
        const model::Link *link = host.view->link(it->first);
        const bool isOutside = kind == NetworkKind::management || kind == NetworkKind::overlay
            || (kind == NetworkKind::provider && link != nullptr && link->kind != model::LinkKind::bridge);
        if (link != nullptr && isOutside && made.lamps.size() < mostLamps)
            made.lamps.push_back({ it->first, fromStd(link->name), kind, !link->isUsable() });
    }
    std::stable_sort(made.lamps.begin(), made.lamps.end(), [](const FleetLamp &a, const FleetLamp &b) {
        return lampRank(a.kind) < lampRank(b.kind);
    });
}

model::NetnsCookie homeOf(const model::HostView &view)
{
    return view.hello ? view.hello->value.homeNetns : 0;
}

int guestsOf(const model::HostView &view, model::NetnsCookie home)
{
    int guests = 0;
    for (const auto &[cookie, fact] : view.namespaces)
        guests += cookie != home && isGuest(view.namespaceName(cookie)) ? 1 : 0;
    for (auto it = view.links.lower_bound({ home, 0 }); it != view.links.end() && it->first.netns == home;
         ++it) {
        const model::Link &link = it->second.value;
        guests += link.kind == model::LinkKind::tuntap && link.masterIfindex != 0 ? 1 : 0;
    }
    return guests;
}

QString troubleOf(const state::Host &host)
{
    using Phase = model::SessionState::Phase;
    if (host.session.phase == Phase::lost || host.session.phase == Phase::ended)
        return Text::tr("probe lost");
    if (host.session.phase == Phase::starting || !host.view->hasSnapshot)
        return Text::tr("probe is starting");
    return host.stale ? Text::tr("silent") : QString();
}

FleetHost hostOf(const state::Host &host)
{
    FleetHost made;
    made.name = host.name;
    made.kind = host.kind;
    made.isNode = host.kind == state::HostKind::network;
    made.isStale = host.stale;
    made.trouble = troubleOf(host);
    const model::NetnsCookie home = homeOf(*host.view);
    addLamps(made, host, home);
    if (host.kind == state::HostKind::controller)
        made.programs = agentsOf(*host.view);
    if (host.kind != state::HostKind::controller)
        made.guests = guestsOf(*host.view, home);
    return made;
}

/// Whether an instance has become active within the last minute by a promotion that was seen.
std::set<std::pair<std::string, std::string>> recentTakeovers(const state::Site &site)
{
    std::set<std::pair<std::string, std::string>> found;
    for (const state::Marker &marker : site.markers) {
        if (marker.kind == state::MarkerKind::promotion && site.now - marker.at < recentUs)
            found.emplace(marker.host, marker.routerId);
    }
    return found;
}

} // namespace

SceneFleet sceneFleetOf(const state::Site &site)
{
    SceneFleet fleet;
    std::map<std::string, std::size_t> index;
    for (const state::Host &host : site.hosts) {
        index.emplace(host.name, fleet.hosts.size());
        fleet.hosts.push_back(hostOf(host));
        fleet.mostGuests = std::max(fleet.mostGuests, fleet.hosts.back().guests);
    }
    const auto recent = recentTakeovers(site);
    int served = 0;
    for (const state::Router &router : site.routers) {
        ++fleet.routers;
        const bool isSplit = router.protection == state::Protection::split;
        std::vector<std::string> active;
        for (const state::Instance &instance : router.instances) {
            const auto at = index.find(instance.host);
            if (at == index.end())
                continue;
            ++fleet.instances;
            FleetHost &host = fleet.hosts[at->second];
            const bool serves = isActive(instance.role) && !instance.stale;
            if (serves)
                active.push_back(instance.host);
            const bool isRecent = serves && recent.contains({ instance.host, router.id });
            host.isNode = true;
            host.active += serves || instance.role == Role::notRedundant ? 1 : 0;
            host.marks.push_back({ router.id, fromStd(router.name), instance.role, instance.stale,
                                   isSplit && serves, isRecent });
        }
        served += router.servedBy.empty() ? 0 : 1;
        if (isSplit && active.size() > 1)
            fleet.splits.emplace_back(router.id, active);
    }
    const auto nodes = std::count_if(fleet.hosts.begin(), fleet.hosts.end(),
                                     [](const FleetHost &host) { return !host.marks.empty(); });
    if (nodes > 0)
        fleet.fairShare = static_cast<double>(served) / static_cast<double>(nodes);
    return fleet;
}

} // namespace kv::picture
