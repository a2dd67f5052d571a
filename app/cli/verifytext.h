// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/report.h"

#include <QCoreApplication>
#include <QString>

namespace kv::cli {

/// A verification as text for a terminal.
class VerifyText {
    Q_DECLARE_TR_FUNCTIONS(kv::cli::VerifyText)
public:
    static QString stepText(const state::VerificationStep &step);
    /// Interruptions, findings and the result; the steps were printed one by one.
    static QString endText(const engine::Report &report);
};

} // namespace kv::cli
