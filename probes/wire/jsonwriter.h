// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <charconv>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace kv::wire {

constexpr std::size_t maxTextBytes = 1024; ///< of one string value
constexpr std::size_t maxPathBytes = 4096; ///< of a file name (PATH_MAX)
constexpr std::size_t maxAskedByBytes = 128;
/// A list takes no more items once its line is this long, so that the rest of the line always fits.
constexpr std::size_t listBudgetBytes = 128 * 1024;

/// Valid UTF-8 of at most `maxBytes`: each ill-formed byte becomes U+FFFD, the cut is between characters.
std::string cleanText(std::string_view text, std::size_t maxBytes);

/// Appends one JSON object as one line to a text. Keys are the program's own words, of at most 60 bytes, and
/// are not escaped.
class JsonWriter {
public:
    explicit JsonWriter(std::string &into) : m_text(into), m_start(into.size()) { }

    void beginObject(std::string_view key = {});
    void endObject();
    void beginList(std::string_view key = {});
    void endList();
    /// Whether a list may take one more item.
    bool hasRoom() const { return m_text.size() - m_start < listBudgetBytes; }

    void text(std::string_view key, std::string_view value, std::size_t maxBytes = maxTextBytes);
    void flag(std::string_view key, bool value);
    template <std::integral Number> void number(std::string_view key, Number value)
    {
        separate(key);
        digits(value);
    }
    /// 64-bit identities travel as text: jq and JavaScript round numbers over 2^53.
    void identity(std::string_view key, std::uint64_t value);

    /// After the object.
    void endLine() { m_text += '\n'; }

private:
    template <std::integral Number> void digits(Number value)
    {
        std::array<char, std::numeric_limits<Number>::digits10 + 2> text; // NOLINT: to_chars fills it
        const auto done = std::to_chars(text.data(), text.data() + text.size(), value);
        m_text.append(text.data(), done.ptr);
    }
    void separate(std::string_view key);
    void quote(std::string_view cleaned);

    std::string &m_text;
    std::size_t m_start; ///< of the line in the text
    bool m_needsComma = false;
};

} // namespace kv::wire
