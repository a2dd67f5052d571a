// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/vrrp/conflines.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace kv::vrrp {

/// One statement of a keepalived configuration: its words, and the block it opens if a "{" follows.
struct ConfStatement {
    std::uint32_t file = 0; ///< into ConfText::files
    std::uint32_t line = 0; ///< from 1
    std::vector<std::string> words; ///< empty: a "{" without a word before it
    std::vector<ConfStatement> block;
    bool hasBlock = false;
};

constexpr std::size_t maxConfDepth = 16;
constexpr std::size_t maxConfStatements = 100'000;

/// The statements of expanded lines: words in quotes are one word, a block ends with "}". What is open at the
/// end is closed there; what exceeds the bounds is left out, and `complete` says so.
std::vector<ConfStatement> readConfText(const std::vector<ConfLine> &lines, bool &complete);

} // namespace kv::vrrp
