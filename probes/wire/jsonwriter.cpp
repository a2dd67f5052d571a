// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/wire/jsonwriter.h"

#include <algorithm>
#include <cassert>

namespace kv::wire {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

bool isContinuation(unsigned char byte)
{
    return (byte & 0xC0) == 0x80;
}

/// Length of the well-formed sequence at the start (Unicode 15, table 3-7), 0 when there is none.
std::size_t sequenceLength(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(0);
    if (first < 0x80)
        return 1;
    if (first < 0xC2 || first > 0xF4)
        return 0;
    const std::size_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (text.size() < length)
        return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if (!isContinuation(byte(i)))
            return 0;
    }
    const unsigned char second = byte(1);
    const bool isOverlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
    const bool isSurrogate = first == 0xED && second > 0x9F;
    const bool isBeyond = first == 0xF4 && second > 0x8F;
    return isOverlong || isSurrogate || isBeyond ? 0 : length;
}

/// What needs neither an escape nor a look at its UTF-8.
bool isPlain(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 && byte < 0x7F && c != '"' && c != '\\';
}

} // namespace

std::string cleanText(std::string_view text, std::size_t maxBytes)
{
    std::string result;
    result.reserve(text.size() < maxBytes ? text.size() : maxBytes);
    while (!text.empty()) {
        const std::size_t length = sequenceLength(text);
        const std::string_view piece = length == 0 ? replacement : text.substr(0, length);
        if (result.size() + piece.size() > maxBytes)
            break;
        result += piece;
        text.remove_prefix(length == 0 ? 1 : length);
    }
    return result;
}

void JsonWriter::separate(std::string_view key)
{
    // The text grows once for all the pieces: a snapshot has a hundred thousand keys.
    constexpr std::size_t longestKey = 60;
    std::array<char, longestKey + 4> piece; // NOLINT: what is appended is filled
    char *place = piece.data();
    if (m_needsComma)
        *place++ = ',';
    m_needsComma = true;
    if (!key.empty()) {
        *place++ = '"';
        assert(key.size() <= longestKey);
        place = std::copy_n(key.begin(), std::min(key.size(), longestKey), place);
        *place++ = '"';
        *place++ = ':';
    }
    m_text.append(piece.data(), place);
}

void JsonWriter::quote(std::string_view cleaned)
{
    constexpr std::string_view hex = "0123456789abcdef";
    m_text += '"';
    for (const char c : cleaned) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            m_text += '\\';
            m_text += c;
        } else if (c == '\n') {
            m_text += "\\n";
        } else if (byte < 0x20 || byte == 0x7F) {
            m_text += "\\u00";
            m_text += hex[byte >> 4];
            m_text += hex[byte & 0xF];
        } else {
            m_text += c;
        }
    }
    m_text += '"';
}

void JsonWriter::beginObject(std::string_view key)
{
    separate(key);
    m_text += '{';
    m_needsComma = false;
}

void JsonWriter::endObject()
{
    m_text += '}';
    m_needsComma = true;
}

void JsonWriter::beginList(std::string_view key)
{
    separate(key);
    m_text += '[';
    m_needsComma = false;
}

void JsonWriter::endList()
{
    m_text += ']';
    m_needsComma = true;
}

void JsonWriter::text(std::string_view key, std::string_view value, std::size_t maxBytes)
{
    separate(key);
    if (value.size() > maxBytes || !std::all_of(value.begin(), value.end(), isPlain)) {
        quote(cleanText(value, maxBytes));
        return;
    }
    m_text += '"';
    m_text += value;
    m_text += '"';
}

void JsonWriter::flag(std::string_view key, bool value)
{
    separate(key);
    m_text += value ? "true" : "false";
}

void JsonWriter::identity(std::string_view key, std::uint64_t value)
{
    separate(key);
    m_text += '"';
    digits(value);
    m_text += '"';
}

} // namespace kv::wire
