// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/wire/linereader.h"

#include "probes/wire/message.h"

#include <utility>

namespace kv::wire {

void LineReader::feed(std::string_view bytes)
{
    if (m_start > 0) {
        m_buffer.erase(0, m_start);
        m_scanned -= m_start;
        m_start = 0;
    }
    m_buffer.append(bytes);
}

std::optional<LineReader::Line> LineReader::next()
{
    const std::size_t end = m_buffer.find('\n', m_scanned);
    if (end == std::string::npos) {
        m_scanned = m_buffer.size();
        if (pendingBytes() < maxLineBytes && !m_isSkipping)
            return std::nullopt;
        // Nothing of a line that is too long is kept, however long it goes on.
        m_buffer.clear();
        m_start = m_scanned = 0;
        if (std::exchange(m_isSkipping, true))
            return std::nullopt;
        return Line{ {}, true };
    }
    const std::size_t begin = std::exchange(m_start, end + 1);
    m_scanned = m_start;
    if (std::exchange(m_isSkipping, false))
        return next();
    if (m_start - begin > maxLineBytes)
        return Line{ {}, true };
    return Line{ m_buffer.substr(begin, end - begin), false };
}

} // namespace kv::wire
