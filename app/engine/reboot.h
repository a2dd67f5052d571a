// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/distribution.h"
#include "app/state/site.h"

#include <QString>

#include <string>

namespace kv::engine {

/// What a host takes with it while it restarts. A loss that is certain outweighs what is not known; a router
/// that only loses its standby goes on being served and is told apart.
state::RebootAnswer mayReboot(const state::Site &site, const std::string &host);

/// Stable words of JSON: "may", "loses-service", "cannot-say".
std::string_view rebootVerdictWord(state::RebootVerdict verdict);
std::string_view rebootKindWord(state::RebootItem::Kind kind);

} // namespace kv::engine
