// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kv::vrrp {

/// What a ~SEQ, ~SEQx or ~LST makes: for each round the values of its variables.
struct ConfSequence {
    std::vector<std::string> names;
    std::vector<std::vector<std::string>> values;
};

constexpr std::size_t maxSequenceRounds = 65'536;

/// Where the closing parenthesis of a line that begins with one ends; its length when there is none.
std::size_t sequenceEnd(std::string_view line);

/// "~SEQ(var, start, step, end)" and its shorter forms, "~LST(var, a, b)", "~LST({v, w}, {a, b}, {c, d})";
/// nothing when it is none or makes more than maxSequenceRounds.
std::optional<ConfSequence> readSequence(std::string_view head);

} // namespace kv::vrrp
