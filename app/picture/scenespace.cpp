// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/names.h"
#include "app/picture/scenehost.h"

#include <QCoreApplication>

#include <algorithm>
#include <tuple>

namespace kv::picture {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("kv::picture", text);
}

const state::Instance *instanceOf(const state::Site &site, const state::Host &host, model::NetnsCookie cookie,
                                  const state::Router **router)
{
    for (const state::Router &candidate : site.routers) {
        for (const state::Instance &instance : candidate.instances) {
            if (instance.host == host.name && instance.netns == cookie) {
                *router = &candidate;
                return &instance;
            }
        }
    }
    return nullptr;
}

/// Longer than a master-down interval of the slowest usual timers counts as silence.
bool hearsSomebody(const state::Site &site, const state::Instance &instance)
{
    constexpr std::int64_t usPerCenti = 10'000;
    const std::int64_t patience = std::max<std::int64_t>(1, instance.advertCentis) * usPerCenti * 4;
    return instance.lastHeartbeatHeard != 0 && site.now - instance.lastHeartbeatHeard <= patience;
}

QString virtualAddressLine(const state::Host &host, const state::Instance &instance)
{
    QString vip;
    for (const auto &[key, fact] : host.view->vrrpConfigs) {
        const model::VrrpInstanceConfig &config = fact.value;
        if (config.netns != instance.netns && config.routerId != instance.routerId)
            continue;
        for (const model::VirtualAddress &address : config.addresses) {
            if (!address.isExcluded && vip.isEmpty())
                vip = fromStd(address.prefix.address.toString());
        }
    }
    if (vip.isEmpty())
        return tr(QT_TRANSLATE_NOOP("kv::picture", "VRID %1 · prio %2")).arg(instance.vrid).arg(instance.priority);
    return tr(QT_TRANSLATE_NOOP("kv::picture", "VIP %1 · prio %2")).arg(vip).arg(instance.priority);
}

QString floatingLine(const state::Host &host, const SceneSpace &space)
{
    for (const ScenePort &port : space.ports) {
        if (rankOf(port.kind) != 2)
            continue;
        for (const model::IpPrefix &prefix : addressesOf(*host.view, port.key)) {
            if (prefix.address.family == model::IpFamily::v4 && prefix.length == 32)
                return tr(QT_TRANSLATE_NOOP("kv::picture", "floating IP %1")).arg(fromStd(prefix.address.toString()));
        }
    }
    return {};
}

void addNotes(SceneSpace &space, const state::Site &site, const state::Host &host, const state::Router &router,
              const state::Instance &instance)
{
    switch (instance.role) {
    case state::Role::active:
    case state::Role::activeUnconfirmed:
        space.firstNote = virtualAddressLine(host, instance);
        space.secondNote = floatingLine(host, space);
        return;
    case state::Role::standby:
        if (hearsSomebody(site, instance)) {
            space.firstNote = router.servedBy.empty() || router.servedBy == host.name
                ? tr(QT_TRANSLATE_NOOP("kv::picture", "hears a peer"))
                : tr(QT_TRANSLATE_NOOP("kv::picture", "hears %1")).arg(fromStd(router.servedBy));
            space.secondNote = tr(QT_TRANSLATE_NOOP("kv::picture", "ready to take over"));
        } else {
            space.firstNote = tr(QT_TRANSLATE_NOOP("kv::picture", "hears nobody"));
            space.isFirstAlarming = true;
        }
        return;
    case state::Role::isolated:
        space.firstNote = tr(QT_TRANSLATE_NOOP("kv::picture", "sends; heard by nobody"));
        break;
    case state::Role::orphaned:
        space.firstNote = tr(QT_TRANSLATE_NOOP("kv::picture", "keepalived is gone"));
        break;
    case state::Role::frozen:
        space.firstNote = tr(QT_TRANSLATE_NOOP("kv::picture", "keepalived is stopped"));
        break;
    case state::Role::fault:
        space.firstNote = tr(QT_TRANSLATE_NOOP("kv::picture", "hears nobody"));
        space.isFirstAlarming = true;
        return;
    case state::Role::stopped:
        space.firstNote = tr(QT_TRANSLATE_NOOP("kv::picture", "no keepalived"));
        space.isFirstAlarming = true;
        return;
    case state::Role::unknown:
    case state::Role::notRedundant:
        return;
    }
    space.isFirstAlarming = true;
    space.secondNote = tr(QT_TRANSLATE_NOOP("kv::picture", "still holds addresses"));
    space.isSecondAlarming = true;
}

bool holdsWrongly(state::Role role)
{
    return role == state::Role::isolated || role == state::Role::orphaned || role == state::Role::frozen;
}

void setPortState(ScenePort &port, const state::Host &host, const SceneSpace &space)
{
    if (port.state == PortState::down)
        return;
    const bool isRouter = !space.routerId.empty();
    if (addressesOf(*host.view, port.key).empty())
        port.state = PortState::bare;
    else if (isRouter && holdsWrongly(space.role))
        port.state = PortState::held;
}

/// The family of the virtual addresses that keepalived puts on an interface: IPv4 ports stand above IPv6 ports.
int familyRank(const state::Host &host, const std::string &device)
{
    int rank = 9;
    for (const auto &[key, fact] : host.view->vrrpConfigs) {
        for (const model::VirtualAddress &address : fact.value.addresses) {
            if (address.device == device && !address.prefix.address.isLinkLocal())
                rank = std::min(rank, address.prefix.address.family == model::IpFamily::v4 ? 4 : 6);
        }
    }
    return rank;
}

} // namespace

SceneSpace sceneSpaceOf(const state::Site &site, const state::Host &host, model::NetnsCookie cookie)
{
    const model::HostView &view = *host.view;
    SceneSpace space;
    space.cookie = cookie;
    space.name = view.namespaceName(cookie);
    space.title = shortSpaceName(space.name);

    const state::Router *router = nullptr;
    const state::Instance *instance = instanceOf(site, host, cookie, &router);
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
    const bool isHome = view.hello && cookie == view.hello->value.homeNetns;
    for (const auto &[key, fact] : view.links) {
        const model::Link &link = fact.value;
        if (key.netns != cookie || link.kind == model::LinkKind::loopback || (isHome && key != haLink))
            continue;
        ScenePort port = scenePortOf(host, link);
        port.subtitle = addressLine(view, key, haAddress);
        setPortState(port, host, space);
        space.ports.push_back(std::move(port));
    }
    std::stable_sort(space.ports.begin(), space.ports.end(), [&](const ScenePort &a, const ScenePort &b) {
        return std::make_tuple(a.key != haLink, rankOf(a.kind), familyRank(host, a.name), a.name)
            < std::make_tuple(b.key != haLink, rankOf(b.kind), familyRank(host, b.name), b.name);
    });
    if (instance != nullptr)
        addNotes(space, site, host, *router, *instance);
    return space;
}

} // namespace kv::picture
