// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"
#include "widgets/verify/verdictstrip.h"

#include <QString>

#include <string>

namespace kv::gui {

/// What the verdict strip says: the engine's sentence of the site, or what is being started, and while a
/// change of ours is in force its countdown and "Restore … now".
verify::StripContent stripContentOf(const state::Site *site, const std::string &routerId,
                                    const QString &starting);

} // namespace kv::gui
