// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/describe.h"
#include "app/picture/draw.h"
#include "app/picture/names.h"
#include "app/picture/overview.h"
#include "app/picture/overviewlegend.h"
#include "app/picture/paint.h"
#include "app/picture/paintpath.h"
#include "app/picture/text.h"
#include "app/picture/textwidth.h"

#include <algorithm>

namespace kv::picture {

namespace {

constexpr double wayWidth = 2.6;
constexpr double casingWidth = 7; ///< lines of different networks pass each other with a gap
constexpr double lineWidth = 2.2;

const Dash downDash{ 4, 3 };

/// One line of text in the middle of a box.
void addCentred(Element &element, const Rect &rect, double baseline, const QString &text, double size,
                bool isBold, Colour colour)
{
    const double room = rect.width - 8;
    Face face{ size, isBold, colour };
    if (isBold)
        face = fittingFace(text, size, room, colour);
    face.anchor = Anchor::middle;
    element.shapes.push_back(
        textShape({ rect.center().x, baseline }, elided(text, face.pixelSize, face.isBold, room), face));
}

void addTwoLines(Element &element, const Rect &rect, const QString &title, const QString &subtitle)
{
    const double middle = rect.center().y;
    if (subtitle.isEmpty())
        return addCentred(element, rect, middle + 4, title, 11, true, Colour::ink);
    addCentred(element, rect, middle - 2.5, title, 11, true, Colour::ink);
    addCentred(element, rect, middle + 10, subtitle, 10, false, Colour::dim);
}

void paintFrame(DisplayList &list, const PlacedHost &host, const OverviewBox &box)
{
    Element element;
    element.id = box.id;
    element.kind = ElementKind::agent;
    element.state = ElementState::up;
    element.bounds = box.rect;
    element.target = { TargetKind::host, host.host->name, {}, {}, {}, 0 };
    element.isFocusable = true;
    element.name = box.name;
    element.description = box.description;
    const Rect &r = box.rect;
    element.shapes.push_back(boxShape(r, 8, Colour::ns, { Colour::nsLine, 1.1, {} }));
    const double room = r.width - 30;
    const Face face = fittingFace(box.title, 11, room, Colour::ink);
    element.shapes.push_back(
        textShape({ r.x + 9, r.y + 17 }, elided(box.title, face.pixelSize, face.isBold, room), face));
    append(element.shapes, tickShapes({ r.right() - 13, r.y + 13 }));
    list.elements.push_back(std::move(element));
}

void paintBox(DisplayList &list, const PlacedHost &host, const OverviewBox &box)
{
    Element element;
    element.id = box.id;
    element.kind = box.kind;
    element.state = ElementState::up;
    element.network = box.network;
    element.bounds = box.rect;
    element.target = { TargetKind::host, host.host->name, {}, {}, {}, 0 };
    element.isFocusable = true;
    element.name = box.name;
    element.description = box.description;
    element.shapes.push_back(boxShape(box.rect, box.isInner ? 6 : 8, box.isInner ? Colour::inner : Colour::ns,
                                      { Colour::nsLine, 1.1, {} }));
    addTwoLines(element, box.rect, box.title, box.subtitle);
    list.elements.push_back(std::move(element));
}

Element wireElement(const OverviewWire &wire, double width)
{
    Element element;
    element.id = wire.id;
    element.kind = ElementKind::wire;
    element.network = wire.kind;
    element.state = wire.isDown ? ElementState::down : ElementState::up;
    element.name = wire.name;
    const Colour colour = wire.kind == state::NetworkKind::none ? Colour::nodeLine : lineColour(wire.kind);
    element.shapes.push_back(lineShape(wire.points, { colour, width, wire.isDown ? downDash : Dash{} }, 6));
    element.bounds = element.shapes.front().rect;
    return element;
}

/// Where a way has left its host's box: its casing begins there.
std::vector<Point> outsideOf(const Rect &box, std::vector<Point> points)
{
    Point &start = points.front();
    const Point next = points[1];
    if (next.y == start.y)
        start.x = next.x > start.x ? box.right() + 1 : box.x - 1;
    else
        start.y = next.y > start.y ? box.bottom() + 1 : box.y - 1;
    return points;
}

/// A network's lines over those of the networks that are there already.
void paintWays(DisplayList &list, const Overview &overview, state::NetworkKind kind)
{
    Element casing;
    casing.id = QStringLiteral("casing:%1").arg(static_cast<int>(kind));
    std::vector<Element> lines;
    for (const OverviewWay &way : overview.ways) {
        const ScenePort &link = way.interface->interface->link;
        if (link.kind != kind)
            continue;
        const bool isDown = link.state == PortState::down;
        casing.shapes.push_back(
            lineShape(outsideOf(way.host->rect, way.points), { Colour::canvas, casingWidth, {} }, 6));
        casing.bounds = casing.bounds.united(casing.shapes.back().rect);
        const QString id = linkId(QStringLiteral("way:"), way.host->host->name, link.key);
        lines.push_back(wireElement({ id, Text::tr("%1 on %2").arg(link.title, Text::tr("Physical network")),
                                      kind, way.points, isDown },
                                    wayWidth));
        if (!isDown)
            continue;
        Element cut;
        cut.id = linkId(QStringLiteral("cut:"), way.host->host->name, link.key);
        cut.kind = ElementKind::mark;
        const Point at{ (way.points[0].x + way.points[1].x) / 2, (way.points[0].y + way.points[1].y) / 2 };
        cut.bounds = Rect{ at.x, at.y, 0, 0 }.grown(8);
        cut.shapes = markShapes(at, MarkShape::down, Colour::ink, Colour::canvas, 6);
        lines.push_back(std::move(cut));
    }
    if (lines.empty())
        return;
    list.elements.push_back(std::move(casing));
    for (Element &line : lines)
        list.elements.push_back(std::move(line));
}

void paintInfrastructure(DisplayList &list, const Rect &rect)
{
    Element cloud;
    cloud.id = QStringLiteral("infrastructure");
    cloud.kind = ElementKind::infrastructure;
    cloud.bounds = rect;
    cloud.name = Text::tr("Physical network infrastructure");
    cloud.shapes.push_back(cloudShape(rect, Colour::infra, { Colour::nodeLine, 1.4, {} }));
    const double room = rect.width - 24;
    const Point c = rect.center();
    const QString words[] = { Text::tr("Physical network"), Text::tr("infrastructure") };
    for (int i = 0; i < 2; ++i)
        cloud.shapes.push_back(textShape({ c.x, c.y - 3 + 16 * i }, elided(words[i], 12, true, room),
                                         { 12, true, Colour::ink, Anchor::middle }));
    list.elements.push_back(std::move(cloud));
}

QString bridgeTitle(const SceneBridge &bridge)
{
    if (bridge.link.kind == state::NetworkKind::ha)
        return Text::tr("Bridge HA");
    for (const ScenePort &uplink : bridge.uplinks) {
        if (uplink.vni != 0)
            return Text::tr("Bridge %1").arg(uplink.vni);
    }
    return Text::tr("Bridge");
}

void paintBridgeLabel(DisplayList &list, const PlacedHost &host, const PlacedBridge &placed)
{
    Element label;
    label.id = linkId(QStringLiteral("title:"), host.host->name, placed.bridge->link.key);
    label.bounds = placed.rect;
    addTwoLines(label, placed.rect, bridgeTitle(*placed.bridge), shortLinkName(placed.bridge->link.name));
    list.elements.push_back(std::move(label));
}

void paintRouterLabel(DisplayList &list, const PlacedHost &host, const PlacedSpace &placed, Element &label)
{
    const SceneSpace &space = *placed.space;
    const Rect &r = placed.rect;
    const double room = paintPill(list, host, placed).x - r.x - 14;
    const Face face = fittingFace(space.title, 12, room, space.isStale ? Colour::dim : Colour::ink);
    label.shapes.push_back(
        textShape({ r.x + 8, r.y + 17 }, elided(space.title, face.pixelSize, face.isBold, room), face));
    double y = r.y + 33;
    const auto line = [&](const QString &text, bool isAlarming) {
        if (text.isEmpty())
            return;
        label.shapes.push_back(textShape({ r.x + 8, y }, elided(text, 10, isAlarming, r.width - 16),
                                         { 10, isAlarming, isAlarming ? Colour::alarmInk : Colour::text }));
        y += 13;
    };
    if (!space.isShared) {
        line(Text::tr("Router namespace"), false);
        line(shortSpaceName(space.name), false);
    }
    if (space.hasKeepalived)
        line(space.firstNote, space.isFirstAlarming);
    if (space.hasKeepalived && y < r.bottom() - 6)
        line(space.secondNote, space.isSecondAlarming);
}

void paintSpaceLabel(DisplayList &list, const PlacedHost &host, const PlacedSpace &placed)
{
    const SceneSpace &space = *placed.space;
    Element label;
    label.id = QStringLiteral("title:%1:%2").arg(fromStd(host.host->name)).arg(space.cookie);
    if (space.isShared)
        label.id += QLatin1Char(':') + fromStd(space.routerId);
    label.bounds = placed.rect;
    if (!space.routerId.empty())
        paintRouterLabel(list, host, placed, label);
    else if (space.name.starts_with("qdhcp-"))
        addTwoLines(label, placed.rect, Text::tr("DHCP namespace"), space.title);
    else if (space.name.starts_with("instance-"))
        addTwoLines(label, placed.rect, Text::tr("Instance"), space.title);
    else
        addTwoLines(label, placed.rect, space.title, Text::tr("namespace"));
    list.elements.push_back(std::move(label));
}

void paintInside(DisplayList &list, const OverviewHost &host)
{
    for (const OverviewWire &wire : host.wires)
        list.elements.push_back(wireElement(wire, lineWidth));
    paintInnerBoxes(list, host.placed, Colour::inner);
    for (const OverviewBox &box : host.boxes)
        paintBox(list, host.placed, box);
    for (const PlacedInterface &interface : host.placed.interfaces)
        paintInterface(list, host.placed, interface);
    for (const PlacedBridge &bridge : host.placed.bridges)
        paintBridgeLabel(list, host.placed, bridge);
    for (const PlacedSpace &space : host.placed.spaces)
        paintSpaceLabel(list, host.placed, space);
}

const OverviewWay *wayOf(const Overview &overview, const SceneBeat &beat)
{
    for (const OverviewWay &way : overview.ways) {
        if (way.host->host->name == beat.host && way.interface->interface->link.key == beat.underlay)
            return &way;
    }
    return nullptr;
}

/// Into the cloud, and out of it to each peer.
std::vector<BeatTrack> overviewBeats(const Overview &overview, const Scene &scene)
{
    std::vector<BeatTrack> tracks;
    for (const SceneBeat &beat : scene.beats) {
        const OverviewWay *sender = wayOf(overview, beat);
        if (sender == nullptr)
            continue;
        const QString from = QStringLiteral("beat:%1@%2>").arg(fromStd(beat.routerId), fromStd(beat.host));
        if (beat.isCut) {
            const Point a = sender->points[0];
            const Point b = sender->points[1];
            tracks.push_back(
                { from, beat.routerId, beat.host, { a, { (a.x + b.x) / 2, (a.y + b.y) / 2 } }, true });
            continue;
        }
        bool hasPeer = false;
        for (const SceneBeat &other : scene.beats) {
            const OverviewWay *peer = wayOf(overview, other);
            if (other.routerId != beat.routerId || other.host == beat.host || peer == nullptr || other.isCut)
                continue;
            std::vector<Point> points = sender->points;
            points.insert(points.end(), peer->points.rbegin(), peer->points.rend());
            tracks.push_back(
                { from + fromStd(other.host), beat.routerId, beat.host, std::move(points), false });
            hasPeer = true;
        }
        if (!hasPeer)
            tracks.push_back({ from, beat.routerId, beat.host, sender->points, false });
    }
    return tracks;
}

} // namespace

DisplayListPtr buildOverview(const Scene &scene, const Options &options)
{
    const Overview overview = placeOverview(scene, options);
    auto list = std::make_shared<DisplayList>();
    list->bounds = overview.bounds;
    using state::NetworkKind;
    for (const OverviewHost &host : overview.hosts) {
        paintHostBox(*list, host.placed, Form::overview);
        for (const OverviewBox &frame : host.frames)
            paintFrame(*list, host.placed, frame);
    }
    for (const NetworkKind kind : { NetworkKind::management, NetworkKind::provider, NetworkKind::untagged,
                                    NetworkKind::overlay, NetworkKind::ha })
        paintWays(*list, overview, kind);
    for (const OverviewWire &wire : overview.outside)
        list->elements.push_back(wireElement(wire, wayWidth));
    paintInfrastructure(*list, overview.infrastructure);
    if (overview.internet.width > 0)
        paintInternet(*list, overview.internet);
    for (const OverviewHost &host : overview.hosts) {
        paintInside(*list, host);
        paintPin(*list, host.placed);
    }
    const bool hasPath = casePath(*list, options.path);
    if (options.hasLegend)
        paintOverviewLegend(*list, overview, scene, hasPath);
    list->beats = overviewBeats(overview, scene);
    return list;
}

} // namespace kv::picture
