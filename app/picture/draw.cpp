// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/draw.h"

#include "app/picture/textwidth.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace kv::picture {

namespace {

double sign(double value)
{
    return value > 0 ? 1 : value < 0 ? -1 : 0;
}

Rect boundsOf(const std::vector<PathSegment> &path)
{
    double left = 1e9;
    double top = 1e9;
    double right = -1e9;
    double bottom = -1e9;
    for (const PathSegment &segment : path) {
        if (segment.step == PathStep::close)
            continue;
        const Point to = segment.to;
        left = std::min(left, to.x), right = std::max(right, to.x);
        top = std::min(top, to.y), bottom = std::max(bottom, to.y);
    }
    return left > right ? Rect{} : Rect{ left, top, right - left, bottom - top };
}

/// Two titles of a port, its one or two lines centred.
void appendPortText(std::vector<Shape> &shapes, const Rect &rect, const ScenePort &port, double titleSize,
                    Colour colour)
{
    const double room = rect.width - 6;
    const Point c = rect.center();
    const bool hasTwo = !port.subtitle.isEmpty() && rect.height >= 26;
    // Smaller, then lighter, before anything is left out.
    const double size = textWidth(port.title, titleSize, true) <= room ? titleSize : 10;
    const bool isBold =
        textWidth(port.title, size, true) <= room || textWidth(port.title, size, false) > room;
    const QString title = elided(port.title, size, isBold, room);
    shapes.push_back(
        textShape({ c.x, c.y + (hasTwo ? -2.5 : 3.6) }, title, { size, isBold, colour, Anchor::middle }));
    if (hasTwo)
        shapes.push_back(textShape({ c.x, c.y + 9 }, elided(port.subtitle, 10, false, room),
                                   { 10, false, colour, Anchor::middle }));
}

} // namespace

Shape boxShape(const Rect &rect, double radius, Colour fill, const Pen &pen)
{
    Shape shape;
    shape.kind = Shape::Kind::rect;
    shape.rect = rect;
    shape.radius = static_cast<float>(radius);
    shape.fill = fill;
    shape.stroke = pen.colour;
    shape.strokeWidth = static_cast<float>(pen.width);
    shape.dash = pen.dash;
    return shape;
}

Shape circleShape(Point center, double radius, Colour fill, const Pen &pen)
{
    Shape shape = boxShape({ center.x - radius, center.y - radius, 2 * radius, 2 * radius }, 0, fill, pen);
    shape.kind = Shape::Kind::circle;
    return shape;
}

Shape textShape(Point baseline, const QString &text, const Face &face)
{
    Shape shape;
    shape.kind = Shape::Kind::text;
    shape.text = text;
    shape.baseline = baseline;
    shape.anchor = face.anchor;
    shape.pixelSize = static_cast<float>(face.pixelSize);
    shape.isBold = face.isBold;
    shape.isUpright = face.isUpright;
    shape.fill = face.colour;
    const double width = textWidth(text, face.pixelSize, face.isBold);
    shape.textWidth = static_cast<float>(width);
    const double part = face.anchor == Anchor::start ? 0 : face.anchor == Anchor::middle ? 0.5 : 1;
    const double up = face.pixelSize * 0.8;
    const double height = face.pixelSize;
    if (face.isUpright)
        shape.rect = { baseline.x - part * width, baseline.y - up, width, height };
    else
        shape.rect = { baseline.x - up, baseline.y - (1 - part) * width, height, width };
    return shape;
}

Shape pathShape(std::vector<PathSegment> path, Colour fill, const Pen &pen)
{
    Shape shape;
    shape.kind = Shape::Kind::path;
    shape.path = std::move(path);
    shape.rect = boundsOf(shape.path);
    shape.fill = fill;
    shape.stroke = pen.colour;
    shape.strokeWidth = static_cast<float>(pen.width);
    shape.dash = pen.dash;
    return shape;
}

Shape lineShape(const std::vector<Point> &points, const Pen &pen, double radius)
{
    std::vector<PathSegment> path;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const Point p = points[i];
        if (i == 0 || i + 1 == points.size()) {
            path.push_back({ i == 0 ? PathStep::move : PathStep::line, p, {}, {} });
            continue;
        }
        const Point before = points[i - 1];
        const Point after = points[i + 1];
        const double a = std::min(radius, std::hypot(p.x - before.x, p.y - before.y) / 2);
        const double b = std::min(radius, std::hypot(after.x - p.x, after.y - p.y) / 2);
        path.push_back(
            { PathStep::line, { p.x - sign(p.x - before.x) * a, p.y - sign(p.y - before.y) * a }, {}, {} });
        path.push_back(
            { PathStep::quad, { p.x + sign(after.x - p.x) * b, p.y + sign(after.y - p.y) * b }, p, {} });
    }
    return pathShape(std::move(path), Colour::none, pen);
}

