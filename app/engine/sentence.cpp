// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/sentence.h"

#include "app/engine/statewords.h"
#include "app/engine/text.h"
#include "app/state/successor.h"

#include <QStringList>

#include <algorithm>

namespace kv::engine {

using state::Instance;
using state::Protection;
using state::Role;
using state::Router;
using state::Site;

namespace {

QString q(const std::string &text)
{
    return QString::fromStdString(text);
}

const Instance *instanceOn(const Router &router, const std::string &host)
{
    const auto found = std::ranges::find(router.instances, host, &Instance::host);
    return found == router.instances.end() ? nullptr : &*found;
}

QStringList hostsIn(const Router &router, Role role)
{
    QStringList hosts;
    for (const Instance &instance : router.instances) {
        if (instance.role == role && !instance.stale)
            hosts.append(q(instance.host));
    }
    return hosts;
}

QString linkNameOf(const Site &site, const Instance &instance)
{
    const state::Host *host = site.host(instance.host);
    const model::Link *link = host ? host->view->link(instance.underlay) : nullptr;
    return link ? q(link->name) : Text::tr("its overlay");
}

/// The takeover that made `servedBy` active: what went down elsewhere, and how long after it.
struct Takeover {
    const state::Marker *down = nullptr;
    const state::Marker *promotion = nullptr;
};

Takeover newestTakeover(const Site &site, const Router &router)
{
    Takeover takeover;
    for (const state::Marker &marker : site.markers) {
        if (marker.kind == state::MarkerKind::promotion && marker.routerId == router.id
            && marker.host == router.servedBy) {
            takeover.promotion = &marker;
        }
    }
    if (!takeover.promotion)
        return takeover;
    for (const state::Marker &marker : site.markers) {
        const Instance *instance = instanceOn(router, marker.host);
        if (marker.kind == state::MarkerKind::linkDown && marker.at <= takeover.promotion->at && instance
            && marker.host != router.servedBy && q(marker.subject) == linkNameOf(site, *instance)) {
            takeover.down = &marker;
        }
    }
    return takeover;
}

QString isolatedClause(const Router &router)
{
    const QStringList isolated = hostsIn(router, Role::isolated);
    if (!isolated.isEmpty())
        return Text::tr("%1 is isolated and still holds the addresses").arg(isolated.join(Text::tr(" and ")));
    const QStringList orphaned = hostsIn(router, Role::orphaned);
    if (!orphaned.isEmpty())
        return Text::tr("%1 still holds the addresses without a living keepalived")
            .arg(orphaned.join(Text::tr(" and ")));
    const QStringList frozen = hostsIn(router, Role::frozen);
    if (!frozen.isEmpty())
        return Text::tr("%1 still holds the addresses, its keepalived is stopped")
            .arg(frozen.join(Text::tr(" and ")));
    return {};
}

QString withinText(std::int64_t took, const state::ExpectedOutage &expected)
{
    constexpr std::int64_t leastToleranceUs = 100'000;
    const std::int64_t tolerance = std::max(leastToleranceUs, expected.maxUs / 10);
    if (!expected.isKnown)
        return {};
    if (took > expected.maxUs + tolerance)
        return Text::tr(", later than the expected %1").arg(outageText(expected));
    if (took < expected.minUs - tolerance)
        return Text::tr(", sooner than the expected %1").arg(outageText(expected));
    if (took > expected.maxUs)
        return Text::tr(", just past the expected %1").arg(outageText(expected));
    if (took < expected.minUs)
        return Text::tr(", just short of the expected %1").arg(outageText(expected));
    return Text::tr(", inside the expected %1").arg(outageText(expected));
}

/// Pinged addresses behind a router that have been silent for more than a lapse.
struct Silence {
    QStringList addresses;
    std::int64_t leastUs = 0; ///< of all of them
};

Silence silenceBehind(const Site &site, const Router &router)
{
    constexpr std::int64_t lapseUs = 1'000'000;
    Silence silence;
    for (const state::TargetContinuity &target : site.targets) {
        const bool isInterrupted =
            target.running && !target.interruptions.empty() && !target.interruptions.back().end;
        if (target.routerId != router.id || !isInterrupted)
            continue;
        const std::int64_t us = target.interruptions.back().durationUs(site.now);
        if (us <= lapseUs)
            continue;
        silence.leastUs = silence.addresses.isEmpty() ? us : std::min(silence.leastUs, us);
        silence.addresses.append(q(target.target.toString()));
    }
    return silence;
}

/// "203.0.113.17", "203.0.113.17 and 1 more".
QString shortList(const QStringList &addresses)
{
    const int more = static_cast<int>(addresses.size()) - 1;
    return more == 0 ? addresses.front() : Text::tr("%1 and %n more", nullptr, more).arg(addresses.front());
}

/// " No answer …", or nothing.
QString silenceText(const Site &site, const Router &router)
{
    const Silence silence = silenceBehind(site, router);
    if (silence.addresses.isEmpty())
        return {};
    return Text::tr(" No answer from %1 for %2.")
        .arg(shortList(silence.addresses), secondsText(silence.leastUs));
}

QString protectedText(const Router &router)
{
    QString text =
        Text::tr("%1 is protected. Active on %2, standby on %3; the standby hears it.")
            .arg(q(router.name), q(router.servedBy), hostsIn(router, Role::standby).join(Text::tr(", ")));
    const QString holders = isolatedClause(router);
    if (!holders.isEmpty())
        text += Text::tr(" But %1.").arg(holders);
    if (!router.takesOver.empty() && router.expected.isKnown && !state::successorWithoutWayOut(router))
        text += Text::tr(" If %1 falls silent, expect %2 without traffic.")
                    .arg(q(router.servedBy), outageText(router.expected));
    return text;
}

QString unprotectedText(const Site &site, const Router &router)
{
    const QString holders = isolatedClause(router);
    const Takeover takeover = newestTakeover(site, router);
    if (takeover.down && !holders.isEmpty()) {
        const std::int64_t took = takeover.promotion->at - takeover.down->at;
        return Text::tr("%1 took over %2 %3 after %4 of %5 went down%6; %7.")
            .arg(q(router.servedBy), q(router.name), secondsText(took), q(takeover.down->subject),
                 q(takeover.down->host), withinText(took, router.expected), holders);
    }
    if (router.servedBy.empty())
        return Text::tr("%1 is not protected, and who serves it is not known.").arg(q(router.name));
    const Instance *serving = instanceOn(router, router.servedBy);
    if (serving && (serving->role == Role::orphaned || serving->role == Role::frozen))
        return Text::tr("%1 is not protected: %2, and nobody else serves it.").arg(q(router.name), holders);
    if (!holders.isEmpty())
        return Text::tr("%1 is not protected: served by %2; %3.")
            .arg(q(router.name), q(router.servedBy), holders);
    const QStringList stopped = hostsIn(router, Role::stopped);
    if (!stopped.isEmpty())
        return Text::tr("%1 is not protected: active on %2, and keepalived does not run on %3.")
            .arg(q(router.name), q(router.servedBy), stopped.join(Text::tr(", ")));
    for (const Instance &instance : router.instances) {
        if (instance.role == Role::fault && !instance.stale && !instance.faultReason.empty())
            return Text::tr("%1 is not protected: active on %2, and %3 cannot take over (%4).")
                .arg(q(router.name), q(router.servedBy), q(instance.host), q(instance.faultReason));
        if (instance.role == Role::standby && !instance.stale && !instance.brokenOutside.empty())
            return Text::tr("%1 is not protected: active on %2, and %3 has no way out: %4 is down.")
                .arg(q(router.name), q(router.servedBy), q(instance.host), q(instance.brokenOutside));
    }
    return Text::tr("%1 is not protected: active on %2, but no standby hears it.")
        .arg(q(router.name), q(router.servedBy));
}

QString failingOverText(const Site &site, const Router &router)
{
    const QStringList isolated = hostsIn(router, Role::isolated);
    const QString successor = anyOfText(router.takesOver, router.orTakesOver);
    const std::int64_t since = site.now - router.since;
    if (!router.servedBy.empty() && !isolated.isEmpty())
        return Text::tr("%1 took over %2; %3 is isolated and still holds the addresses.")
            .arg(q(router.servedBy), q(router.name), isolated.join(Text::tr(" and ")));
    if (!isolated.isEmpty() && !successor.isEmpty()) {
        const Instance *instance = instanceOn(router, isolated.front().toStdString());
        return Text::tr("%1 is failing over: %2 of %3 went down %4 ago; %5 should take over %6 after that.")
            .arg(q(router.name), instance ? linkNameOf(site, *instance) : Text::tr("the overlay"),
                 isolated.front(), secondsText(since), successor, outageText(router.expected));
    }
    if (!router.servedBy.empty() && hostsIn(router, Role::active) == QStringList{ q(router.servedBy) })
        return Text::tr("%1 is losing its protection: active on %2, with no standby to rely on.")
            .arg(q(router.name), q(router.servedBy));
    if (hostsIn(router, Role::active).size() > 1)
        return Text::tr("%1 is settling: both %2 hold the addresses for the moment.")
            .arg(q(router.name), hostsIn(router, Role::active).join(Text::tr(" and ")));
    if (!successor.isEmpty())
        return Text::
            tr("%1 is failing over: nothing was heard of its active instance for %2; %3 should take over within %4.")
                .arg(q(router.name), secondsText(since), successor, outageText(router.expected));
    return Text::tr("%1 is changing; what it becomes has not lasted an advertisement interval yet.")
        .arg(q(router.name));
}

QString unknownText(const Router &router)
{
    QStringList stale;
    for (const Instance &instance : router.instances) {
        if (instance.stale)
            stale.append(q(instance.host));
    }
    if (!stale.isEmpty())
        return Text::tr(
                   "Whether %1 is protected is not known: nothing has been heard of %2 for more than 3 s.")
            .arg(q(router.name), stale.join(Text::tr(", ")));
    const QStringList unconfirmed = hostsIn(router, Role::activeUnconfirmed);
    if (!unconfirmed.isEmpty())
        return Text::tr("%1 is active on %2; no probe on another host can confirm that it is protected.")
            .arg(q(router.name), unconfirmed.join(Text::tr(", ")));
    return Text::tr("Whether %1 is protected is not known yet.").arg(q(router.name));
}

QString splitText(const Router &router)
{
    const QString both = hostsIn(router, Role::active).join(Text::tr(" and "));
    if (router.servedBy.empty())
        return Text::tr("%1 is split: %2 are both active; who carries the traffic is not known.")
            .arg(q(router.name), both);
    return Text::tr("%1 is split: %2 are both active; the traffic goes through %3.")
        .arg(q(router.name), both, q(router.servedBy));
}

/// Nodes that agree who is active may still leave the addresses behind them without an answer: it takes the
/// switches between a while to learn where they are.
Sentence protectedSentence(const Site &site, const Router &router)
{
    const Instance *serving = instanceOn(router, router.servedBy);
    if (serving && !serving->brokenOutside.empty())
        return { Severity::alarm,
                 Text::tr("%1 is protected, but %2, where it is active, has no way out: %3 is down.")
                         .arg(q(router.name), q(serving->host), q(serving->brokenOutside))
                     + silenceText(site, router),
                 router.id };
    const Silence silence = silenceBehind(site, router);
    if (silence.addresses.isEmpty())
        return { Severity::good, protectedText(router), router.id };
    return { Severity::alarm,
             Text::tr("%1 is protected, but no answer has come from %2 for %3. Active on %4, standby on %5.")
                 .arg(q(router.name), shortList(silence.addresses), secondsText(silence.leastUs),
                      q(router.servedBy), hostsIn(router, Role::standby).join(Text::tr(", "))),
             router.id };
}

Sentence sentenceOf(const Site &site, const Router &router)
{
    switch (router.protection) {
    case Protection::isProtected:
        return protectedSentence(site, router);
    case Protection::unprotected:
        return { Severity::alarm, unprotectedText(site, router) + silenceText(site, router), router.id };
    case Protection::failingOver:
        return { Severity::alarm, failingOverText(site, router), router.id };
    case Protection::split:
        return { Severity::alarm, splitText(router) + silenceText(site, router), router.id };
    case Protection::down:
        return { Severity::alarm, Text::tr("%1 is down: nobody serves it.").arg(q(router.name)), router.id };
    case Protection::notRedundant:
        return {
            Severity::neutral,
            router.servedBy.empty()
                ? Text::tr("%1 is not redundant.").arg(q(router.name))
                : Text::tr("%1 is not redundant: it is on %2 only.").arg(q(router.name), q(router.servedBy)),
            router.id
        };
    case Protection::unknown:
        break;
    }
    return { Severity::unknown, unknownText(router), router.id };
}

int urgency(Protection protection)
{
    switch (protection) {
    case Protection::down:
        return 6;
    case Protection::split:
        return 5;
    case Protection::failingOver:
        return 4;
    case Protection::unprotected:
        return 3;
    case Protection::unknown:
        return 2;
    case Protection::isProtected:
    case Protection::notRedundant:
        break;
    }
    return 0;
}

Sentence emptySentence(const Site &site)
{
    if (site.hosts.empty())
        return { Severity::neutral, Text::tr("No host is connected."), {} };
    for (const state::Host &host : site.hosts) {
        using Phase = model::SessionState::Phase;
        if (host.session.phase == Phase::lost || host.session.phase == Phase::ended)
            return { Severity::unknown, Text::tr("The probe on %1 does not answer.").arg(q(host.name)), {} };
        if (!host.view->hasSnapshot)
            return { Severity::unknown, Text::tr("Reading %1.").arg(q(host.name)), {} };
    }
    return { Severity::neutral, Text::tr("No router was found on the connected hosts."), {} };
}

} // namespace

Sentence routerSentence(const Site &site, const std::string &routerId)
{
    const Router *router = site.router(routerId);
    return router ? sentenceOf(site, *router) : siteSentence(site);
}

Sentence siteSentence(const Site &site, const std::string &preferredRouter)
{
    const Router *chosen = site.router(preferredRouter);
    for (const Router &router : site.routers) {
        const bool isMoreUrgent = chosen && urgency(router.protection) > urgency(chosen->protection);
        const bool isBetterFirst = !chosen
            || (chosen->id != preferredRouter && chosen->protection == Protection::notRedundant
                && router.protection == Protection::isProtected);
        if (isMoreUrgent || isBetterFirst)
            chosen = &router;
    }
    return chosen ? sentenceOf(site, *chosen) : emptySentence(site);
}

} // namespace kv::engine
