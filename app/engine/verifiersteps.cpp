// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/statewords.h"
#include "app/engine/verifier.h"

#include <QStringList>

#include <algorithm>

// What each phase of a Verifier waits for and does. Every wait is bounded by a named constant of the class.
namespace kv::engine {

using state::Protection;
using state::Site;
using state::StepOutcome;

namespace {

QString q(const std::string &text)
{
    return QString::fromStdString(text);
}

const state::Instance *instanceOn(const Site &site, const std::string &routerId, const std::string &host)
{
    const state::Router *router = site.router(routerId);
    if (!router)
        return nullptr;
    const auto found = std::ranges::find(router->instances, host, &state::Instance::host);
    return found == router->instances.end() ? nullptr : &*found;
}

bool isActive(const state::Instance &instance)
{
    return instance.role == state::Role::active || instance.role == state::Role::activeUnconfirmed;
}

/// Of those who may take over the one that is active now, else the likeliest.
const state::Instance *successorOf(const Site &site, const VerifierPlan &plan)
{
    for (const std::string &host : plan.orPredicted) {
        const state::Instance *other = instanceOn(site, plan.routerId, host);
        if (other && isActive(*other))
            return other;
    }
    return instanceOn(site, plan.routerId, plan.predictedHost);
}

} // namespace

void Verifier::runPreflight(const Site &site, VerifierActions &actions)
{
    model::Result<VerifierPlan> plan = planVerification(site, m_options);
    if (!plan) {
        const bool mayCome = plan.error().code == model::ErrorCode::notFound;
        if (!mayCome || site.now - m_phaseSince > preflightTimeoutUs)
            couldNotRun(q(plan.error().text), site, actions);
        return;
    }
    m_plan = *plan;
    m_verification.routerId = m_plan->routerId;
    for (const std::string &line : m_plan->evidence)
        addEvidence(q(line));
    endStep(StepOutcome::passed,
            tr("%1 serves %2. With %3 down, %4 should take over after %5; after repair %6 should serve.")
                .arg(q(m_plan->activeHost), q(m_plan->routerName), q(m_plan->linkName),
                     anyOfText(m_plan->predictedHost, m_plan->orPredicted), outageText(m_plan->expected),
                     anyOfText(m_plan->keepsAfterRepair, m_plan->orKeepsAfterRepair)),
            site);
    for (const VerifierPlan::Target &target : m_plan->targets) {
        if (!target.isOurs)
            continue;
        model::EchoSeriesSpec spec;
        spec.series = target.series;
        spec.target = target.address;
        spec.intervalUs = m_options.echoIntervalUs;
        actions.push_back(StartEchoAction{ m_plan->fromHost, spec });
    }
    enter(Phase::continuity, site);
}

void Verifier::runContinuity(const Site &site, VerifierActions &actions)
{
    QString why;
    if (!isSteady(site, &why)) {
        if (site.now - m_phaseSince > continuityTimeoutUs)
            couldNotRun(why, site, actions);
        return;
    }
    const model::Result<VerifierPlan> again = planVerification(site, m_options);
    if (!again || again->activeHost != m_plan->activeHost || again->predictedHost != m_plan->predictedHost
        || again->orPredicted != m_plan->orPredicted) {
        if (site.now - m_phaseSince > continuityTimeoutUs)
            couldNotRun(tr("What preflight found does not hold any more."), site, actions);
        return;
    }
    QStringList answers;
    for (const VerifierPlan::Target &target : m_plan->targets) {
        const state::TargetContinuity *continuity = continuityOf(site, target);
        answers.append(tr("%1 answers in %2 ms")
                           .arg(q(target.address.toString()))
                           .arg(static_cast<double>(continuity->medianRttUs) / 1e3, 0, 'f', 3));
        addEvidence(tr("%1: %2 sent, %3 answered, %4 lost")
                        .arg(q(target.address.toString()))
                        .arg(continuity->sent)
                        .arg(continuity->answered)
                        .arg(continuity->lost));
    }
    endStep(StepOutcome::passed, answers.join(tr("; ")), site);
    if (const state::Host *host = site.host(m_plan->activeHost)) {
        for (const auto &[number, fact] : host->view->changes)
            m_changesBefore.emplace(std::pair{ host->name, number }, fact.value.phase);
    }
    model::LinkSetRequest request;
    request.link = m_plan->link;
    request.undoAfterMs = m_options.undoAfterMs;
    request.askedBy = m_options.askedBy;
    enter(Phase::disable, site);
    actions.push_back(SetLinkAction{ m_plan->activeHost, std::move(request) });
}

void Verifier::runDisable(const Site &site, VerifierActions &actions)
{
    const model::ChangeState *change = changeOf(site);
    const state::Host *host = site.host(m_plan->activeHost);
    const model::Link *link = host ? host->view->link(m_plan->link) : nullptr;
    const bool isInForce = change && change->phase == model::ChangePhase::inForce && link && !link->adminUp;
    if (!isInForce) {
        if (change && change->phase == model::ChangePhase::failed)
            couldNotRun(
                tr("%1 of %2 could not be taken down.").arg(q(m_plan->linkName), q(m_plan->activeHost)), site,
                actions);
        else if (site.now - m_phaseSince > disableTimeoutUs)
            actions = abort(site,
                            tr("%1 of %2 did not go down in time.")
                                .arg(q(m_plan->linkName), q(m_plan->activeHost))
                                .toStdString());
        return;
    }
    m_disabledAt = host->view->links.at(m_plan->link).at + host->clockOffsetUs;
    addEvidence(tr("%1 kernel: %2 down at %3 (near end's clock)")
                    .arg(q(host->name), q(link->name))
                    .arg(static_cast<double>(m_disabledAt) / 1e6, 0, 'f', 6));
    addEvidence(tr("%1 undo: change %2, held by its watchdog until %3 at the latest")
                    .arg(q(host->name))
                    .arg(change->change)
                    .arg(sinceDown(change->until + host->clockOffsetUs)));
    endStep(StepOutcome::passed, tr("%1 of %2 is down.").arg(q(m_plan->linkName), q(m_plan->activeHost)),
            site);
    enter(Phase::takeover, site);
}

void Verifier::runTakeover(const Site &site, VerifierActions &actions)
{
    for (const state::Marker &marker : site.markers) {
        if (m_promotedAt == 0 && marker.kind == state::MarkerKind::promotion
            && marker.routerId == m_plan->routerId && marker.at >= m_disabledAt
            && marker.host != m_plan->activeHost) {
            m_promotedAt = marker.at;
            addEvidence(tr("%1 kernel: %2 present at %3")
                            .arg(q(marker.host), q(marker.subject), sinceDown(marker.at)));
        }
    }
    const bool isTimeUp = site.now - m_disabledAt > latestLimitUs() + takeoverGraceUs;
    const state::Instance *next = successorOf(site, *m_plan);
    const bool hasTakenOver = next && isActive(*next);
    const bool areAllBack = std::ranges::all_of(m_plan->targets, [&](const VerifierPlan::Target &target) {
        const auto caused = interruptionsOf(site, target);
        const state::TargetContinuity *continuity = continuityOf(site, target);
        // Lateness is known only after its bound: what was sent after the promotion must have been judged.
        const bool isJudged = m_promotedAt != 0 && continuity
            && site.now - m_promotedAt > 3 * static_cast<model::TimeUs>(continuity->intervalUs) + 500'000;
        return isJudged && (caused.empty() || caused.front().end);
    });
    const model::ChangeState *change = changeOf(site);
    const bool isUndone = change && change->phase != model::ChangePhase::inForce;
    if (!(hasTakenOver && areAllBack) && !isTimeUp && !isUndone)
        return;
    judgeTakeover(site);
    enter(Phase::observe, site);
    runObserve(site, actions);
}

bool Verifier::judgeInterruptions(const Site &site, QStringList &summary)
{
    bool isGood = true;
    for (const VerifierPlan::Target &target : m_plan->targets) {
        const QString address = q(target.address.toString());
        const std::int64_t limit = outageLimitUs(m_plan->expected, target.address);
        const auto caused = interruptionsOf(site, target);
        if (caused.empty()) {
            summary.append(tr("%1 without interruption").arg(address));
            continue;
        }
        const state::Interruption &first = caused.front();
        const std::int64_t lasted = first.durationUs(site.now);
        const QString text =
            tr("%1 interrupted for %2 (at most %3)").arg(address, secondsText(lasted), secondsText(limit));
        summary.append(text);
        isGood = isGood && first.end && lasted <= limit;
    }
    return isGood;
}

/// Told at the end: whether a probe was lost or only late is known some seconds after it was sent.
void Verifier::addEchoEvidence(const Site &site)
{
    for (const VerifierPlan::Target &target : m_plan->targets) {
        for (const state::Interruption &interruption : interruptionsOf(site, target)) {
            const QString line =
                tr("%1 echo: %2 interrupted from %3 to %4, %5 lost, %6 delayed, %7 not sent")
                    .arg(q(m_plan->fromHost), q(target.address.toString()), sinceDown(interruption.begin),
                         interruption.end ? sinceDown(*interruption.end) : tr("now, still going on"))
                    .arg(interruption.lost)
                    .arg(interruption.delayed)
                    .arg(interruption.notSent);
            stepOf("takeover").evidence.push_back(line.toStdString());
        }
    }
}

void Verifier::judgeTakeover(const Site &site)
{
    QStringList summary;
    std::string promoted;
    for (const state::Marker &marker : site.markers) {
        if (marker.routerId != m_plan->routerId || marker.at < m_disabledAt)
            continue;
        if (marker.kind == state::MarkerKind::promotion && promoted.empty()
            && marker.host != m_plan->activeHost)
            promoted = marker.host;
        if (marker.kind == state::MarkerKind::addressesComplete)
            addEvidence(
                tr("%1 kernel: all addresses present at %2").arg(q(marker.host), sinceDown(marker.at)));
    }
    const bool isPredicted = m_plan->mayTakeOver(promoted);
    if (promoted.empty())
        summary.append(tr("Nobody took over %1").arg(q(m_plan->routerName)));
    else
        summary.append(isPredicted ? tr("%1 took over after %2, as predicted")
                                         .arg(q(promoted), secondsText(m_promotedAt - m_disabledAt))
                                   : tr("%1 took over after %2, but %3 was predicted")
                                         .arg(q(promoted), secondsText(m_promotedAt - m_disabledAt),
                                              anyOfText(m_plan->predictedHost, m_plan->orPredicted)));
    const bool isShort = judgeInterruptions(site, summary);
    const state::Instance *next = successorOf(site, *m_plan);
    const bool holds = next && !next->evidence.empty() && next->evidence.front().answer == state::Answer::yes;
    if (next && !next->evidence.empty())
        addEvidence(tr("%1 kernel: %2").arg(q(next->host), q(next->evidence.front().raw)));
    if (const state::Instance *old = instanceOn(site, m_plan->routerId, m_plan->activeHost))
        addEvidence(tr("%1 is %2: %3")
                        .arg(q(old->host), roleText(old->role),
                             old->evidence.empty() ? QString() : q(old->evidence.front().raw)));
    endStep(isPredicted && isShort && holds ? StepOutcome::passed : StepOutcome::failed,
            summary.join(tr("; ")), site);
}

void Verifier::runObserve(const Site &site, VerifierActions &actions)
{
    QString why;
    const model::ChangeState *change = changeOf(site);
    const bool isUndone = change && change->phase != model::ChangePhase::inForce;
    if (!isSteady(site, &why) && !isUndone && site.now - m_phaseSince < observeTimeoutUs
        && site.now - m_disabledAt < static_cast<model::TimeUs>(m_options.undoAfterMs) * 1'000 - steadyUs) {
        return;
    }
    enter(Phase::enable, site);
    requestUp(site, actions);
}

void Verifier::runEnable(const Site &site, VerifierActions &actions)
{
    const model::ChangeState *change = changeOf(site);
    const bool isOver = change
        && (change->phase == model::ChangePhase::restored || change->phase == model::ChangePhase::failed);
    if (!isOver) {
        const model::TimeUs deadline =
            std::max(m_phaseSince, m_disabledAt + static_cast<model::TimeUs>(m_options.undoAfterMs) * 1'000)
            + enableTimeoutUs;
        if (site.now > deadline) {
            endStep(StepOutcome::failed,
                    tr("%1 of %2 was not restored in time. %3")
                        .arg(q(m_plan->linkName), q(m_plan->activeHost), q(m_lastRefusal)),
                    site);
            enter(Phase::readBack, site);
        } else if (site.now - m_lastUpRequest > retryUs) {
            requestUp(site, actions);
        }
        return;
    }
    const state::Host *host = site.host(m_plan->activeHost);
    m_enabledAt = host->view->links.contains(m_plan->link)
        ? host->view->links.at(m_plan->link).at + host->clockOffsetUs
        : site.now;
    if (change->cause != model::RestoreCause::asked)
        finding(tr("%1 came back before it was asked to (%2).")
                    .arg(q(m_plan->linkName), restoreCauseText(change->cause)));
    addEvidence(tr("%1 kernel: %2 up at %3").arg(q(host->name), q(m_plan->linkName), sinceDown(m_enabledAt)));
    endStep(change->phase == model::ChangePhase::restored ? StepOutcome::passed : StepOutcome::failed,
            change->phase == model::ChangePhase::restored
                ? tr("%1 of %2 is up again.").arg(q(m_plan->linkName), q(m_plan->activeHost))
                : tr("%1 of %2 could not be restored completely.")
                      .arg(q(m_plan->linkName), q(m_plan->activeHost)),
            site);
    enter(m_isAborted ? Phase::readBack : Phase::afterRepair, site);
}

void Verifier::runAfterRepair(const Site &site)
{
    noteStrays(site);
    const state::Router *router = site.router(m_plan->routerId);
    QString why;
    const bool areAnswering = isSteady(site, &why);
    const bool isSettled = router && router->protection == Protection::isProtected
        && !router->servedBy.empty() && site.now - router->since >= m_plan->expected.maxUs;
    const bool isTimeUp = site.now - m_phaseSince > repairTimeoutUs;
    if (!(isSettled && areAnswering) && !isTimeUp)
        return;
    judgeRepair(site, areAnswering);
    addFindings(site);
    enter(Phase::readBack, site);
}

void Verifier::judgeRepair(const Site &site, bool areAnswering)
{
    const state::Router *router = site.router(m_plan->routerId);
    const std::string servedBy =
        router && router->protection == Protection::isProtected ? router->servedBy : "";
    if (router) {
        for (const state::Instance &instance : router->instances)
            addEvidence(tr("%1 is %2: %3")
                            .arg(q(instance.host), roleText(instance.role),
                                 instance.evidence.empty() ? QString() : q(instance.evidence.front().raw)));
    }
    QStringList summary;
    if (servedBy.empty())
        summary.append(tr("who serves %1 is not certain (%2)")
                           .arg(q(m_plan->routerName),
                                protectionText(router ? router->protection : Protection::unknown)));
    else if (m_plan->mayKeep(servedBy))
        summary.append(tr("%1 serves, as predicted").arg(q(servedBy)));
    else
        summary.append(
            tr("%1 serves, but %2 was predicted")
                .arg(q(servedBy), anyOfText(m_plan->keepsAfterRepair, m_plan->orKeepsAfterRepair)));
    QString why;
    isSteady(site, &why);
    summary.append(areAnswering ? tr("every address answers") : why);
    const bool isGood = !servedBy.empty() && m_plan->mayKeep(servedBy) && areAnswering;
    endStep(isGood ? StepOutcome::passed : StepOutcome::failed, summary.join(tr("; ")), site);
    if (servedBy.empty() || servedBy != m_plan->activeHost || m_promotedAt == 0)
        return;
    const auto keeper = std::ranges::find(router->instances, servedBy, &state::Instance::host);
    const bool wasToStay = keeper != router->instances.end() && keeper->nopreempt;
    finding(
        (wasToStay ? tr(
             "%1 took the role back after repair (its HA address or priority is higher), in spite of nopreempt.")
                   : tr("%1 took the role back after repair (its HA address or priority is higher)."))
            .arg(q(servedBy)));
}

void Verifier::runReadBack(const Site &site, VerifierActions &actions)
{
    const model::ChangeState *change = changeOf(site);
    const state::Host *host = site.host(m_plan->activeHost);
    const model::Link *link = host ? host->view->link(m_plan->link) : nullptr;
    const bool isIdentical = change && change->phase == model::ChangePhase::restored
        && change->differences.empty() && link && link->adminUp;
    if (change) {
        for (const std::string &difference : change->differences)
            addEvidence(q(difference));
    }
    endStep(
        isIdentical ? StepOutcome::passed : StepOutcome::failed,
        isIdentical
            ? tr("%1 of %2 reads back identical.").arg(q(m_plan->linkName), q(m_plan->activeHost))
            : tr("%1 of %2 does not read back as it was.").arg(q(m_plan->linkName), q(m_plan->activeHost)),
        site);
    finish(site, actions);
}

} // namespace kv::engine