Shape cloudShape(const Rect &rect, Colour fill, const Pen &pen)
{
    static constexpr double curve[][6] = { { 8, 52, 2, 42, 8, 34 },    { 0, 26, 8, 15, 18, 17 },
                                           { 22, 5, 38, 2, 46, 10 },   { 54, 1, 72, 2, 76, 13 },
                                           { 88, 10, 98, 18, 93, 29 }, { 101, 38, 94, 50, 81, 48 },
                                           { 74, 58, 58, 59, 51, 52 }, { 43, 59, 28, 59, 22, 50 } };
    const auto at = [&rect](double x, double y) {
        return Point{ rect.x + x * rect.width / 100, rect.y + y * rect.height / 60 };
    };
    std::vector<PathSegment> path{ { PathStep::move, at(22, 50), {}, {} } };
    for (const auto &c : curve)
        path.push_back({ PathStep::cubic, at(c[4], c[5]), at(c[0], c[1]), at(c[2], c[3]) });
    path.push_back({ PathStep::close, {}, {}, {} });
    return pathShape(std::move(path), fill, pen);
}

std::vector<Shape> portShapes(const Rect &rect, const ScenePort &port, double titleSize)
{
    std::vector<Shape> shapes;
    const Colour line = lineColour(port.kind);
    const bool isPlain = port.kind == state::NetworkKind::none;
    Colour text = isPlain ? Colour::ink : textColour(port.kind);
    switch (port.state) {
    case PortState::up:
        shapes.push_back(boxShape(rect, 5, fillColour(port.kind), { line, 1, {} }));
        text = isPlain ? Colour::ink : Colour::portInk;
        break;
    case PortState::bare:
        shapes.push_back(boxShape(rect, 5, Colour::node, { line, 1.5, {} }));
        break;
    case PortState::held:
        shapes.push_back(boxShape(rect.grown(2.5), 7, Colour::node, { line, 1.2, { 3, 2 } }));
        shapes.push_back(boxShape(rect.grown(-0.5), 4, Colour::node, { line, 1.2, {} }));
        break;
    case PortState::down: {
        shapes.push_back(boxShape(rect, 5, Colour::node, { line, 1.5, { 4, 3 } }));
        shapes.push_back(lineShape({ { rect.x + 4, rect.bottom() - 4 }, { rect.right() - 4, rect.y + 4 } },
                                   { Colour::alarm, 1.5, {} }));
        const double half = port.subtitle.isEmpty() || rect.height < 26 ? 7 : 12;
        shapes.push_back(
            boxShape({ rect.x + 5, rect.center().y - half, rect.width - 10, 2 * half }, 3, Colour::node));
        break;
    }
    }
    appendPortText(shapes, rect, port, titleSize, text);
    return shapes;
}

std::vector<Shape> buttonShapes(const Rect &rect, const QString &first, const QString &second, bool isWarning)
{
    std::vector<Shape> shapes;
    const Colour text = isWarning ? Colour::alarmInk : Colour::ink;
    shapes.push_back(boxShape(rect, 4, Colour::button,
                              { isWarning ? Colour::alarm : Colour::nodeLine, isWarning ? 1.5 : 1, {} }));
    const Point c = rect.center();
    const Face face{ 10, isWarning, text, Anchor::middle };
    if (second.isEmpty()) {
        shapes.push_back(textShape({ c.x, c.y + 3.6 }, elided(first, 10, isWarning, rect.width - 6), face));
        return shapes;
    }
    shapes.push_back(textShape({ c.x, c.y - 2.5 }, elided(first, 10, isWarning, rect.width - 6), face));
    shapes.push_back(textShape({ c.x, c.y + 9 }, elided(second, 10, isWarning, rect.width - 6), face));
    return shapes;
}

void append(std::vector<Shape> &to, std::vector<Shape> shapes)
{
    to.insert(to.end(), std::make_move_iterator(shapes.begin()), std::make_move_iterator(shapes.end()));
}

} // namespace kv::picture
