// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/report.h"

#include <QJsonArray>

namespace kv::engine {

namespace {

QString q(const std::string &text)
{
    return QString::fromStdString(text);
}

double seconds(model::TimeUs us)
{
    return static_cast<double>(us) / 1e6;
}

QJsonArray texts(const std::vector<std::string> &lines)
{
    QJsonArray array;
    for (const std::string &line : lines)
        array.append(q(line));
    return array;
}

QJsonArray interruptionsJson(const std::vector<state::Interruption> &interruptions, model::TimeUs now)
{
    QJsonArray array;
    for (const state::Interruption &interruption : interruptions) {
        QJsonObject object;
        object[QStringLiteral("begin")] = seconds(interruption.begin);
        object[QStringLiteral("end")] = interruption.end ? QJsonValue(seconds(*interruption.end)) : QJsonValue();
        object[QStringLiteral("seconds")] = seconds(interruption.durationUs(now));
        object[QStringLiteral("lost")] = static_cast<qint64>(interruption.lost);
        object[QStringLiteral("delayed")] = static_cast<qint64>(interruption.delayed);
        object[QStringLiteral("notSent")] = static_cast<qint64>(interruption.notSent);
        array.append(object);
    }
    return array;
}

QJsonObject targetJson(const Verifier &verifier, const state::Site &site, const VerifierPlan::Target &target)
{
    QJsonObject object;
    object[QStringLiteral("address")] = q(target.address.toString());
    object[QStringLiteral("limitSeconds")] = seconds(outageLimitUs(verifier.plan()->expected, target.address));
    for (const state::TargetContinuity &continuity : site.targets) {
        if (continuity.fromHost != verifier.plan()->fromHost || continuity.series != target.series)
            continue;
        object[QStringLiteral("sent")] = static_cast<qint64>(continuity.sent);
        object[QStringLiteral("answered")] = static_cast<qint64>(continuity.answered);
        object[QStringLiteral("delayed")] = static_cast<qint64>(continuity.delayed);
        object[QStringLiteral("lost")] = static_cast<qint64>(continuity.lost);
        object[QStringLiteral("notSent")] = static_cast<qint64>(continuity.notSent);
    }
    object[QStringLiteral("interruptions")] = interruptionsJson(verifier.interruptionsOf(site, target), site.now);
    return object;
}

QJsonObject predictionJson(const VerifierPlan &plan)
{
    QJsonObject object;
    object[QStringLiteral("activeHost")] = q(plan.activeHost);
    object[QStringLiteral("takesOver")] = q(plan.predictedHost);
    object[QStringLiteral("keepsAfterRepair")] = q(plan.keepsAfterRepair);
    object[QStringLiteral("minSeconds")] = seconds(plan.expected.minUs);
    object[QStringLiteral("maxSeconds")] = seconds(plan.expected.maxUs);
    object[QStringLiteral("fromHost")] = q(plan.fromHost);
    object[QStringLiteral("interface")] = q(plan.linkName);
    return object;
}

} // namespace

QString resultWord(state::VerificationResult result)
{
    using state::VerificationResult;
    switch (result) {
    case VerificationResult::running: return QStringLiteral("running");
    case VerificationResult::pass: return QStringLiteral("pass");
    case VerificationResult::fail: return QStringLiteral("fail");
    case VerificationResult::couldNotRun: break;
    }
    return QStringLiteral("could-not-run");
}

QString outcomeWord(state::StepOutcome outcome)
{
    using state::StepOutcome;
    switch (outcome) {
    case StepOutcome::waiting: return QStringLiteral("waiting");
    case StepOutcome::running: return QStringLiteral("running");
    case StepOutcome::passed: return QStringLiteral("passed");
    case StepOutcome::failed: return QStringLiteral("failed");
    case StepOutcome::skipped: break;
    }
    return QStringLiteral("skipped");
}

QJsonObject reportJson(const Verifier &verifier, const state::Site &site)
{
    const state::Verification &verification = verifier.verification();
    QJsonObject report;
    report[QStringLiteral("format")] = 1;
    report[QStringLiteral("router")] = q(verification.routerId);
    report[QStringLiteral("result")] = resultWord(verification.result);
    report[QStringLiteral("reason")] = q(verification.reason);
    QJsonArray steps;
    for (const state::VerificationStep &step : verification.steps) {
        QJsonObject object;
        object[QStringLiteral("key")] = q(step.key);
        object[QStringLiteral("title")] = q(step.title);
        object[QStringLiteral("outcome")] = outcomeWord(step.outcome);
        object[QStringLiteral("summary")] = q(step.summary);
        object[QStringLiteral("evidence")] = texts(step.evidence);
        object[QStringLiteral("begin")] = seconds(step.beganAt);
        object[QStringLiteral("end")] = seconds(step.endedAt);
        steps.append(object);
    }
    report[QStringLiteral("steps")] = steps;
    report[QStringLiteral("findings")] = texts(verification.findings);
    if (!verifier.plan())
        return report;
    report[QStringLiteral("prediction")] = predictionJson(*verifier.plan());
    report[QStringLiteral("disabledAt")] = seconds(verifier.disabledAt());
    report[QStringLiteral("promotedAt")] = seconds(verifier.promotedAt());
    report[QStringLiteral("enabledAt")] = seconds(verifier.enabledAt());
    QJsonArray targets;
    for (const VerifierPlan::Target &target : verifier.plan()->targets)
        targets.append(targetJson(verifier, site, target));
    report[QStringLiteral("targets")] = targets;
    return report;
}

} // namespace kv::engine
