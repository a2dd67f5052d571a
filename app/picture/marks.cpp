// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/draw.h"
#include "app/picture/tally.h"
#include "app/picture/text.h"
#include "app/picture/textwidth.h"

namespace kv::picture {

namespace {

std::vector<PathSegment> polygon(std::initializer_list<Point> points)
{
    std::vector<PathSegment> path;
    for (const Point &p : points)
        path.push_back({ path.empty() ? PathStep::move : PathStep::line, p, {}, {} });
    path.push_back({ PathStep::close, {}, {}, {} });
    return path;
}

std::vector<PathSegment> diamond(Point c, double r)
{
    return polygon({ { c.x, c.y - r }, { c.x + r, c.y }, { c.x, c.y + r }, { c.x - r, c.y } });
}

std::vector<Shape> faultMark(Point c, double r, Colour ground)
{
    return {
        pathShape(
            polygon({ { c.x, c.y - r }, { c.x + r + 0.5, c.y + r - 0.5 }, { c.x - r - 0.5, c.y + r - 0.5 } }),
            Colour::alarm, {}),
        lineShape({ { c.x, c.y - r * 0.35 }, { c.x, c.y + r * 0.3 } }, { ground, r * 0.28, {} }),
        lineShape({ { c.x, c.y + r * 0.48 }, { c.x, c.y + r * 0.74 } }, { ground, r * 0.28, {} })
    };
}

std::vector<Shape> crossMark(Point c, double r)
{
    const double d = r - 1;
    return { lineShape({ { c.x - d, c.y - d }, { c.x + d, c.y + d } }, { Colour::alarm, 2.2, {} }),
             lineShape({ { c.x + d, c.y - d }, { c.x - d, c.y + d } }, { Colour::alarm, 2.2, {} }) };
}

} // namespace

std::vector<Shape> markShapes(Point c, MarkShape mark, Colour ink, Colour ground, double r)
{
    switch (mark) {
    case MarkShape::active:
        return { circleShape(c, r, ink) };
    case MarkShape::standby:
        return { circleShape(c, r - 0.75, Colour::none, { ink, 1.6, {} }) };
    case MarkShape::isolated:
        return { pathShape(diamond(c, r + 1), Colour::none, { Colour::alarm, 1.7, {} }),
                 pathShape(diamond(c, r * 0.47), Colour::alarm, {}) };
    case MarkShape::orphaned:
        return { boxShape({ c.x - r, c.y - r, 2 * r, 2 * r }, 0, Colour::none,
                          { Colour::alarm, 1.7, { 3, 2 } }),
                 boxShape({ c.x - r * 0.36, c.y - r * 0.36, r * 0.72, r * 0.72 }, 0, Colour::alarm) };
    case MarkShape::frozen:
        return { boxShape({ c.x - r * 0.8, c.y - r, r * 0.6, 2 * r }, 0, Colour::alarm),
                 boxShape({ c.x + r * 0.2, c.y - r, r * 0.6, 2 * r }, 0, Colour::alarm) };
    case MarkShape::fault:
        return faultMark(c, r, ground);
    case MarkShape::down:
        return crossMark(c, r);
    case MarkShape::stale:
        return { circleShape(c, r, Colour::none, { Colour::dim, 1.4, {} }),
                 lineShape({ { c.x, c.y - r * 0.55 }, { c.x, c.y }, { c.x + r * 0.44, c.y + r * 0.29 } },
                           { Colour::dim, 1.3, {} }, 0) };
    case MarkShape::split:
        return { circleShape({ c.x - r * 0.62, c.y }, r * 0.72, Colour::alarm),
                 circleShape({ c.x + r * 0.86, c.y }, r * 0.72, Colour::alarm) };
    case MarkShape::notRedundant:
        return { boxShape({ c.x - r * 0.8, c.y - r * 0.8, r * 1.6, r * 1.6 }, 1, Colour::none,
                          { Colour::dim, 1.4, { 2.4F, 1.8F } }) };
    case MarkShape::unknown:
        return { circleShape(c, r, Colour::none, { Colour::dim, 1.3, { 2, 1.6F } }),
                 textShape({ c.x, c.y + r * 0.6 }, QStringLiteral("?"),
                           { r * 1.65, true, Colour::dim, Anchor::middle }) };
    }
    return {};
}

QString pillText(state::Role role, bool isStale)
{
    if (isStale)
        return Text::tr("STALE");
    switch (role) {
    case state::Role::active:
        return Text::tr("ACTIVE");
    case state::Role::activeUnconfirmed:
        return Text::tr("ACTIVE ?");
    case state::Role::standby:
        return Text::tr("STANDBY");
    case state::Role::isolated:
        return Text::tr("ISOLATED");
    case state::Role::orphaned:
        return Text::tr("ORPHANED");
    case state::Role::frozen:
        return Text::tr("FROZEN");
    case state::Role::fault:
        return Text::tr("FAULT");
    case state::Role::stopped:
        return Text::tr("STOPPED");
    case state::Role::notRedundant:
        return Text::tr("NO HA");
    case state::Role::unknown:
        break;
    }
    return Text::tr("UNKNOWN");
}

std::vector<Shape> pillShapes(Point right, state::Role role, bool isStale, Rect *bounds)
{
    const QString text = pillText(role, isStale);
    const bool hasMark = isStale || role != state::Role::notRedundant;
    const double lead = hasMark ? 20 : 9;
    const double width = lead + textWidth(text, 10, true) + 9;
    const Rect box{ right.x - width, right.y - 9, width, 18 };
    const Point markAt{ box.x + 11, right.y };
    *bounds = box;

    Colour ink = Colour::text;
    std::vector<Shape> shapes;
    if (isStale || role == state::Role::unknown) {
        ink = Colour::dim;
        shapes = { boxShape(box, 9, Colour::node, { Colour::dim, 1.2, { 2, 2 } }) };
        append(shapes,
               markShapes(markAt, isStale ? MarkShape::stale : MarkShape::unknown, ink, Colour::node, 4.4));
    } else if (role == state::Role::notRedundant) {
        ink = Colour::dim;
        shapes = { boxShape(box, 9, Colour::none, { Colour::nodeLine, 1.2, { 3, 2 } }) };
    } else if (isAlarming(role)) {
        ink = Colour::alarmInk;
        shapes = { boxShape(box, 9, Colour::alarmPanel, { Colour::alarm, 1.5, {} }) };
        append(shapes, markShapes(markAt, markOf(role), ink, Colour::alarmPanel, 3.8));
    } else if (role == state::Role::standby) {
        shapes = { boxShape(box, 9, Colour::node, { Colour::nodeLine, 1.5, {} }) };
        append(shapes, markShapes(markAt, MarkShape::standby, Colour::nodeLine, Colour::node, 4.4));
    } else {
        ink = Colour::panel;
        shapes = { boxShape(box, 9, Colour::ink) };
        append(shapes, markShapes(markAt, MarkShape::active, ink, Colour::ink, 3.6));
    }
    shapes.push_back(textShape({ box.x + lead, right.y + 3.7 }, text, { 10, true, ink, Anchor::start }));
    return shapes;
}

} // namespace kv::picture
