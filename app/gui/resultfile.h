// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/report.h"

#include <QString>

namespace kv::gui {

/// Writes the report as JSON; false when it cannot be written.
bool writeResult(const QString &path, const engine::Report &report);

/// "PASS", "FAIL: why", "could not run: why".
QString resultLine(const state::Verification &verification);

} // namespace kv::gui
