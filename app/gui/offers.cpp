// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/offers.h"

#include "app/engine/blastradius.h"
#include "app/gui/statusline.h"
#include "widgets/look/words.h"

#include <algorithm>

namespace kv::gui {

std::optional<routers::OfferedLink> offeredLink(const state::Site &site, const std::string &hostName,
                                                model::LinkKey key)
{
    const state::Host *host = site.host(hostName);
    const std::vector<model::LinkKey> overlays = engine::overlayLinks(site, hostName);
    if (!host || !host->view || std::ranges::find(overlays, key) == overlays.end())
        return std::nullopt;
    const bool isAllowed = host->view->hello && host->view->hello->value.actionsAllowed
        && host->session.phase == model::SessionState::Phase::live;
    const auto open = openChanges(site);
    const bool isDown = std::ranges::any_of(open, [&](const state::ChangeInForce &change) {
        return change.host == hostName && change.change.link == key;
    });
    const model::Link *link = host->view->link(key);
    return routers::OfferedLink{ hostName, key,
                                 link ? look::fromStd(link->name) : QString::number(key.ifindex), isDown,
                                 isAllowed };
}

std::vector<routers::OfferedLink> offeredLinks(const state::Site &site, const std::string &routerId)
{
    std::vector<routers::OfferedLink> offers;
    const state::Router *router = site.router(routerId);
    if (!router)
        return offers;
    for (const state::Instance &instance : router->instances) {
        for (const model::LinkKey key : engine::overlayLinks(site, instance.host)) {
            if (auto offer = offeredLink(site, instance.host, key))
                offers.push_back(std::move(*offer));
        }
    }
    return offers;
}

verify::DisablePlan disablePlanOf(const state::Site &site, const std::string &host, model::LinkKey link)
{
    const engine::BlastRadius radius = engine::blastRadius(site, host, link);
    verify::DisablePlan plan;
    plan.host = host;
    plan.link = link;
    plan.linkName = radius.linkName;
    plan.floatingIps = radius.floatingIps;
    plan.otherUsers = radius.otherUsers;
    plan.isManagement = radius.isManagement;
    plan.isAllowed = radius.actionsAllowed;
    for (const engine::AffectedRouter &affected : radius.routers) {
        const state::Router *router = site.router(affected.id);
        verify::DisablePlan::AffectedRouter row;
        row.id = affected.id;
        row.name = affected.name;
        row.protection = router ? router->protection : state::Protection::unknown;
        row.isActiveHere = affected.isActiveHere;
        row.losesHeartbeats = affected.losesHeartbeats;
        row.losesTraffic = affected.losesTraffic;
        row.takesOver = affected.takesOver;
        if (router && router->takesOver == affected.takesOver)
            row.orTakesOver = router->orTakesOver;
        row.keepsAfterRepair = affected.keepsAfterRepair;
        row.expected = affected.expected;
        row.addresses = affected.addresses;
        plan.routers.push_back(row);
    }
    return plan;
}

QString preferredRouter(const state::Site &site)
{
    const auto hasHa = [](const state::Router &router) {
        return router.protection != state::Protection::notRedundant;
    };
    const auto found = std::find_if(site.routers.begin(), site.routers.end(), hasHa);
    if (found != site.routers.end())
        return look::fromStd(found->id);
    return site.routers.empty() ? QString() : look::fromStd(site.routers.front().id);
}

} // namespace kv::gui
