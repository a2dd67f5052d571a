// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace kv::picture {

/// Points of the picture's own plane: pixels at 100 %, y downwards.
struct Point {
    double x = 0;
    double y = 0;
    bool operator==(const Point &) const = default;
};

struct Rect {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
    bool operator==(const Rect &) const = default;

    double right() const { return x + width; }
    double bottom() const { return y + height; }
    Point center() const { return { x + width / 2, y + height / 2 }; }
    bool contains(Point p) const { return p.x >= x && p.x < right() && p.y >= y && p.y < bottom(); }
    /// Touching edges do not count.
    bool overlaps(const Rect &o) const
    {
        return x < o.right() && o.x < right() && y < o.bottom() && o.y < bottom();
    }
    Rect grown(double by) const { return { x - by, y - by, width + 2 * by, height + 2 * by }; }
    /// The smallest rectangle around both; an empty one adds nothing.
    Rect united(const Rect &o) const;
};

} // namespace kv::picture
