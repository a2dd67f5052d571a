// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kv::lab {

/// Largest lab definition, deepest nesting and most values in one; more is `oversized`.
inline constexpr std::size_t maxDefinitionBytes = 1024 * 1024;
inline constexpr std::size_t maxDefinitionDepth = 16;
inline constexpr std::size_t maxDefinitionValues = 100'000;

struct JsonMember;

/// A JSON value that knows its line.
struct JsonNode {
    enum class Kind : std::uint8_t { null, boolean, number, text, list, object };

    Kind kind = Kind::null;
    int line = 0; ///< from 1; of an object or list: where it begins
    bool truth = false;
    std::int64_t number = 0;
    std::string text;
    std::vector<JsonNode> items;
    std::vector<JsonMember> members; ///< in the file's order; keys are unique

    const JsonNode *find(std::string_view key) const;
};

/// One of an object. No std::pair: clang 14 wants its parts to be whole before it makes a vector of it.
struct JsonMember {
    std::string name;
    JsonNode value;
};

/// Parses one document. malformed or oversized: text is the reason, context "LINE" or "LINE:COLUMN". Numbers
/// are integers; a key given twice is an error.
model::Result<JsonNode> parseJsonTree(std::string_view text);

} // namespace kv::lab
