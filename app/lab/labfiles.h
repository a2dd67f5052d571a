// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/definition.h"
#include "probes/model/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace kv::lab {

/// A definition that the programs carry: a file of resources/labs.
struct BuiltinLab {
    std::string_view name; ///< without ".json"
    std::string_view text;
};

/// Sorted by name; made from resources/labs at build time.
const std::vector<BuiltinLab> &builtinLabs();

inline constexpr const char *defaultLab = "guide";

/// A definition by the name of a built-in lab, or by the path of a file: anything with a '/' or ending in
/// ".json". The error's text is "FILE:LINE: reason".
model::Result<Definition> loadLab(const std::string &nameOrFile);

} // namespace kv::lab
