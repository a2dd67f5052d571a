// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/lane.h"

#include <algorithm>

namespace kv::picture {

void Lane::reserve(const std::string &name, double y, double height)
{
    const auto at = std::ranges::upper_bound(m_reserved, y, {}, &Place::wanted);
    m_reserved.insert(at, { name, y, height, 0 });
    double free = m_top;
    for (Place &place : m_reserved) {
        place.y = std::max(place.wanted, free);
        free = place.y + place.height + m_gap;
    }
}

std::optional<double> Lane::reserved(const std::string &name) const
{
    const auto found = std::ranges::find(m_reserved, name, &Place::name);
    return found == m_reserved.end() ? std::nullopt : std::optional(found->y);
}

double Lane::take(double height)
{
    double y = m_next;
    for (const Place &place : m_reserved) {
        if (y + height + m_gap <= place.y)
            break;
        y = std::max(y, place.y + place.height + m_gap);
    }
    m_next = y + height + m_gap;
    return y;
}

double Lane::bottom() const
{
    const double pinned = m_reserved.empty() ? m_top - m_gap : m_reserved.back().y + m_reserved.back().height;
    return std::max(pinned, m_next - m_gap);
}

} // namespace kv::picture
