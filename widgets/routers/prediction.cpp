// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/routers/prediction.h"

#include "app/state/successor.h"
#include "widgets/look/words.h"
#include "widgets/routers/text.h"

#include <algorithm>

namespace kv::routers {

namespace {

const state::Instance *instanceOn(const state::Router &router, const std::string &host)
{
    const auto found = std::find_if(router.instances.begin(), router.instances.end(),
                                    [&host](const state::Instance &i) { return i.host == host; });
    return found == router.instances.end() ? nullptr : &*found;
}

QString whyKept(const state::Router &router)
{
    const state::Instance *keeper = instanceOn(router, router.keepsAfterRepair);
    const auto isEqual = [keeper](const state::Instance &i) { return i.priority == keeper->priority; };
    if (!keeper)
        return {};
    if (!std::all_of(router.instances.begin(), router.instances.end(), isEqual))
        return Text::tr("higher priority: %1").arg(keeper->priority);
    return Text::tr("higher HA address: %1").arg(look::fromStd(keeper->haAddress.toString()));
}

QString whyThatLong(const state::Router &router, const state::Instance &active)
{
    Q_UNUSED(router)
    if (active.advertCentis == 0)
        return Text::tr("timers unknown");
    return Text::tr("3 missed heartbeats of %1, and the skew")
        .arg(look::durationText(active.advertCentis * 10'000));
}

Prediction afterChange(const state::Site &site, const state::Router &router,
                       const state::ChangeInForce &change)
{
    Prediction p;
    p.title = Text::tr("What happens next");
    const std::int64_t left = std::max<std::int64_t>(change.until - site.now, 0);
    p.lines.push_back(
        { Text::tr("Restored by"),
          Text::tr("timer on %1, in %2").arg(look::fromStd(change.host), look::ageText(left)) });
    if (!router.keepsAfterRepair.empty()) {
        p.lines.push_back(
            { Text::tr("Then serves"), look::anyOf(router.keepsAfterRepair, router.orKeepsAfterRepair) });
        p.lines.push_back({ Text::tr("Why"), whyKept(router) });
    }
    p.lines.push_back({ Text::tr("Expect"), Text::tr("a second interruption is usual") });
    return p;
}

} // namespace

const state::ChangeInForce *changeAffecting(const state::Site &site, const state::Router &router)
{
    for (const state::ChangeInForce &change : site.changes) {
        if (change.change.phase != model::ChangePhase::inForce
            && change.change.phase != model::ChangePhase::armed)
            continue;
        if (instanceOn(router, change.host))
            return &change;
    }
    return nullptr;
}

Prediction predictionOf(const state::Site &site, const state::Router &router)
{
    if (const state::ChangeInForce *change = changeAffecting(site, router))
        return afterChange(site, router, *change);
    Prediction p;
    const state::Instance *active = instanceOn(router, router.servedBy);
    if (!active) {
        p.title = Text::tr("No prediction");
        p.lines.push_back({ Text::tr("Why"), Text::tr("nobody is known to serve it") });
        return p;
    }
    p.title = Text::tr("If %1 falls silent").arg(look::fromStd(active->host));
    if (router.takesOver.empty()) {
        p.lines.push_back({ Text::tr("Takes over"), Text::tr("nobody") });
        p.lines.push_back({ Text::tr("Outage"), Text::tr("until it is back") });
        return p;
    }
    const auto standbys = std::count_if(router.instances.begin(), router.instances.end(),
                                        [](const auto &i) { return i.role == state::Role::standby; });
    const QString taker = look::anyOf(router.takesOver, router.orTakesOver);
    p.lines.push_back(
        { Text::tr("Takes over"), standbys == 1 ? Text::tr("%1, the only standby").arg(taker) : taker });
    if (const state::Instance *without = state::successorWithoutWayOut(router)) {
        p.lines.push_back({ Text::tr("But"),
                            Text::tr("%1 has no way out: %2 is down")
                                .arg(look::fromStd(without->host), look::fromStd(without->brokenOutside)) });
        p.lines.push_back(
            { Text::tr("Outage"),
              router.orTakesOver.empty() ? Text::tr("until it has one") : Text::tr("unknown") });
        return p;
    }
    p.lines.push_back({ Text::tr("Outage"),
                        router.expected.isKnown ? look::outageText(router.expected) : Text::tr("unknown") });
    p.lines.push_back({ Text::tr("Why"), whyThatLong(router, *active) });
    if (!router.keepsAfterRepair.empty())
        p.lines.push_back(
            { Text::tr("After repair"),
              Text::tr("%1, %2").arg(look::anyOf(router.keepsAfterRepair, router.orKeepsAfterRepair),
                                     whyKept(router)) });
    return p;
}

} // namespace kv::routers
