// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/continuity/samplehistory.h"

#include <algorithm>

namespace kv::continuity {

namespace {

bool hasLowerSequence(const state::EchoPoint &point, std::uint64_t sequence)
{
    return point.sequence < sequence;
}

} // namespace

model::TimeUs SampleHistory::add(const std::vector<state::EchoPoint> &points)
{
    model::TimeUs earliest = 0;
    for (const state::EchoPoint &point : points) {
        if (m_points.empty() || point.sequence > m_points.back().sequence) {
            m_points.push_back(point);
        } else {
            const auto place =
                std::lower_bound(m_points.begin(), m_points.end(), point.sequence, hasLowerSequence);
            if (place->sequence != point.sequence) {
                if (place == m_points.begin() && m_points.size() >= mostPoints)
                    continue; // older than what is kept
                m_points.insert(place, point);
            } else if (*place == point) {
                continue;
            } else {
                *place = point;
            }
        }
        if (earliest == 0 || point.sentAt < earliest)
            earliest = point.sentAt;
    }
    while (m_points.size() > mostPoints)
        m_points.pop_front();
    return earliest;
}

std::size_t SampleHistory::indexFrom(model::TimeUs time) const
{
    const auto place =
        std::lower_bound(m_points.begin(), m_points.end(), time,
                         [](const state::EchoPoint &point, model::TimeUs t) { return point.sentAt < t; });
    return static_cast<std::size_t>(place - m_points.begin());
}

std::int64_t SampleHistory::intervalUs() const
{
    const std::size_t count = std::min<std::size_t>(m_points.size(), 64);
    if (count < 2)
        return 0;
    const auto &first = m_points[m_points.size() - count];
    const auto &last = m_points.back();
    const auto steps = static_cast<std::int64_t>(last.sequence - first.sequence);
    return steps > 0 ? (last.sentAt - first.sentAt) / steps : 0;
}

} // namespace kv::continuity
