// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"

#include <QString>

#include <cstdint>
#include <string>
#include <vector>

namespace kv::engine {

/// Words for people, translated: "active", "standby", "isolated", …
QString roleText(state::Role role);
QString protectionText(state::Protection protection);
/// Why a change ended: "its time was up", …
QString restoreCauseText(model::RestoreCause cause);
/// "5.6 s", "340 ms"; locale-independent digits.
QString secondsText(std::int64_t us);
/// "network2", "network2 or network3".
QString anyOfText(const std::string &host, const std::vector<std::string> &others);
/// "4.8 to 6.8 s"; "an unknown time" when not known.
QString outageText(const state::ExpectedOutage &expected);

} // namespace kv::engine
