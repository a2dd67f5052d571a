// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"

#include <QString>

namespace kv::gui {

/// What the status bar says of a site.
struct StatusLine {
    QString probes; ///< "7 of 7 probes answer"
    QString ages; ///< "newest fact 0.1 s, oldest 4.0 s"
    QString clock; ///< "clock error ±0.4 ms"
    QString lost; ///< "0 events lost"
    QString changes; ///< "1 change in force: overlay0 down on network1, …"
    bool hasTrouble = false; ///< a probe does not answer
    bool hasChange = false;
};

StatusLine statusLineOf(const state::Site &site);

/// "overlay0 on network1 returns by itself in 51 s"; "" when no change is in force.
QString countdownText(const state::Site &site);

/// The changes of ours whose link is still down, or about to be.
std::vector<state::ChangeInForce> openChanges(const state::Site &site);

} // namespace kv::gui
