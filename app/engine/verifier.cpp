// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/verifier.h"

#include <algorithm>

namespace kv::engine {

using state::Site;
using state::StepOutcome;
using state::VerificationResult;

namespace {

QString q(const std::string &text)
{
    return QString::fromStdString(text);
}

} // namespace

Verifier::Verifier(VerifierOptions options) : m_options(std::move(options))
{
    m_verification.routerId = m_options.routerId;
    const std::pair<const char *, QString> steps[] = {
        { "preflight", tr("Preflight: who serves, who would take over, how long it may take") },
        { "continuity", tr("Continuous ping of the addresses behind the router") },
        { "disable", tr("Disable the overlay interface on the active node") },
        { "takeover", tr("See the addresses appear on the other node") },
        { "enable", tr("Enable the overlay interface again") },
        { "after-repair", tr("See who serves after repair") },
        { "read-back", tr("Read the interface back") },
    };
    for (const auto &[key, title] : steps) {
        state::VerificationStep step;
        step.key = key;
        step.title = title.toStdString();
        m_verification.steps.push_back(std::move(step));
    }
}

VerifierActions Verifier::step(const Site &site)
{
    VerifierActions actions;
    if (m_phaseSince == 0)
        enter(Phase::preflight, site);
    switch (m_phase) {
    case Phase::preflight:
        runPreflight(site, actions);
        break;
    case Phase::continuity:
        runContinuity(site, actions);
        break;
    case Phase::disable:
        runDisable(site, actions);
        break;
    case Phase::takeover:
        runTakeover(site, actions);
        break;
    case Phase::observe:
        runObserve(site, actions);
        break;
    case Phase::enable:
        runEnable(site, actions);
        break;
    case Phase::afterRepair:
        runAfterRepair(site);
        break;
    case Phase::readBack:
        runReadBack(site, actions);
        break;
    case Phase::done:
        break;
    }
    return actions;
}

VerifierActions Verifier::actionFailed(const VerifierAction &action, const model::Error &error,
                                       const Site &site)
{
    VerifierActions actions;
    if (m_phase == Phase::done)
        return actions;
    if (const auto *start = std::get_if<StartEchoAction>(&action)) {
        if (m_phase == Phase::continuity)
            couldNotRun(tr("%1 cannot ping %2: %3")
                            .arg(q(start->host), q(start->spec.target.toString()), q(error.text)),
                        site, actions);
    } else if (const auto *set = std::get_if<SetLinkAction>(&action)) {
        m_lastRefusal = error.text;
        if (!set->request.up && m_phase == Phase::disable && !changeOf(site))
            couldNotRun(
                tr("%1 did not take %2 down: %3").arg(q(set->host), q(m_plan->linkName), q(error.text)), site,
                actions);
    }
    return actions;
}

VerifierActions Verifier::abort(const Site &site, const std::string &reason)
{
    VerifierActions actions;
    if (m_phase == Phase::done || m_isAborted)
        return actions;
    m_isAborted = true;
    if (!isLinkTouched()) {
        couldNotRun(q(reason), site, actions);
        return actions;
    }
    m_verification.reason = reason;
    if (m_phase < Phase::enable) {
        endStep(StepOutcome::skipped, tr("Aborted: %1").arg(q(reason)), site);
        enter(Phase::enable, site);
        requestUp(site, actions);
    } else if (m_phase == Phase::afterRepair) {
        endStep(StepOutcome::skipped, tr("Aborted: %1").arg(q(reason)), site);
        enter(Phase::readBack, site);
    }
    return actions;
}

void Verifier::enter(Phase phase, const Site &site)
{
    m_phase = phase;
    m_phaseSince = site.now;
    switch (phase) {
    case Phase::preflight:
        beginStep("preflight", site);
        break;
    case Phase::continuity:
        beginStep("continuity", site);
        break;
    case Phase::disable:
        beginStep("disable", site);
        break;
    case Phase::takeover:
        beginStep("takeover", site);
        break;
    case Phase::enable:
        beginStep("enable", site);
        break;
    case Phase::afterRepair:
        beginStep("after-repair", site);
        break;
    case Phase::readBack:
        beginStep("read-back", site);
        break;
    case Phase::observe:
    case Phase::done:
        break;
    }
}

state::VerificationStep &Verifier::stepOf(const char *key)
{
    return *std::ranges::find(m_verification.steps, std::string(key), &state::VerificationStep::key);
}

void Verifier::beginStep(const char *key, const Site &site)
{
    m_stepKey = key;
    state::VerificationStep &step = stepOf(key);
    step.outcome = StepOutcome::running;
    step.beganAt = site.now;
}

void Verifier::endStep(StepOutcome outcome, const QString &summary, const Site &site)
{
    if (m_stepKey.empty())
        return;
    state::VerificationStep &step = stepOf(m_stepKey.c_str());
    step.outcome = outcome;
    step.summary = summary.toStdString();
    step.endedAt = site.now;
    m_stepKey.clear();
    if (outcome == StepOutcome::failed)
        fail(summary);
}

void Verifier::addEvidence(const QString &line)
{
    if (!m_stepKey.empty())
        stepOf(m_stepKey.c_str()).evidence.push_back(line.toStdString());
}

void Verifier::finding(const QString &line)
{
    m_verification.findings.push_back(line.toStdString());
}

void Verifier::fail(const QString &reason)
{
    if (m_verification.reason.empty())
        m_verification.reason = reason.toStdString();
}

void Verifier::couldNotRun(const QString &reason, const Site &site, VerifierActions &actions)
{
    endStep(StepOutcome::failed, reason, site);
    m_verification.reason = reason.toStdString();
    m_isAborted = true;
    finish(site, actions);
}

void Verifier::skipWaiting(const Site &site)
{
    for (state::VerificationStep &step : m_verification.steps) {
        if (step.outcome == StepOutcome::waiting || step.outcome == StepOutcome::running) {
            step.outcome = StepOutcome::skipped;
            step.endedAt = site.now;
        }
    }
}

void Verifier::finish(const Site &site, VerifierActions &actions)
{
    if (m_plan) {
        for (const VerifierPlan::Target &target : m_plan->targets) {
            if (target.isOurs)
                actions.push_back(StopEchoAction{ m_plan->fromHost, target.series });
        }
        addEchoEvidence(site);
    }
    skipWaiting(site);
    const bool hasFailed = std::ranges::any_of(m_verification.steps, [](const state::VerificationStep &step) {
        return step.outcome == StepOutcome::failed;
    });
    m_verification.result = m_isAborted ? VerificationResult::couldNotRun
        : hasFailed                     ? VerificationResult::fail
                                        : VerificationResult::pass;
    enter(Phase::done, site);
    actions.push_back(DoneAction{});
}

void Verifier::requestUp(const Site &site, VerifierActions &actions)
{
    m_lastUpRequest = site.now;
    model::LinkSetRequest request;
    request.link = m_plan->link;
    request.up = true;
    request.askedBy = m_options.askedBy;
    actions.push_back(SetLinkAction{ m_plan->activeHost, std::move(request) });
}

const state::TargetContinuity *Verifier::continuityOf(const Site &site,
                                                      const VerifierPlan::Target &target) const
{
    const auto found = std::ranges::find_if(site.targets, [&](const state::TargetContinuity &continuity) {
        return continuity.fromHost == m_plan->fromHost && continuity.series == target.series
            && continuity.target == target.address;
    });
    return found == site.targets.end() ? nullptr : &*found;
}

const model::ChangeState *Verifier::changeOf(const Site &site) const
{
    const state::Host *host = m_plan ? site.host(m_plan->activeHost) : nullptr;
    const model::ChangeState *newest = nullptr;
    if (!host)
        return newest;
    for (const auto &[number, fact] : host->view->changes) {
        if (fact.value.link == m_plan->link && !m_changesBefore.contains({ host->name, number }))
            newest = &fact.value;
    }
    return newest;
}

std::vector<state::Interruption> Verifier::interruptionsOf(const Site &site,
                                                           const VerifierPlan::Target &target) const
{
    // Clock estimates of two hosts may differ by some milliseconds; a probe on its way counts, too.
    constexpr model::TimeUs slackUs = 200'000;
    std::vector<state::Interruption> caused;
    const state::TargetContinuity *continuity =
        m_plan && m_disabledAt != 0 ? continuityOf(site, target) : nullptr;
    if (!continuity)
        return caused;
    for (const state::Interruption &interruption : continuity->interruptions) {
        if (interruption.begin >= m_disabledAt - slackUs)
            caused.push_back(interruption);
    }
    return caused;
}

model::TimeUs Verifier::latestLimitUs() const
{
    model::TimeUs latest = m_plan->expected.maxUs;
    for (const VerifierPlan::Target &target : m_plan->targets)
        latest = std::max(latest, outageLimitUs(m_plan->expected, target.address));
    return latest;
}

QString Verifier::sinceDown(model::TimeUs at) const
{
    const double seconds = static_cast<double>(at - m_disabledAt) / 1e6;
    return tr("%1%2 s", "sign, seconds")
        .arg(seconds < 0 ? QString() : QStringLiteral("+"))
        .arg(seconds, 0, 'f', 3);
}

/// Every target is being answered: nothing missed for steadyUs.
bool Verifier::isSteady(const Site &site, QString *why) const
{
    for (const VerifierPlan::Target &target : m_plan->targets) {
        const state::TargetContinuity *continuity = continuityOf(site, target);
        const QString address = q(target.address.toString());
        if (!continuity || continuity->answered == 0) {
            *why = tr("%1 does not answer.").arg(address);
            return false;
        }
        if (!continuity->interruptions.empty()) {
            const state::Interruption &last = continuity->interruptions.back();
            if (!last.end || site.now - *last.end < steadyUs) {
                *why = tr("%1 is not answered steadily.").arg(address);
                return false;
            }
        }
        const auto enough =
            static_cast<std::uint64_t>(steadyUs / std::max<std::int64_t>(continuity->intervalUs, 1));
        if (continuity->answered < std::max<std::uint64_t>(enough, 3)) {
            *why = tr("%1 has not been pinged for long enough.").arg(address);
            return false;
        }
    }
    return true;
}

} // namespace kv::engine
