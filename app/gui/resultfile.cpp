// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/resultfile.h"

#include "app/engine/report.h"
#include "widgets/look/words.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace kv::gui {

namespace {

QJsonArray texts(const std::vector<std::string> &lines)
{
    QJsonArray array;
    for (const std::string &line : lines)
        array.append(look::fromStd(line));
    return array;
}

QJsonArray steps(const state::Verification &verification)
{
    QJsonArray array;
    for (const state::VerificationStep &step : verification.steps) {
        array.append(QJsonObject{{QStringLiteral("key"), look::fromStd(step.key)},
                                 {QStringLiteral("title"), look::fromStd(step.title)},
                                 {QStringLiteral("outcome"), engine::outcomeWord(step.outcome)},
                                 {QStringLiteral("summary"), look::fromStd(step.summary)},
                                 {QStringLiteral("evidence"), texts(step.evidence)}});
    }
    return array;
}

QJsonArray targets(const state::Site &site)
{
    QJsonArray array;
    for (const state::TargetContinuity &target : site.targets) {
        QJsonArray gaps;
        for (const state::Interruption &gap : target.interruptions) {
            gaps.append(QJsonObject{{QStringLiteral("beginUs"), static_cast<qint64>(gap.begin)},
                                    {QStringLiteral("durationUs"), static_cast<qint64>(gap.durationUs(site.now))},
                                    {QStringLiteral("isOver"), gap.end.has_value()},
                                    {QStringLiteral("lost"), static_cast<qint64>(gap.lost)},
                                    {QStringLiteral("delayed"), static_cast<qint64>(gap.delayed)}});
        }
        array.append(QJsonObject{{QStringLiteral("target"), look::fromStd(target.target.toString())},
                                 {QStringLiteral("from"), look::fromStd(target.fromHost)},
                                 {QStringLiteral("sent"), static_cast<qint64>(target.sent)},
                                 {QStringLiteral("lost"), static_cast<qint64>(target.lost)},
                                 {QStringLiteral("delayed"), static_cast<qint64>(target.delayed)},
                                 {QStringLiteral("medianRttUs"), static_cast<qint64>(target.medianRttUs)},
                                 {QStringLiteral("interruptions"), gaps}});
    }
    return array;
}

} // namespace

bool writeResult(const QString &path, const state::Verification &verification, const state::Site &site)
{
    const QJsonObject object{{QStringLiteral("result"), engine::resultWord(verification.result)},
                             {QStringLiteral("reason"), look::fromStd(verification.reason)},
                             {QStringLiteral("router"), look::fromStd(verification.routerId)},
                             {QStringLiteral("steps"), steps(verification)},
                             {QStringLiteral("findings"), texts(verification.findings)},
                             {QStringLiteral("targets"), targets(site)}};
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    file.write(QJsonDocument(object).toJson());
    return file.commit();
}

QString resultLine(const state::Verification &verification)
{
    const QString reason = look::fromStd(verification.reason);
    switch (verification.result) {
    case state::VerificationResult::pass:
        return QStringLiteral("PASS");
    case state::VerificationResult::fail:
        return QCoreApplication::translate("kv::gui", "FAIL: %1").arg(reason);
    default:
        return QCoreApplication::translate("kv::gui", "could not run: %1").arg(reason);
    }
}

} // namespace kv::gui
