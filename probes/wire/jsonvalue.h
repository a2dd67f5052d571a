// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/result.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kv::wire {

/// Deeper nesting is malformed: no message needs more than four.
constexpr std::size_t maxDepth = 8;

/// One parsed JSON value. Integers keep their 64 bits; of a repeated key the first counts.
struct JsonValue {
    using List = std::vector<JsonValue>;
    struct Member;
    using Object = std::vector<Member>;

    std::variant<std::nullptr_t, bool, std::int64_t, std::uint64_t, double, std::string, List, Object>
        content;

    /// nullptr when this is no object or has no such key.
    const JsonValue *find(std::string_view key) const;
};

struct JsonValue::Member {
    std::string key;
    JsonValue value;
};

/// The object on one line: malformed for anything else, oversized over maxLineBytes. Never throws.
model::Result<JsonValue> parseLine(std::string_view line);

} // namespace kv::wire
