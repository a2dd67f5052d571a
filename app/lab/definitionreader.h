// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/definition.h"
#include "probes/model/result.h"

#include <string_view>

namespace kv::lab {

/// Most of each kind in one definition.
inline constexpr std::size_t maxHosts = 128;
inline constexpr std::size_t maxNetworks = 512;
inline constexpr std::size_t maxRouters = 512;
inline constexpr std::size_t maxInstances = 512;

/// Reads a definition as resources/labs/README.md describes it, fills in what it leaves out, and checks it
/// (definitioncheck.h). The error's text is the reason, its context "LINE" or "LINE:COLUMN".
model::Result<Definition> readDefinition(std::string_view text);

} // namespace kv::lab
