// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/verifier.h"

#include <QJsonObject>
#include <QString>

namespace kv::engine {

/// The verification for machines: result, prediction, steps with their evidence, every interruption of every target.
/// Times are seconds of the near end's clock; no secrets are in it.
QJsonObject reportJson(const Verifier &verifier, const state::Site &site);

/// The words of every report: "pass", "fail", "could-not-run", "running".
QString resultWord(state::VerificationResult result);
/// "waiting", "running", "passed", "failed", "skipped".
QString outcomeWord(state::StepOutcome outcome);

} // namespace kv::engine
