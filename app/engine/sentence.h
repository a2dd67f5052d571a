// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"

#include <QString>

#include <cstdint>
#include <string>

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

} // namespace kv::engine
