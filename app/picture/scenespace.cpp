// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/names.h"
#include "app/picture/programs.h"
#include "app/picture/scenehost.h"
#include "app/picture/text.h"

#include <algorithm>
#include <tuple>

namespace kv::picture {

namespace {

/// After so many missed heartbeats a standby has promoted itself or never will.
constexpr int mostMissed = 3;

void addStandbyNotes(SceneSpace &space, const state::Site &site, const HostIndex &index,
                     const state::Router &router, const state::Instance &instance)
{
    const std::int64_t missed = missedHeartbeats(site, instance);
    if (missed == 0) {
        space.firstNote = router.servedBy.empty() || router.servedBy == index.host.name
            ? Text::tr("hears a peer")
            : Text::tr("hears %1").arg(fromStd(router.servedBy));
        space.isSecondAlarming = !instance.brokenOutside.empty();
        space.secondNote = space.isSecondAlarming
            ? Text::tr("no way out: %1 down").arg(fromStd(instance.brokenOutside))
            : Text::tr("ready to take over");
        return;
    }
    space.firstNote =
        missed > mostMissed ? Text::tr("hears nobody") : Text::tr("heartbeats missed: %1").arg(missed);
    space.isFirstAlarming = true;
}

QString virtualAddressLine(const HostIndex &index, const state::Router &router,
                           const state::Instance &instance)
{
    if (const model::VrrpInstanceConfig *config = index.configOf({ &router, &instance })) {
        const bool hasOther = std::any_of(
            config->addresses.begin(), config->addresses.end(), [](const model::VirtualAddress &address) {
                return !address.isExcluded && address.prefix.address.family == model::IpFamily::v6
                    && !address.prefix.address.isLinkLocal();
            });
        for (const model::VirtualAddress &address : config->addresses) {
            const bool isV6LinkLocal =
                address.prefix.address.family == model::IpFamily::v6 && address.prefix.address.isLinkLocal();
            if (!address.isExcluded && !(hasOther && isV6LinkLocal))
                return Text::tr("VIP %1 · prio %2")
                    .arg(fromStd(address.prefix.address.toString()))
                    .arg(instance.priority);
        }
    }
    return Text::tr("VRID %1 · prio %2").arg(instance.vrid).arg(instance.priority);
}

QString floatingLine(const HostIndex &index, const SceneSpace &space)
{
    for (const ScenePort &port : space.ports) {
        if (rankOf(port.kind) != 2)
            continue;
        for (const model::IpPrefix &prefix : addressesOf(index.view, port.key)) {
            if (prefix.address.family == model::IpFamily::v4 && prefix.length == 32)
                return Text::tr("floating IP %1").arg(fromStd(prefix.address.toString()));
        }
    }
    return {};
}

void addNotes(SceneSpace &space, const state::Site &site, const HostIndex &index, const state::Router &router,
              const state::Instance &instance)
{
    switch (instance.role) {
    case state::Role::active:
    case state::Role::activeUnconfirmed:
        space.firstNote = virtualAddressLine(index, router, instance);
        space.secondNote = floatingLine(index, space);
        return;
    case state::Role::standby:
        return addStandbyNotes(space, site, index, router, instance);
    case state::Role::isolated:
        space.firstNote = Text::tr("sends; heard by nobody");
        break;
    case state::Role::orphaned:
        space.firstNote = Text::tr("keepalived is gone");
        break;
    case state::Role::frozen:
        space.firstNote = Text::tr("keepalived is stopped");
        break;
    case state::Role::fault:
        space.firstNote =
            instance.faultReason.empty() ? Text::tr("hears nobody") : fromStd(instance.faultReason);
        space.isFirstAlarming = true;
        return;
    case state::Role::stopped:
        space.firstNote = Text::tr("no keepalived");
        space.isFirstAlarming = true;
        return;
    case state::Role::unknown:
    case state::Role::notRedundant:
        return;
    }
    space.isFirstAlarming = true;
    space.secondNote = Text::tr("still holds addresses");
    space.isSecondAlarming = true;
}

bool holdsWrongly(state::Role role)
{
    return role == state::Role::isolated || role == state::Role::orphaned || role == state::Role::frozen;
}

void setPortState(ScenePort &port, const HostIndex &index, const SceneSpace &space)
{
    if (port.state == PortState::down)
        return;
    const bool isRouter = !space.routerId.empty();
    if (addressesOf(index.view, port.key).empty())
        port.state = PortState::bare;
    else if (isRouter && holdsWrongly(space.role))
        port.state = PortState::held;
}

/// The VRRP interface of an instance without a namespace: of the HA network, and bare while it has no virtual
/// address.
void setPlainPort(ScenePort &port, const HostIndex &index, const model::Link &link,
                  const HostIndex::Place &place)
{
    port.kind = state::NetworkKind::ha;
    if (place.instance->haAddress.isSet() && link.kind != model::LinkKind::macvlan)
        port.subtitle = fromStd(place.instance->haAddress.toString());
    if (link.kind == model::LinkKind::macvlan && link.parent && link.parent->netns == link.key.netns)
        port.underlay = link.parent->ifindex;
    const model::VrrpInstanceConfig *config = index.configOf(place);
    if (port.state != PortState::up || config == nullptr)
        return;
    const bool holds = std::any_of(config->addresses.begin(), config->addresses.end(),
                                   [&](const model::VirtualAddress &address) {
                                       return index.view.addresses.contains({ link.key, address.prefix });
                                   });
    port.state = holds ? PortState::up : PortState::bare;
}

/// IPv4 ports stand above IPv6 ports.
int familyRank(const HostIndex &index, const std::string &device)
{
    constexpr int last = 9;
    const auto it = index.families.find(device);
    return it == index.families.end() ? last : it->second;
}

void sortPorts(SceneSpace &space, const HostIndex &index, model::LinkKey haLink)
{
    const auto place = [&](const ScenePort &port) {
        return std::make_tuple(port.key != haLink, rankOf(port.kind), familyRank(index, port.name),
                               port.name);
    };
    std::stable_sort(space.ports.begin(), space.ports.end(),
                     [&place](const ScenePort &a, const ScenePort &b) { return place(a) < place(b); });
}

} // namespace

std::int64_t missedHeartbeats(const state::Site &site, const state::Instance &instance)
{
    constexpr std::int64_t usPerCenti = 10'000;
    constexpr std::int64_t leastToleranceUs = 250'000; // what facts may be late by
    if (instance.lastHeartbeatHeard == 0)
        return mostMissed + 1;
    const std::int64_t interval = std::max<std::int64_t>(1, instance.advertCentis) * usPerCenti;
    const std::int64_t age =
        site.now - instance.lastHeartbeatHeard - std::max(leastToleranceUs, interval / 4);
    return std::clamp<std::int64_t>(age < 0 ? 0 : age / interval, 0, mostMissed + 1);
}

SceneSpace sceneSpaceOf(const state::Site &site, const HostIndex &index, model::NetnsCookie cookie,
                        const HostIndex::Place &place)
{
    const model::HostView &view = index.view;
    const auto [router, instance] = place;
    SceneSpace space;
    space.cookie = cookie;
    space.name = view.namespaceName(cookie);
    space.title = shortSpaceName(space.name);
    space.isShared = instance != nullptr && (cookie == index.home || index.places.count(cookie) > 1);
    model::IpAddress haAddress;
    model::LinkKey haLink;
    if (instance != nullptr) {
        space.routerId = router->id;
        space.title = fromStd(router->name);
        space.role = instance->role;
        space.isStale = instance->stale;
        space.hasKeepalived = instance->hasKeepalived;
        haAddress = instance->haAddress;
        haLink = instance->haLink;
    }
    for (auto it = view.links.lower_bound({ cookie, 0 }); it != view.links.end() && it->first.netns == cookie;
         ++it) {
        const model::Link &link = it->second.value;
        if (link.kind == model::LinkKind::loopback
            || ((cookie == index.home || space.isShared) && it->first != haLink))
            continue;
        ScenePort port = scenePortOf(index, link);
        port.subtitle = addressLine(view, it->first, haAddress);
        setPortState(port, index, space);
        if (space.isShared)
            setPlainPort(port, index, link, place);
        space.ports.push_back(std::move(port));
    }
    sortPorts(space, index, haLink);
    if (cookie != index.home)
        space.services = servicesIn(view, cookie);
    space.hasMetadataProcess = cookie != index.home && hasMetadataProcess(view, cookie);
    if (instance != nullptr)
        addNotes(space, site, index, *router, *instance);
    return space;
}

} // namespace kv::picture
