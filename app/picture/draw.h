// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/displaylist.h"
#include "app/picture/scene.h"

#include <QString>

#include <vector>

namespace kv::picture {

/// How a line or a frame is drawn.
struct Pen {
    Colour colour = Colour::none;
    double width = 1;
    Dash dash;
};

/// How a text is set.
struct Face {
    double pixelSize = 11;
    bool isBold = false;
    Colour colour = Colour::text;
    Anchor anchor = Anchor::start;
    bool isUpright = true;
};

Shape boxShape(const Rect &rect, double radius, Colour fill, const Pen &pen = {});
Shape circleShape(Point center, double radius, Colour fill, const Pen &pen = {});
Shape textShape(Point baseline, const QString &text, const Face &face);
Shape pathShape(std::vector<PathSegment> path, Colour fill, const Pen &pen);
/// A poly-line with corners rounded by up to `radius`.
Shape lineShape(const std::vector<Point> &points, const Pen &pen, double radius = 7);
/// A cloud that fills `rect`.
Shape cloudShape(const Rect &rect, Colour fill, const Pen &pen);

/// A port of a network: title, and an address below it when there is one.
std::vector<Shape> portShapes(const Rect &rect, const ScenePort &port, double titleSize = 10);

/// State marks; shape first, colour second. About 14 px wide at radius 5.5.
enum class MarkShape : std::uint8_t {
    active,
    standby,
    isolated,
    orphaned,
    frozen,
    fault,
    down,
    stale,
    unknown,
    split, ///< one of several active instances of a router
    notRedundant,
};
std::vector<Shape> markShapes(Point center, MarkShape mark, Colour ink, Colour ground, double radius = 5.5);

/// The role of an instance as a pill whose right end is at `right`.
std::vector<Shape> pillShapes(Point right, state::Role role, bool isStale, Rect *bounds);
QString pillText(state::Role role, bool isStale);

/// A push button on the picture, one or two lines of text.
std::vector<Shape> buttonShapes(const Rect &rect, const QString &first, const QString &second,
                                bool isWarning);

void append(std::vector<Shape> &to, std::vector<Shape> shapes);

} // namespace kv::picture
