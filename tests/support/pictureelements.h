// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/displaylist.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <utility>
#include <vector>

namespace kv::tests {

inline QByteArray text(const picture::Element &element)
{
    return QStringLiteral("%1 (%2 %3 %4 %5)")
        .arg(element.id)
        .arg(element.bounds.x)
        .arg(element.bounds.y)
        .arg(element.bounds.width)
        .arg(element.bounds.height)
        .toUtf8();
}

inline bool isIn(const picture::Element &element, std::initializer_list<picture::ElementKind> kinds)
{
    return std::find(kinds.begin(), kinds.end(), element.kind) != kinds.end();
}

inline std::vector<const picture::Element *> of(const picture::DisplayList &list,
                                                std::initializer_list<picture::ElementKind> kinds)
{
    std::vector<const picture::Element *> found;
    for (const picture::Element &element : list.elements) {
        if (isIn(element, kinds))
            found.push_back(&element);
    }
    return found;
}

inline bool holds(const picture::Rect &outer, const picture::Rect &inner)
{
    return inner.x >= outer.x - 0.01 && inner.y >= outer.y - 0.01 && inner.right() <= outer.right() + 0.01
        && inner.bottom() <= outer.bottom() + 0.01;
}

/// The straight steps of a line; rounded corners are cut off by them.
inline std::vector<std::pair<picture::Point, picture::Point>> stepsOf(const picture::Shape &line)
{
    std::vector<std::pair<picture::Point, picture::Point>> steps;
    picture::Point last;
    for (const picture::PathSegment &segment : line.path) {
        if (segment.step != picture::PathStep::move)
            steps.emplace_back(last, segment.to);
        last = segment.to;
    }
    return steps;
}

/// What a step covers, half a pixel to each side.
inline picture::Rect reachOf(picture::Point a, picture::Point b)
{
    return { std::min(a.x, b.x) - 0.5, std::min(a.y, b.y) - 0.5, std::abs(a.x - b.x) + 1,
             std::abs(a.y - b.y) + 1 };
}

/// The topmost filled shape under a point, among those painted before a shape.
inline picture::Colour groundUnder(const picture::DisplayList &list, std::size_t elementIndex,
                                   std::size_t shapeIndex, picture::Point point)
{
    for (std::size_t e = elementIndex + 1; e-- > 0;) {
        const std::vector<picture::Shape> &shapes = list.elements[e].shapes;
        for (std::size_t s = e == elementIndex ? shapeIndex : shapes.size(); s-- > 0;) {
            const picture::Shape &shape = shapes[s];
            if (shape.kind != picture::Shape::Kind::text && shape.fill != picture::Colour::none
                && shape.rect.contains(point))
                return shape.fill;
        }
    }
    return picture::Colour::canvas;
}

} // namespace kv::tests
