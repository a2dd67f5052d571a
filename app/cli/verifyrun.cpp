// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verifyrun.h"

#include "app/cli/command.h"
#include "app/cli/verifytext.h"

#include <algorithm>
#include <utility>

namespace kv::cli {

using engine::VerifierAction;

namespace {

/// Longer than a restore takes; after it the sessions end, and with them what was changed.
constexpr int abortMs = 15'000;
/// Longer than the engine waits before it calls an echo lost.
constexpr int settleMs = 6'000;

/// From the last stop to the last batch of echoes.
constexpr int lastBatchMs = 5'000; ///< a series ends some 150 ms after it was told to
/// So much may be on its way while a series runs: some batches of 50 ms.
constexpr std::uint64_t onItsWayUs = 200'000;
/// The last ones before it may be undecided for as long again.
constexpr model::TimeUs lingerUs = 2 * onItsWayUs;

bool isDecided(const state::Site &site, std::uint64_t onTheWayUs)
{
    return std::all_of(site.targets.begin(), site.targets.end(), [&](const state::TargetContinuity &target) {
        const std::uint64_t decided = target.answered + target.delayed + target.lost;
        return target.sent <= decided || (target.sent - decided) * target.intervalUs <= onTheWayUs;
    });
}

} // namespace

VerifyRun::VerifyRun(LiveSite &live, engine::VerifierOptions options, bool isQuiet)
    : m_live(live), m_verifier(std::move(options)), m_site(live.engine().site()), m_isQuiet(isQuiet)
{
    m_abortLimit.setSingleShot(true);
    m_abortLimit.setInterval(abortMs);
    connect(&m_abortLimit, &QTimer::timeout, &live.sessions(), &session::SessionSet::stop);
    m_settleLimit.setSingleShot(true);
    m_settleLimit.setInterval(settleMs);
    connect(&m_settleLimit, &QTimer::timeout, this, &VerifyRun::finishWhenSettled);
    connect(&live.engine(), &engine::Engine::siteChanged, this, &VerifyRun::step);
    connect(&live.sessions(), &session::SessionSet::hostEnded, this, [this](const QString &host) {
        if (!m_isFinished && !m_isSettling)
            abort(m_live.whyEnded(host));
    });
    connect(&live.sessions(), &session::SessionSet::stopped, this, [this] {
        if (!std::exchange(m_isFinished, true))
            Q_EMIT finished();
    });
}

void VerifyRun::abort(const QString &reason)
{
    if (m_isFinished)
        return;
    if (m_isSettling)
        return m_settleLimit.start(0);
    if (!m_abortReason.isEmpty())
        return m_live.sessions().stop();
    m_abortReason = reason;
    m_abortLimit.start();
    m_site = m_live.engine().currentSite();
    carryOut(m_verifier.abort(*m_site, reason.toStdString()));
}

state::Verification VerifyRun::verification() const
{
    state::Verification result = m_verifier.verification();
    if (m_isFinished && result.result == state::VerificationResult::running) {
        result.result = state::VerificationResult::couldNotRun;
        result.reason = m_abortReason.toStdString();
    }
    return result;
}

void VerifyRun::step()
{
    if (m_isFinished)
        return;
    m_site = m_live.engine().currentSite();
    if (m_isSettling)
        return finishWhenSettled();
    keepPrediction();
    carryOut(m_verifier.step(*m_site));
}

void VerifyRun::keepPrediction()
{
    for (const state::VerificationStep &step : m_verifier.verification().steps) {
        if (step.key == "disable" && step.outcome != state::StepOutcome::waiting)
            return;
    }
    if (const state::Router *router = m_site->router(m_verifier.verification().routerId))
        m_prediction = *router;
}

void VerifyRun::carryOut(const std::vector<VerifierAction> &actions)
{
    printNewSteps();
    bool isDone = false;
    for (const VerifierAction &action : actions) {
        if (const auto *start = std::get_if<engine::StartEchoAction>(&action))
            ask(start->host, wire::StartEcho{ start->spec }, action);
        else if (const auto *stop = std::get_if<engine::StopEchoAction>(&action))
            m_heldStops.push_back(*stop);
        else if (const auto *set = std::get_if<engine::SetLinkAction>(&action))
            ask(set->host, wire::SetLink{ set->request }, action);
        else
            isDone = true;
    }
    if ((isDone || m_verifier.isDone()) && !std::exchange(m_isSettling, true)) {
        m_abortLimit.stop();
        m_settleLimit.start();
        m_decidedSince = m_site->now;
        finishWhenSettled();
    }
}

bool VerifyRun::haveLingered()
{
    if (!isDecided(*m_site, onItsWayUs))
        m_decidedSince = m_site->now;
    return m_site->now - m_decidedSince > lingerUs;
}

void VerifyRun::finishWhenSettled()
{
    if (m_isFinished)
        return;
    const bool isHurried = !m_abortReason.isEmpty() || !m_settleLimit.isActive();
    if (!m_heldStops.empty() && (isHurried || haveLingered())) {
        for (const engine::StopEchoAction &stop : std::exchange(m_heldStops, {}))
            ask(stop.host, wire::StopEcho{ stop.series }, stop);
        if (!isHurried)
            return m_settleLimit.start(lastBatchMs);
    }
    // The end of a series comes after its last batch.
    const bool areRunning = std::ranges::any_of(m_site->targets, &state::TargetContinuity::running);
    if (!isHurried && (!m_heldStops.empty() || areRunning || !isDecided(*m_site, 0)))
        return;
    m_settleLimit.stop();
    m_isFinished = true;
    Q_EMIT finished();
}

void VerifyRun::ask(const std::string &host, session::Operation operation, const VerifierAction &action)
{
    m_live.sessions().ask(QString::fromStdString(host), std::move(operation), this,
                          [this, action](const wire::Reply &reply) {
                              if (!reply.error || m_isFinished || m_isSettling)
                                  return;
                              m_site = m_live.engine().currentSite();
                              carryOut(m_verifier.actionFailed(action, *reply.error, *m_site));
                          });
}

void VerifyRun::printNewSteps()
{
    if (m_isQuiet)
        return;
    for (const state::VerificationStep &step : m_verifier.verification().steps) {
        const bool isOver =
            step.outcome != state::StepOutcome::waiting && step.outcome != state::StepOutcome::running;
        if (isOver && m_printed.insert(step.key).second)
            printLine(VerifyText::stepText(step));
    }
}

} // namespace kv::cli
