// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/geometry.h"
#include "app/picture/palette.h"

#include <QString>

#include <cstdint>
#include <vector>

namespace kv::picture {

enum class PathStep : std::uint8_t { move, line, quad, cubic, close };

/// A point of a path, as exact as it is painted: a large picture holds a hundred thousand.
struct PathPoint {
    float x = 0;
    float y = 0;
    PathPoint() = default;
    PathPoint(double atX, double atY) : x(static_cast<float>(atX)), y(static_cast<float>(atY)) { }
    PathPoint(Point p) : PathPoint(p.x, p.y) { }
    operator Point() const { return { x, y }; }
    bool operator==(const PathPoint &) const = default;
};

/// One step of a path; quad uses control1, cubic both.
struct PathSegment {
    PathStep step = PathStep::move;
    PathPoint to;
    PathPoint control1;
    PathPoint control2;
    bool operator==(const PathSegment &) const = default;
};

/// Lengths of the dashes and gaps in px; {0, 0} is solid.
struct Dash {
    float on = 0;
    float off = 0;
    bool isSolid() const { return on <= 0; }
    bool operator==(const Dash &) const = default;
};

enum class Anchor : std::uint8_t { start, middle, end };

/// What a painter has to draw: rectangles, circles, paths and one-line texts.
struct Shape {
    enum class Kind : std::uint8_t { rect, circle, path, text };
    Kind kind = Kind::rect;
    Colour fill = Colour::none; ///< text: its colour
    Colour stroke = Colour::none;
    bool roundCap = false;
    Anchor anchor = Anchor::start; ///< text
    bool isBold = false;
    bool isUpright = true; ///< false: turned by -90 degrees, reads from below
    float radius = 0; ///< rect: of its corners
    float strokeWidth = 1;
    Dash dash;
    Rect rect; ///< rect, circle: its box; path, text: its bounds
    std::vector<PathSegment> path;

    QString text;
    Point baseline; ///< text: the anchor's point on its baseline
    float pixelSize = 11;
    float textWidth = 0; ///< by the shipped metrics; a painter with another font squeezes into it
    bool operator==(const Shape &) const = default;
};

} // namespace kv::picture
