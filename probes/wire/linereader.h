// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kv::wire {

/// Cuts a byte stream into lines. A line over maxLineBytes is skipped to its end and reported once as
/// oversized.
class LineReader {
public:
    struct Line {
        std::string text; ///< without the newline; "" when oversized
        bool isOversized = false;
    };

    void feed(std::string_view bytes);
    /// The next whole line, or nothing until more is fed.
    std::optional<Line> next();
    /// Bytes of an unfinished line that are held.
    std::size_t pendingBytes() const { return m_buffer.size() - m_start; }

private:
    std::string m_buffer;
    std::size_t m_start = 0; ///< of the first line not handed out
    std::size_t m_scanned = 0; ///< no newline before this
    bool m_isSkipping = false;
};

} // namespace kv::wire
