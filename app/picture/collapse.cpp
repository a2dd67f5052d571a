// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A host as one box, the button that makes it one, and the mark of one that is pinned.
#include "app/picture/columns.h"
#include "app/picture/draw.h"
#include "app/picture/names.h"
#include "app/picture/paint.h"
#include "app/picture/tally.h"
#include "app/picture/text.h"
#include "app/picture/textwidth.h"

#include <algorithm>

namespace kv::picture {

namespace {

constexpr double headHeight = 36;
constexpr double interfaceHeight = 26;
constexpr double interfacePitch = 32;
constexpr double leastHeight = 100;

/// What is counted stands beside the interfaces, away from the network.
Rect countsOf(const PlacedHost &host)
{
    const Columns &c = host.isRight ? rightColumns : leftColumns;
    const double x = host.isRight ? host.rect.x + c.bridgeX : host.rect.x + 12;
    const double right = host.isRight ? host.rect.right() - 12 : host.rect.x + c.interfaceX - 16;
    return { x, host.rect.y + headHeight, right - x, host.rect.height - headHeight - 8 };
}

void addTally(DisplayList &list, const PlacedHost &host, const Tally &tally)
{
    const Rect room = countsOf(host);
    Point at{ room.x + 6, room.y + 12 };
    for (const Tally::Row &row : tally.rows) {
        const Face face{ 11, row.isAlarming, row.isAlarming ? Colour::alarmInk : Colour::text };
        const double width = 16 + textWidth(row.text, face.pixelSize, face.isBold);
        if (at.x > room.x + 6 && at.x - 6 + width > room.right())
            at = { room.x + 6, at.y + 20 };
        if (at.y + 8 > room.bottom() - 20)
            break; // the words of the host say the rest
        Element element;
        element.id = QStringLiteral("tally:%1:%2").arg(fromStd(host.host->name), row.id);
        element.kind = ElementKind::mark;
        element.name = row.text;
        element.shapes = markShapes(at, row.mark, Colour::ink, Colour::node, 5);
        element.shapes.push_back(textShape({ at.x + 12, at.y + 4 }, row.text, face));
        for (const Shape &shape : element.shapes)
            element.bounds = element.bounds.united(shape.rect);
        list.elements.push_back(std::move(element));
        at.x += width + 18;
    }
    if (tally.summary.isEmpty())
        return;
    Element summary;
    summary.id = QStringLiteral("summary:") + fromStd(host.host->name);
    summary.kind = ElementKind::note;
    summary.shapes.push_back(textShape({ room.x, room.bottom() - 4 },
                                       elided(tally.summary, 11, false, room.width),
                                       { 11, false, Colour::dim }));
    summary.bounds = summary.shapes.front().rect;
    list.elements.push_back(std::move(summary));
}

void addToggle(DisplayList &list, const PlacedHost &host)
{
    const Rect &r = host.toggle;
    if (r.width <= 0)
        return;
    Element toggle;
    toggle.id = QStringLiteral("action:collapse:") + fromStd(host.host->name);
    toggle.kind = ElementKind::action;
    toggle.bounds = r;
    toggle.target = { TargetKind::collapse, host.host->name, {}, {}, {}, 0 };
    toggle.isFocusable = true;
    const QString name = fromStd(host.host->name);
    toggle.name = host.isCollapsed ? Text::tr("Expand %1").arg(name) : Text::tr("Collapse %1").arg(name);
    toggle.description = host.isCollapsed ? Text::tr("Shows every port and line in it")
                                          : Text::tr("Draws it as one box with its counts");
    toggle.shapes.push_back(boxShape(r, 4, Colour::button, { Colour::nodeLine, 1, {} }));
    const Point c = r.center();
    const double way = host.isCollapsed ? 1 : -1;
    toggle.shapes.push_back(lineShape(
        { { c.x - 4.5, c.y - 2.2 * way }, { c.x, c.y + 2.3 * way }, { c.x + 4.5, c.y - 2.2 * way } },
        { Colour::ink, 1.6, {} }, 0));
    list.elements.push_back(std::move(toggle));
}

} // namespace

PlacedHost placeCollapsed(const SceneHost &host, Point origin, double extraGutter)
{
    const Columns &c = host.isRight ? rightColumns : leftColumns;
    PlacedHost placed;
    placed.host = &host;
    placed.isRight = host.isRight;
    placed.isCollapsed = true;
    double y = origin.y + headHeight;
    for (const SceneInterface &interface : host.interfaces) {
        placed.interfaces.push_back(
            { &interface, { origin.x + c.interfaceX, y, c.interfaceWidth, interfaceHeight }, {} });
        y += interfacePitch;
    }
    const double height = std::max(leastHeight, y - interfacePitch + interfaceHeight + 10 - origin.y);
    placed.rect = { origin.x, origin.y, c.width + (host.isRight ? extraGutter : 0), height };
    return placed;
}

void paintPin(DisplayList &list, const PlacedHost &host)
{
    const Rect &r = host.pin;
    if (r.width <= 0)
        return;
    Element pin;
    pin.id = QStringLiteral("pin:") + fromStd(host.host->name);
    pin.kind = ElementKind::mark;
    pin.bounds = r;
    pin.target = { TargetKind::host, host.host->name, {}, {}, {}, 0 };
    pin.name = Text::tr("%1 is pinned").arg(fromStd(host.host->name));
    pin.description = Text::tr("It stays here when others come or go; its menu lets it loose.");
    const Point c = r.center();
    pin.shapes.push_back(lineShape({ { c.x, c.y + 1 }, { c.x, r.bottom() } }, { Colour::ink, 1.6, {} }, 0));
    pin.shapes.push_back(circleShape({ c.x, r.y + 4.5 }, 4, Colour::node, { Colour::ink, 1.6, {} }));
    list.elements.push_back(std::move(pin));
}

void paintCollapse(DisplayList &list, const PlacedHost &host)
{
    if (host.isCollapsed)
        addTally(list, host, tallyOf(*host.host));
    addToggle(list, host);
    paintPin(list, host);
}

} // namespace kv::picture
