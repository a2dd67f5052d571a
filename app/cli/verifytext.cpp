// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verifytext.h"

#include "app/engine/statewords.h"

#include <QStringList>

namespace kv::cli {

namespace {

QString text(const std::string &value)
{
    return QString::fromStdString(value);
}

} // namespace

QString VerifyText::stepText(const state::VerificationStep &step)
{
    QString mark;
    switch (step.outcome) {
    case state::StepOutcome::passed:
        mark = tr("[ok]     ");
        break;
    case state::StepOutcome::failed:
        mark = tr("[FAILED] ");
        break;
    case state::StepOutcome::skipped:
        mark = tr("[skipped]");
        break;
    default:
        mark = QStringLiteral("[...]    ");
        break;
    }
    const QString title = text(step.title);
    const QString line =
        step.summary.empty() ? title : tr("%1: %2", "title, summary").arg(title, text(step.summary));
    QStringList lines{ mark + QLatin1Char(' ') + line };
    for (const std::string &evidence : step.evidence)
        lines += QStringLiteral("            ") + text(evidence);
    return lines.join(QLatin1Char('\n'));
}

QString VerifyText::endText(const engine::Report &report)
{
    QStringList lines;
    for (const state::TargetContinuity &target : report.site->targets) {
        lines += tr("From %1 to %2: %3 sent, %4 answered, %5 late, %6 lost")
                     .arg(text(target.fromHost), text(target.target.toString()))
                     .arg(target.sent)
                     .arg(target.answered)
                     .arg(target.delayed)
                     .arg(target.lost);
        for (const state::Interruption &gap : target.interruptions) {
            const QString length = engine::secondsText(gap.durationUs(report.site->now));
            lines += gap.end
                ? tr("    interrupted for %1 (%2 lost, %3 late)").arg(length).arg(gap.lost).arg(gap.delayed)
                : tr("    interrupted for %1 and still is (%2 lost)").arg(length).arg(gap.lost);
        }
    }
    for (const std::string &finding : report.verification.findings)
        lines += tr("Finding: %1").arg(text(finding));
    switch (report.verification.result) {
    case state::VerificationResult::pass:
        lines += tr("PASS");
        break;
    case state::VerificationResult::fail:
        lines += tr("FAIL: %1").arg(text(report.verification.reason));
        break;
    default:
        lines += tr("COULD NOT RUN: %1").arg(text(report.verification.reason));
        break;
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace kv::cli
