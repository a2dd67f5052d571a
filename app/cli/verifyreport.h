// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"
#include "app/state/verification.h"

#include <QByteArray>
#include <QCoreApplication>
#include <QString>

#include <optional>

namespace kv::cli {

/// A verification as text and as JSON (README.md of this folder has the schema).
class VerifyReport {
    Q_DECLARE_TR_FUNCTIONS(kv::cli::VerifyReport)
public:
    state::Verification verification;
    std::optional<state::Router> prediction;
    state::SitePtr site; ///< the last one; never null
    qint64 startedUnixMs = 0;
    qint64 endedUnixMs = 0;

    static QString stepText(const state::VerificationStep &step);
    /// Interruptions, findings and the result; the steps were printed one by one.
    QString endText() const;
    QByteArray json() const;
};

} // namespace kv::cli
