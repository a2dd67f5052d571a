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

/// One step of a path; quad uses control1, cubic both.
struct PathSegment {
    PathStep step = PathStep::move;
    Point to;
    Point control1;
    Point control2;
    bool operator==(const PathSegment &) const = default;
};

/// Lengths of the dashes and gaps in px; {0, 0} is solid.
struct Dash {
    double on = 0;
    double off = 0;
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
    Rect rect; ///< rect, circle: its box; path, text: its bounds
    double radius = 0; ///< rect: of its corners
    std::vector<PathSegment> path;
    double strokeWidth = 1;
    Dash dash;

    QString text;
    Point baseline; ///< text: the anchor's point on its baseline
    double pixelSize = 11;
    double textWidth = 0; ///< by the shipped metrics; a painter with another font squeezes into it
    bool operator==(const Shape &) const = default;
};

} // namespace kv::picture
