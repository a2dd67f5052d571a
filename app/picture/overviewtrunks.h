// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/overview.h"

namespace kv::picture {

/// The lines between the hosts and the physical network: one trunk a network on either side of the middle,
/// management nearest to the hosts.
class OverviewTrunks {
public:
    /// `left` and `right`: where the middle begins and ends; `centre`: how wide what stands in it is.
    OverviewTrunks(Overview &overview, double left, double right, double centre)
        : m_overview(overview), m_left(left), m_right(right), m_centre(centre)
    {
    }

    void add();

private:
    Overview &m_overview;
    double m_left;
    double m_right;
    double m_centre;

    double middle() const { return (m_left + m_right) / 2; }
    double trunkX(int slot, bool isRight) const;
    std::vector<Point> wayOf(const PlacedHost &host, const PlacedInterface &interface, bool isFirst) const;
    void addOutside();
    void addInternetLine(const PlacedHost &host, const PlacedInterface &interface, bool isStraight);
};

} // namespace kv::picture
