// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"
#include "app/state/verification.h"

#include <QJsonObject>
#include <QString>

#include <optional>

namespace kv::engine {

/// A verification for machines, whoever ran it: result, prediction, steps with their evidence, every
/// interruption of every target. The schema is in app/cli/README.md; no secrets are in it.
struct Report {
    QString program; ///< "keepviewctl", "keepview"
    QString version;
    state::Verification verification;
    std::optional<state::Router> prediction; ///< the router before anything was changed
    state::SitePtr site; ///< the last one; never null
    qint64 startedUnixMs = 0;
    qint64 endedUnixMs = 0;

    QJsonObject json() const;
};

/// The words of every report: "pass", "fail", "could-not-run", "running".
QString resultWord(state::VerificationResult result);
/// "waiting", "running", "passed", "failed", "skipped".
QString outcomeWord(state::StepOutcome outcome);

} // namespace kv::engine
