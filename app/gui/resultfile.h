// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"
#include "app/state/verification.h"

#include <QString>

namespace kv::gui {

/// Writes a verification and the interruptions of the site's targets as JSON; false when it cannot be written.
bool writeResult(const QString &path, const state::Verification &verification, const state::Site &site);

/// "PASS", "FAIL: why", "could not run: why".
QString resultLine(const state::Verification &verification);

} // namespace kv::gui
