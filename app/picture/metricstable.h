// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace kv::picture {

/// Advance widths of U+0020 to U+017F in 1/1000 em; 0 where the font has no glyph.
inline constexpr int firstCode = 0x20;
inline constexpr int widthCount = 0x17f - 0x20 + 1;
extern const std::uint16_t regularWidths[widthCount];
extern const std::uint16_t boldWidths[widthCount];

/// Some punctuation beyond that range.
inline constexpr int extraCount = 9;
extern const std::uint16_t extraCodes[extraCount];
extern const std::uint16_t regularExtraWidths[extraCount];
extern const std::uint16_t boldExtraWidths[extraCount];

} // namespace kv::picture
