// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace kv::picture {

/// Boxes one below the other: some have reserved where they stand, the others fill the room between, in the
/// order in which they are taken. No two overlap.
class Lane {
public:
    Lane(double top, double gap) : m_top(top), m_gap(gap), m_next(top) { }

    /// Not above the top; below a box that has reserved further up and reaches to here. All come before
    /// take().
    void reserve(const std::string &name, double y, double height);
    std::optional<double> reserved(const std::string &name) const;
    bool hasReserved() const { return !m_reserved.empty(); }
    double next() const { return m_next; } ///< where take() begins to look
    double take(double height);
    double bottom() const; ///< of the lowest box; above the top by the gap when there is none

private:
    struct Place {
        std::string name;
        double wanted = 0;
        double height = 0;
        double y = 0;
    };
    double m_top;
    double m_gap;
    double m_next;
    std::vector<Place> m_reserved; ///< from the top
};

} // namespace kv::picture
