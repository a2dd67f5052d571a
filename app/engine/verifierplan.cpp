// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/verifierplan.h"

#include "app/engine/behindrouter.h"
#include "app/engine/blastradius.h"
#include "app/engine/statewords.h"
#include "app/engine/text.h"

#include <QStringList>

#include <algorithm>
#include <iterator>

namespace kv::engine {

using model::Error;
using model::ErrorCode;
using model::IpAddress;
using state::Host;
using state::Instance;
using state::Protection;
using state::Router;
using state::Site;

namespace {

QString q(const std::string &text)
{
    return QString::fromStdString(text);
}

Error notYet(const QString &text)
{
    return { ErrorCode::notFound, text.toStdString(), {} };
}

Error never(ErrorCode code, const QString &text)
{
    return { code, text.toStdString(), {} };
}

QString namesOf(const std::vector<const Router *> &routers)
{
    constexpr std::size_t most = 8;
    QStringList names;
    for (const Router *router : routers) {
        const auto isSameName = [router](const Router *other) { return other->name == router->name; };
        names.append(q(std::ranges::count_if(routers, isSameName) > 1 ? router->id : router->name));
        if (names.size() == most && routers.size() > most) {
            names.append(QStringLiteral("…"));
            break;
        }
    }
    return names.join(QStringLiteral(", "));
}

bool hasTarget(const Site &site, const Router &router, const VerifierOptions &options)
{
    const auto isOurs = [&](const IpAddress &address) { return isBehind(site, router, address); };
    if (!options.targets.empty())
        return std::ranges::all_of(options.targets, isOurs);
    return std::ranges::any_of(options.proposed, isOurs);
}

std::vector<const Router *> candidatesFor(const Site &site, const VerifierOptions &options)
{
    std::vector<const Router *> candidates;
    for (const Router &router : site.routers) {
        const bool isWanted = options.routerId.empty()
            ? router.protection != Protection::notRedundant
            : router.id == options.routerId || router.name == options.routerId;
        if (isWanted)
            candidates.push_back(&router);
    }
    std::vector<const Router *> withTargets;
    std::ranges::copy_if(candidates, std::back_inserter(withTargets),
                         [&](const Router *router) { return hasTarget(site, *router, options); });
    return candidates.size() > 1 && withTargets.size() == 1 ? withTargets : candidates;
}

model::Result<const Router *> chooseRouter(const Site &site, const VerifierOptions &options)
{
    const std::vector<const Router *> candidates = candidatesFor(site, options);
    if (candidates.empty())
        return options.routerId.empty()
            ? notYet(Text::tr("No router with high availability was found."))
            : notYet(Text::tr("No router %1 was found.").arg(q(options.routerId)));
    if (candidates.size() > 1)
        return notYet(Text::tr("There are several routers with high availability (%1): say which one.")
                          .arg(namesOf(candidates)));
    const Router *router = candidates.front();
    if (router->protection == Protection::notRedundant)
        return never(ErrorCode::unsupported, Text::tr("%1 is not redundant.").arg(q(router->name)));
    if (router->protection != Protection::isProtected)
        return notYet(Text::tr("%1 is not protected now, but %2: a failover would prove nothing.")
                          .arg(q(router->name), protectionText(router->protection)));
    return router;
}

bool canPing(const Host &host)
{
    if (host.stale || !host.view->hasSnapshot || !host.view->hello)
        return false;
    const std::vector<std::string> &words = host.view->hello->value.capabilities;
    return words.empty() || std::ranges::find(words, "echo") != words.end();
}

model::Result<std::string> chooseFromHost(const Site &site, const Router &router, const std::string &wanted)
{
    if (!wanted.empty()) {
        const Host *host = site.host(wanted);
        if (!host || !canPing(*host))
            return notYet(Text::tr("%1 cannot ping (yet).").arg(q(wanted)));
        return wanted;
    }
    using state::HostKind;
    for (const HostKind kind : { HostKind::client, HostKind::gateway, HostKind::controller, HostKind::unknown,
                                 HostKind::compute }) {
        for (const Host &host : site.hosts) {
            const bool hasInstance =
                std::ranges::find(router.instances, host.name, &Instance::host) != router.instances.end();
            if (host.kind == kind && !hasInstance && canPing(host))
                return host.name;
        }
    }
    return notYet(Text::tr("No host can ping from outside of the router."));
}

IpAddress floatingV4(const Site &site, const Router &router)
{
    IpAddress fallback;
    for (const model::IpPrefix &prefix : router.addresses) {
        if (prefix.address.family != model::IpFamily::v4 || prefix.address.isLinkLocal())
            continue;
        if (prefix.length == 32)
            return prefix.address;
        if (!fallback.isSet() || isOnDevice(site, router, prefix, "qg-"))
            fallback = prefix.address;
    }
    return fallback;
}

/// An instance's own address behind the router where one can be seen, else the router's inside address.
IpAddress insideV6(const Site &site, const Router &router)
{
    IpAddress fallback;
    for (const model::IpPrefix &prefix : router.addresses) {
        if (prefix.address.family != model::IpFamily::v6 || prefix.address.isLinkLocal())
            continue;
        const bool isInside = isOnDevice(site, router, prefix, "qr-");
        if (!fallback.isSet() || isInside)
            fallback = prefix.address;
        if (!isInside)
            continue;
        for (const Host &host : site.hosts) {
            if (host.kind != state::HostKind::compute)
                continue;
            for (const auto &[key, fact] : host.view->addresses) {
                const std::string name = host.view->namespaceName(key.link.netns);
                if (prefix.contains(key.prefix.address) && !name.empty() && !name.starts_with("qdhcp-"))
                    return key.prefix.address;
            }
        }
    }
    return fallback;
}

void addTarget(const Site &site, const VerifierOptions &options, const IpAddress &address, VerifierPlan &plan)
{
    const auto running = std::ranges::find_if(site.targets, [&](const state::TargetContinuity &target) {
        return target.fromHost == plan.fromHost && target.target == address && target.running;
    });
    if (running != site.targets.end()) {
        plan.targets.push_back({ address, running->series, false });
        return;
    }
    plan.targets.push_back(
        { address, options.firstSeries + static_cast<std::uint32_t>(plan.targets.size()), true });
}

model::Result<void> chooseTargets(const Site &site, const Router &router, const VerifierOptions &options,
                                  VerifierPlan &plan)
{
    for (const IpAddress &address : options.targets) {
        if (!isBehind(site, router, address))
            return notYet(Text::tr("%1 is not behind %2.").arg(q(address.toString()), q(router.name)));
    }
    std::vector<IpAddress> addresses = options.targets;
    if (addresses.empty())
        std::ranges::copy_if(options.proposed, std::back_inserter(addresses),
                             [&](const IpAddress &address) { return isBehind(site, router, address); });
    if (addresses.empty()) {
        for (const IpAddress &address : { floatingV4(site, router), insideV6(site, router) }) {
            if (address.isSet())
                addresses.push_back(address);
        }
    }
    if (addresses.empty())
        return notYet(Text::tr("No address of %1 can be pinged from outside.").arg(q(router.name)));
    for (const IpAddress &address : addresses)
        addTarget(site, options, address, plan);
    return {};
}

model::Result<model::LinkKey> chooseLink(const Host &host, const Instance &active,
                                         const VerifierOptions &options)
{
    const auto wanted = options.overlays.find(host.name);
    if (wanted == options.overlays.end()) {
        if (active.underlay.ifindex == 0)
            return notYet(
                Text::tr("What the HA network rides on at %1 is not known: name it (--overlay %1:INTERFACE).")
                    .arg(q(host.name)));
        return active.underlay;
    }
    const model::NetnsCookie home = host.view->hello ? host.view->hello->value.homeNetns : 0;
    for (const auto &[key, fact] : host.view->links) {
        if (key.netns == home && fact.value.name == wanted->second)
            return key;
    }
    return notYet(Text::tr("%1 has no interface %2.").arg(q(host.name), q(wanted->second)));
}

model::Result<void> choosePath(const Site &site, const Instance &active, const VerifierOptions &options,
                               VerifierPlan &plan)
{
    const Host *host = site.host(plan.activeHost);
    if (!host || !host->view->hello)
        return notYet(Text::tr("%1 is not read yet.").arg(q(plan.activeHost)));
    const model::Result<model::LinkKey> link = chooseLink(*host, active, options);
    if (!link)
        return link.error();
    const BlastRadius radius = blastRadius(site, host->name, *link);
    if (!radius.actionsAllowed)
        return never(
            ErrorCode::notPermitted,
            Text::tr("The probe on %1 may only observe: start it with --allow-actions.").arg(q(host->name)));
    if (radius.isManagement)
        return never(
            ErrorCode::refused,
            Text::tr("%1 of %2 is the management interface.").arg(q(radius.linkName), q(host->name)));
    plan.link = *link;
    plan.linkName = radius.linkName;
    return {};
}

void addEvidence(const Router &router, const Site &site, VerifierPlan &plan)
{
    for (const Instance &instance : router.instances) {
        const bool hasHeard = instance.lastHeartbeatHeard != 0;
        const QString text =
            (hasHeard ? Text::tr("%1: %2, VRRPv%3 priority %4, HA address %5, last heartbeat heard %6 ago")
                      : Text::tr("%1: %2, VRRPv%3 priority %4, HA address %5"))
                .arg(q(instance.host), roleText(instance.role))
                .arg(instance.vrrpVersion)
                .arg(instance.priority)
                .arg(q(instance.haAddress.toString()));
        plan.evidence.push_back(
            (hasHeard ? text.arg(secondsText(site.now - instance.lastHeartbeatHeard)) : text).toStdString());
    }
    const BlastRadius radius = blastRadius(site, plan.activeHost, plan.link);
    for (const std::string &user : radius.otherUsers)
        plan.evidence.push_back(Text::tr("%1 of %2 also carries %3")
                                    .arg(q(plan.linkName), q(plan.activeHost), q(user))
                                    .toStdString());
    for (const VerifierPlan::Target &target : plan.targets)
        plan.evidence.push_back(
            Text::tr("%1 pings %2").arg(q(plan.fromHost), q(target.address.toString())).toStdString());
}

} // namespace

bool VerifierPlan::mayTakeOver(const std::string &host) const
{
    return host == predictedHost || std::ranges::find(orPredicted, host) != orPredicted.end();
}

bool VerifierPlan::mayKeep(const std::string &host) const
{
    return host == keepsAfterRepair
        || std::ranges::find(orKeepsAfterRepair, host) != orKeepsAfterRepair.end();
}

std::int64_t outageLimitUs(const state::ExpectedOutage &expected, const IpAddress &target)
{
    constexpr std::int64_t leastToleranceUs = 100'000;
    constexpr std::int64_t v6ExtraUs = 2'000'000;
    return expected.maxUs + std::max(expected.maxUs / 10, leastToleranceUs)
        + (target.family == model::IpFamily::v6 ? v6ExtraUs : 0);
}

model::Result<VerifierPlan> planVerification(const Site &site, const VerifierOptions &options)
{
    const model::Result<const Router *> chosen = chooseRouter(site, options);
    if (!chosen)
        return chosen.error();
    const Router &router = **chosen;
    const auto active = std::ranges::find(router.instances, router.servedBy, &Instance::host);
    if (active == router.instances.end() || router.takesOver.empty() || !router.expected.isKnown)
        return notYet(Text::tr("Who would take over %1 is not known.").arg(q(router.name)));
    VerifierPlan plan;
    plan.routerId = router.id;
    plan.routerName = router.name;
    plan.activeHost = router.servedBy;
    plan.predictedHost = router.takesOver;
    plan.keepsAfterRepair = router.keepsAfterRepair;
    plan.orPredicted = router.orTakesOver;
    plan.orKeepsAfterRepair = router.orKeepsAfterRepair;
    plan.expected = router.expected;
    const model::Result<std::string> from = chooseFromHost(site, router, options.fromHost);
    if (!from)
        return from.error();
    plan.fromHost = *from;
    if (const model::Result<void> path = choosePath(site, *active, options, plan); !path)
        return path.error();
    if (const model::Result<void> targets = chooseTargets(site, router, options, plan); !targets)
        return targets.error();
    addEvidence(router, site, plan);
    return plan;
}

} // namespace kv::engine
