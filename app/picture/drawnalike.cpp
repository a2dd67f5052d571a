// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/drawnalike.h"

#include "app/picture/scenehost.h"

#include <algorithm>
#include <tuple>

namespace kv::picture {

namespace {

/// What a scene takes from one host's facts.
bool isAlike(const model::HostView &before, const model::HostView &now)
{
    const auto shown = [](const model::HostView &view) {
        return std::tie(view.hasSnapshot, view.hello, view.namespaces, view.links, view.addresses,
                        view.vrrpConfigs, view.processes, view.filters);
    };
    return &before == &now || shown(before) == shown(now);
}

bool isAlike(const state::Host &before, const state::Host &now)
{
    const auto shown = [](const state::Host &host) {
        return std::tie(host.name, host.kind, host.session, host.stale, host.uses);
    };
    return shown(before) == shown(now) && isAlike(*before.view, *now.view);
}

bool isAlike(const state::Instance &before, const state::Instance &now)
{
    const auto shown = [](const state::Instance &instance) {
        return std::tie(instance.host, instance.netns, instance.role, instance.stale, instance.hasKeepalived,
                        instance.vrid, instance.priority, instance.advertCentis, instance.haAddress,
                        instance.haLink, instance.brokenOutside, instance.faultReason, instance.underlay);
    };
    return shown(before) == shown(now);
}

/// All but the instances.
bool isAlike(const state::Router &before, const state::Router &now)
{
    const auto shown = [](const state::Router &router) {
        return std::tie(router.id, router.name, router.protection, router.servedBy, router.addresses);
    };
    return shown(before) == shown(now);
}

} // namespace

bool isDrawnAlike(const state::Site &before, const state::Site &now)
{
    const auto isSameInstance = [&](const state::Instance &a, const state::Instance &b) {
        return isAlike(a, b) && missedHeartbeats(before, a) == missedHeartbeats(now, b);
    };
    const auto isSameRouter = [&](const state::Router &a, const state::Router &b) {
        return isAlike(a, b) && std::ranges::equal(a.instances, b.instances, isSameInstance);
    };
    const auto isSameHost = [](const state::Host &a, const state::Host &b) { return isAlike(a, b); };
    return std::ranges::equal(before.routers, now.routers, isSameRouter) && before.changes == now.changes
        && before.networks == now.networks && std::ranges::equal(before.hosts, now.hosts, isSameHost);
}

} // namespace kv::picture
