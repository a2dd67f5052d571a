// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"

#include <QString>

#include <cstdint>
#include <string>
#include <vector>

namespace kv::engine {

enum class Severity : std::uint8_t { neutral, good, alarm, unknown };

/// The one sentence of the verdict strip: who serves, why, what next; true at Site::now.
struct Sentence {
    Severity severity = Severity::neutral;
    QString text; ///< plain text, translated
    std::string routerId; ///< whom it speaks of; "" = the whole site
    bool operator==(const Sentence &) const = default;
};

/// About one router. An unknown id speaks of the whole site.
Sentence routerSentence(const state::Site &site, const std::string &routerId);
/// About the site: the router that needs attention most, else `preferredRouter`, else the first.
Sentence siteSentence(const state::Site &site, const std::string &preferredRouter = {});

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
