// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/report.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>

namespace kv::engine {

namespace {

QString text(const std::string &value)
{
    return QString::fromStdString(value);
}

QJsonArray strings(const std::vector<std::string> &values)
{
    QJsonArray array;
    for (const std::string &value : values)
        array += text(value);
    return array;
}

QJsonObject hostJson(const state::Host &host)
{
    QJsonObject json{ { QStringLiteral("name"), text(host.name) },
                      { QStringLiteral("clockOffsetUs"), static_cast<qint64>(host.clockOffsetUs) },
                      { QStringLiteral("clockErrorUs"), static_cast<qint64>(host.clockErrorUs) } };
    if (host.view->hello) {
        const model::Hello &hello = host.view->hello->value;
        json[QStringLiteral("hostName")] = text(hello.hostName);
        json[QStringLiteral("kernel")] = text(hello.kernelRelease);
        json[QStringLiteral("bootId")] = text(hello.bootId);
        json[QStringLiteral("probeVersion")] = text(hello.version);
    }
    return json;
}

QJsonObject predictionJson(const state::Router &router)
{
    QJsonObject json{ { QStringLiteral("servedBy"), text(router.servedBy) },
                      { QStringLiteral("takesOver"), text(router.takesOver) },
                      { QStringLiteral("keepsAfterRepair"), text(router.keepsAfterRepair) } };
    if (!router.orTakesOver.empty())
        json[QStringLiteral("orTakesOver")] = strings(router.orTakesOver);
    if (!router.orKeepsAfterRepair.empty())
        json[QStringLiteral("orKeepsAfterRepair")] = strings(router.orKeepsAfterRepair);
    if (router.expected.isKnown) {
        json[QStringLiteral("outageMinUs")] = static_cast<qint64>(router.expected.minUs);
        json[QStringLiteral("outageMaxUs")] = static_cast<qint64>(router.expected.maxUs);
    }
    return json;
}

QJsonObject stepJson(const state::VerificationStep &step)
{
    return { { QStringLiteral("key"), text(step.key) },
             { QStringLiteral("title"), text(step.title) },
             { QStringLiteral("outcome"), outcomeWord(step.outcome) },
             { QStringLiteral("summary"), text(step.summary) },
             { QStringLiteral("evidence"), strings(step.evidence) },
             { QStringLiteral("beganAtUs"), static_cast<qint64>(step.beganAt) },
             { QStringLiteral("endedAtUs"), static_cast<qint64>(step.endedAt) } };
}

QJsonObject interruptionJson(const state::Interruption &gap, model::TimeUs now)
{
    QJsonObject json{ { QStringLiteral("beginUs"), static_cast<qint64>(gap.begin) },
                      { QStringLiteral("durationUs"), static_cast<qint64>(gap.durationUs(now)) },
                      { QStringLiteral("lost"), static_cast<qint64>(gap.lost) },
                      { QStringLiteral("delayed"), static_cast<qint64>(gap.delayed) },
                      { QStringLiteral("notSent"), static_cast<qint64>(gap.notSent) },
                      { QStringLiteral("maxRttUs"), static_cast<qint64>(gap.maxRttUs) } };
    json[QStringLiteral("endUs")] = gap.end ? QJsonValue(static_cast<qint64>(*gap.end)) : QJsonValue();
    return json;
}

QJsonObject targetJson(const state::TargetContinuity &target, model::TimeUs now)
{
    QJsonArray interruptions;
    for (const state::Interruption &gap : target.interruptions)
        interruptions += interruptionJson(gap, now);
    return { { QStringLiteral("from"), text(target.fromHost) },
             { QStringLiteral("target"), text(target.target.toString()) },
             { QStringLiteral("intervalUs"), static_cast<qint64>(target.intervalUs) },
             { QStringLiteral("sent"), static_cast<qint64>(target.sent) },
             { QStringLiteral("answered"), static_cast<qint64>(target.answered) },
             { QStringLiteral("delayed"), static_cast<qint64>(target.delayed) },
             { QStringLiteral("lost"), static_cast<qint64>(target.lost) },
             { QStringLiteral("notSent"), static_cast<qint64>(target.notSent) },
             { QStringLiteral("medianRttUs"), static_cast<qint64>(target.medianRttUs) },
             { QStringLiteral("interruptions"), interruptions } };
}

QString isoTime(qint64 unixMs)
{
    return QDateTime::fromMSecsSinceEpoch(unixMs, Qt::UTC).toString(Qt::ISODateWithMs);
}

} // namespace

QString resultWord(state::VerificationResult result)
{
    using state::VerificationResult;
    switch (result) {
    case VerificationResult::running:
        return QStringLiteral("running");
    case VerificationResult::pass:
        return QStringLiteral("pass");
    case VerificationResult::fail:
        return QStringLiteral("fail");
    case VerificationResult::couldNotRun:
        break;
    }
    return QStringLiteral("could-not-run");
}

QString outcomeWord(state::StepOutcome outcome)
{
    using state::StepOutcome;
    switch (outcome) {
    case StepOutcome::waiting:
        return QStringLiteral("waiting");
    case StepOutcome::running:
        return QStringLiteral("running");
    case StepOutcome::passed:
        return QStringLiteral("passed");
    case StepOutcome::failed:
        return QStringLiteral("failed");
    case StepOutcome::skipped:
        break;
    }
    return QStringLiteral("skipped");
}

QJsonObject Report::json() const
{
    QJsonArray hosts;
    QJsonArray steps;
    QJsonArray targets;
    for (const state::Host &host : site->hosts)
        hosts += hostJson(host);
    for (const state::VerificationStep &step : verification.steps)
        steps += stepJson(step);
    for (const state::TargetContinuity &target : site->targets)
        targets += targetJson(target, site->now);
    QJsonObject root{ { QStringLiteral("schema"), 1 },
                      { QStringLiteral("versions"),
                        QJsonObject{ { program, version },
                                     { QStringLiteral("qt"), QString::fromLatin1(qVersion()) } } },
                      { QStringLiteral("startedAt"), isoTime(startedUnixMs) },
                      { QStringLiteral("endedAt"), isoTime(endedUnixMs) },
                      { QStringLiteral("router"), text(verification.routerId) },
                      { QStringLiteral("hosts"), hosts },
                      { QStringLiteral("steps"), steps },
                      { QStringLiteral("targets"), targets },
                      { QStringLiteral("findings"), strings(verification.findings) },
                      { QStringLiteral("result"), resultWord(verification.result) },
                      { QStringLiteral("reason"), text(verification.reason) } };
    root[QStringLiteral("prediction")] = prediction ? QJsonValue(predictionJson(*prediction)) : QJsonValue();
    return root;
}

} // namespace kv::engine
