// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace kv::vrrp {

constexpr std::size_t maxConfBytes = 1024 * 1024; ///< of one file
constexpr std::size_t maxConfFiles = 64; ///< the main file and its includes
constexpr std::size_t maxConfIncludeDepth = 8;
constexpr std::size_t maxConfLines = 100'000; ///< after includes, definitions and sequences
constexpr std::size_t maxConfLineBytes =
    4096; ///< of one line, before and after substitution; a longer one is left out
constexpr std::size_t maxConfLookedBytes =
    16 * 1024 * 1024; ///< of all lines, each time one is read or substituted into

struct ConfFile {
    std::string path;
    std::string text;
};

/// What a configuration refers to beyond its own text.
struct ConfSurroundings {
    std::string configId; ///< after -i, else the first part of the host's name: what `@WORD` is compared with
    /// The files that an include pattern names, as a file in `folder` writes it; not set: there are none.
    std::function<std::vector<ConfFile>(const std::string &pattern, const std::string &folder)> include;
};

/// One line as keepalived's parser gets to see it: comments gone, conditions decided, parameters substituted.
struct ConfLine {
    std::uint32_t file = 0; ///< into ConfText::files
    std::uint32_t number = 0; ///< from 1
    std::string text;
};

struct ConfText {
    std::vector<std::string> files; ///< the main file first, then its includes as they were read
    std::vector<ConfLine> lines;
    bool isComplete = true; ///< false: a bound left something out
};

/// keepalived.conf(5): include and its variants, "@" and "@^" lines, "$NAME=" definitions of one and more
/// lines,
/// "~SEQ", "~SEQx", "~LST", ${_PWD}, ${_INSTANCE}, ${_HASH}, ${_BANG}. What cannot be known (${_RANDOM},
/// undefined names) stays as it is written. '#' and '!' that are no comments come out as hashMark and
/// bangMark.
ConfText expandConf(const ConfFile &main, const ConfSurroundings &surroundings);

constexpr char hashMark = '\x01';
constexpr char bangMark = '\x02';

} // namespace kv::vrrp
