// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/resultfile.h"

#include "app/gui/text.h"
#include "widgets/look/words.h"

#include <QJsonDocument>
#include <QSaveFile>

namespace kv::gui {

bool writeResult(const QString &path, const engine::Report &report)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    file.write(QJsonDocument(report.json()).toJson());
    return file.commit();
}

QString resultLine(const state::Verification &verification)
{
    const QString reason = look::fromStd(verification.reason);
    switch (verification.result) {
    case state::VerificationResult::pass:
        return Text::tr("PASS");
    case state::VerificationResult::fail:
        return Text::tr("FAIL: %1").arg(reason);
    default:
        return Text::tr("could not run: %1").arg(reason);
    }
}

} // namespace kv::gui
