// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/journal.h"

#include <algorithm>

namespace kv::engine {

std::uint64_t Journal::append(const model::Observation &record, Effects &effects)
{
    const model::TimeUs now = m_newest.topology().now();
    const bool isDue = m_segments.empty() || m_segments.back().records.size() >= keyFrameRecords
        || now - m_segments.back().beganAt >= keyFrameUs;
    if (isDue)
        m_segments.push_back({ m_newest, now, {} });
    m_segments.back().records.push_back(record);
    ++m_held;
    forgetOld(now);
    m_newest.take(record, effects);
    return m_newest.records();
}

/// All of the first segment is too old when the second one began too long ago.
void Journal::forgetOld(model::TimeUs now)
{
    while (m_segments.size() > 1 && (m_held > maxRecords || now - m_segments[1].beganAt >= keptUs)) {
        m_held -= m_segments.front().records.size();
        m_segments.pop_front();
    }
}

std::uint64_t Journal::firstKept() const
{
    return m_segments.empty() ? 1 : m_segments.front().before.records() + 1;
}

Account Journal::at(std::uint64_t records) const
{
    if (records >= size() || m_segments.empty())
        return m_newest;
    const std::uint64_t wanted = std::max(records, firstKept() - 1);
    const Segment *segment = &m_segments.front();
    for (const Segment &candidate : m_segments) {
        if (candidate.before.records() > wanted)
            break;
        segment = &candidate;
    }
    Account account = segment->before;
    Effects ignored;
    for (const model::Observation &record : segment->records) {
        if (account.records() >= wanted)
            break;
        account.take(record, ignored);
    }
    return account;
}

} // namespace kv::engine
