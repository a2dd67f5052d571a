// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/describe.h"
#include "app/picture/draw.h"
#include "app/picture/names.h"
#include "app/picture/paint.h"
#include "app/picture/text.h"
#include "app/picture/textwidth.h"

#include <algorithm>

namespace kv::picture {

namespace {

/// The frame of a namespace says its role before any word is read.
std::vector<Shape> frameShapes(const Rect &rect, ElementState state, Colour fill)
{
    switch (state) {
    case ElementState::active:
        return { boxShape(rect, 8, fill, { Colour::ink, 2.4, {} }) };
    case ElementState::isolated:
        return { boxShape(rect, 8, fill, { Colour::alarm, 1.8, { 7, 3 } }),
                 boxShape(rect.grown(-3.5), 6, Colour::none, { Colour::alarm, 1, { 7, 3 } }) };
    case ElementState::orphaned:
    case ElementState::frozen:
    case ElementState::fault:
        return { boxShape(rect, 8, fill, { Colour::alarm, 1.8, { 7, 3 } }) };
    case ElementState::stopped:
    case ElementState::notRedundant:
        return { boxShape(rect, 8, fill, { Colour::nsLine, 1.1, { 4, 3 } }) };
    case ElementState::stale:
    case ElementState::unknown:
        return { boxShape(rect, 8, fill, { Colour::faint, 1.1, { 2, 3 } }) };
    default:
        return { boxShape(rect, 8, fill, { Colour::nsLine, 1.1, {} }) };
    }
}

/// What stands at the right of a host's head: what is wrong, else its agents, or how many when they take too
/// much; the overview draws them below.
QString headText(const PlacedHost &placed, double nameWidth, Form form)
{
    const SceneHost &host = *placed.host;
    const bool hasAgents = form == Form::components && !host.agents.isEmpty();
    if (!host.status.isEmpty() || !hasAgents || placed.isExternal)
        return host.status;
    const QString all = host.agents.join(QStringLiteral(" · "));
    const double room =
        placed.headRight() - placed.rect.x - 36 - nameWidth - textWidth(host.subtitle, 11, false);
    return textWidth(all, 11, false) <= room
        ? all
        : Text::tr("%n agents", nullptr, static_cast<int>(host.agents.size()));
}

Element hostElement(const PlacedHost &placed, Form form)
{
    const SceneHost &host = *placed.host;
    Element element;
    element.id = QStringLiteral("host:") + fromStd(host.name);
    element.kind = ElementKind::host;
    element.state = host.isStale ? ElementState::stale : ElementState::normal;
    element.bounds = placed.rect;
    element.target = { TargetKind::host, host.name, {}, {}, {}, 0 };
    element.isFocusable = true;
    element.name = fromStd(host.name);
    element.description = hostDescription(host, form);
    const Rect &r = placed.rect;
    element.shapes.push_back(
        boxShape(r, 10, Colour::node, { Colour::nodeLine, 1.4, host.isStale ? Dash{ 2, 3 } : Dash{} }));
    const double usual = placed.isExternal ? r.y + 20 : r.y + (r.height <= 40 ? 22.5 : 21);
    const double base = placed.titleY > 0 ? placed.titleY : usual;
    const Colour nameColour = host.isStale ? Colour::dim : Colour::ink;
    const QString name = elided(element.name, 13, true, r.width - 24);
    const QString status = headText(placed, textWidth(name, 13, true), form);
    const double statusWidth = status.isEmpty() ? 0 : textWidth(status, 11, host.isStatusAlarming) + 12;
    element.shapes.push_back(textShape({ r.x + 12, base }, name, { 13, true, nameColour }));
    const double after = r.x + 12 + textWidth(name, 13, true) + 12;
    const double edge = placed.headRight();
    const double room = edge - statusWidth - after;
    if (!placed.isExternal && room > 40)
        element.shapes.push_back(
            textShape({ after, base }, elided(host.subtitle, 11, false, room), { 11, false, Colour::dim }));
    if (!status.isEmpty() && (!placed.isExternal || room > -12))
        element.shapes.push_back(
            textShape({ edge, base }, status,
                      { 11, host.isStatusAlarming, host.isStatusAlarming ? Colour::alarmInk : Colour::dim,
                        Anchor::end }));
    return element;
}

Element bridgeElement(const PlacedHost &host, const PlacedBridge &placed, Colour fill)
{
    const SceneBridge &bridge = *placed.bridge;
    Element element;
    element.id = linkId(QStringLiteral("link:"), host.host->name, bridge.link.key);
    element.kind = ElementKind::bridge;
    element.network = bridge.link.kind;
    element.state = bridge.link.state == PortState::down ? ElementState::down : ElementState::up;
    element.bounds = placed.rect;
    element.target = { TargetKind::link, host.host->name, bridge.link.key, {}, bridge.link.network, 0 };
    element.isFocusable = true;
    element.name = Text::tr("bridge %1").arg(fromStd(bridge.link.name));
    element.description = portDescription(bridge.link);
    const Dash dash = element.state == ElementState::down ? Dash{ 4, 3 } : Dash{};
    element.shapes.push_back(boxShape(placed.rect, 8, fill, { Colour::nsLine, 1.1, dash }));
    return element;
}

Element spaceElement(const PlacedHost &host, const PlacedSpace &placed, Colour fill)
{
    const SceneSpace &space = *placed.space;
    const bool isRouter = !space.routerId.empty();
    Element element;
    element.id = isRouter
        ? QStringLiteral("instance:%1@%2").arg(fromStd(space.routerId), fromStd(host.host->name))
        : QStringLiteral("netns:%1:%2").arg(fromStd(host.host->name)).arg(space.cookie);
    element.kind = isRouter ? ElementKind::instance : ElementKind::namespaceBox;
    element.state = stateOf(space);
    element.bounds = placed.rect;
    element.target = { isRouter ? TargetKind::router : TargetKind::netns,
                       host.host->name,
                       { space.cookie, 0 },
                       space.routerId,
                       {},
                       0 };
    element.isFocusable = true;
    element.name = isRouter ? Text::tr("router %1 on %2").arg(space.title, fromStd(host.host->name))
                            : fromStd(space.name);
    element.description = spaceDescription(space);
    element.shapes = frameShapes(placed.rect, element.state, fill);
    return element;
}

void paintSpaceLabels(DisplayList &list, const PlacedHost &host, const PlacedSpace &placed)
{
    const SceneSpace &space = *placed.space;
    const Rect &r = placed.rect;
    Element label;
    label.id = QStringLiteral("title:%1:%2").arg(fromStd(host.host->name)).arg(space.cookie);
    if (space.isShared)
        label.id += QLatin1Char(':') + fromStd(space.routerId);
    label.bounds = { r.x, r.y, r.width, 24 };
    double room = r.width - (host.isRight ? 18 : 14);
    if (!space.routerId.empty()) {
        room = paintPill(list, host, placed).x - r.x - 14;
    }
    const double size = host.isRight ? 12 : 10.5;
    const Point at{ r.x + (host.isRight ? 10 : 8), r.y + (host.isRight ? 17 : 14.5) };
    const Face face = fittingFace(space.title, size, room, space.isStale ? Colour::dim : Colour::ink);
    label.shapes.push_back(textShape(at, elided(space.title, face.pixelSize, face.isBold, room), face));
    list.elements.push_back(std::move(label));
}

void addNote(DisplayList &list, const QString &id, Point at, const QString &text, bool isAlarming,
             double room)
{
    if (text.isEmpty())
        return;
    Element note;
    note.id = id;
    note.kind = ElementKind::note;
    note.shapes.push_back(textShape(at, elided(text, 10, isAlarming, room),
                                    { 10, isAlarming, isAlarming ? Colour::alarmInk : Colour::dim }));
    note.bounds = note.shapes.front().rect;
    list.elements.push_back(std::move(note));
}

void paintNotes(DisplayList &list, const PlacedHost &host, const PlacedSpace &placed)
{
    const SceneSpace &space = *placed.space;
    if (placed.ports.empty() || !space.hasKeepalived)
        return;
    const QString tail = QStringLiteral("%1@%2").arg(fromStd(space.routerId), fromStd(host.host->name));
    const double x = placed.rect.x + 10;
    const double room = placed.rect.width - 18;
    if (!placed.ports.empty())
        addNote(list, QStringLiteral("note1:") + tail, { x, placed.ports.front().row() + 29 },
                space.firstNote, space.isFirstAlarming, room);
    if (placed.ports.size() > 2
        && placed.ports.back().row() - placed.ports[placed.ports.size() - 2].row() > 50)
        addNote(list, QStringLiteral("note2:") + tail, { x, placed.ports.back().row() - 27 },
                space.secondNote, space.isSecondAlarming, room);
}

} // namespace

ElementState stateOf(const SceneSpace &space)
{
    if (space.routerId.empty())
        return ElementState::normal;
    if (space.isStale)
        return ElementState::stale;
    switch (space.role) {
    case state::Role::unknown:
        return ElementState::unknown;
    case state::Role::active:
    case state::Role::activeUnconfirmed:
        return ElementState::active;
    case state::Role::standby:
        return ElementState::standby;
    case state::Role::isolated:
        return ElementState::isolated;
    case state::Role::orphaned:
        return ElementState::orphaned;
    case state::Role::frozen:
        return ElementState::frozen;
    case state::Role::fault:
        return ElementState::fault;
    case state::Role::stopped:
        return ElementState::stopped;
    case state::Role::notRedundant:
        return ElementState::notRedundant;
    }
    return ElementState::unknown;
}

QString linkId(const QString &prefix, const std::string &host, model::LinkKey key)
{
    QString id;
    constexpr qsizetype numbers = 24;
    id.reserve(prefix.size() + static_cast<qsizetype>(host.size()) + numbers);
    id += prefix;
    id += fromStd(host);
    id += QLatin1Char(':');
    id += QString::number(key.netns);
    id += QLatin1Char(':');
    id += QString::number(key.ifindex);
    return id;
}

Face fittingFace(const QString &text, double size, double room, Colour colour)
{
    for (const Face &face : { Face{ size, true, colour }, Face{ 10, true, colour } }) {
        if (textWidth(text, face.pixelSize, true) <= room)
            return face;
    }
    return { 10, textWidth(text, 10, false) > room, colour };
}

Rect paintPill(DisplayList &list, const PlacedHost &host, const PlacedSpace &placed)
{
    const SceneSpace &space = *placed.space;
    Element pill;
    pill.id = QStringLiteral("role:%1@%2").arg(fromStd(space.routerId), fromStd(host.host->name));
    pill.kind = ElementKind::pill;
    pill.state = stateOf(space);
    pill.name = pillText(space.role, space.isStale);
    pill.shapes =
        pillShapes({ placed.rect.right() - 6, placed.rect.y + 12 }, space.role, space.isStale, &pill.bounds);
    const Rect bounds = pill.bounds;
    list.elements.push_back(std::move(pill));
    return bounds;
}

void paintHostBox(DisplayList &list, const PlacedHost &host, Form form)
{
    list.elements.push_back(hostElement(host, form));
}

void paintInnerBoxes(DisplayList &list, const PlacedHost &host, Colour fill)
{
    for (const PlacedBridge &bridge : host.bridges)
        list.elements.push_back(bridgeElement(host, bridge, fill));
    for (const PlacedSpace &space : host.spaces)
        list.elements.push_back(spaceElement(host, space, fill));
}

void paintBoxes(DisplayList &list, const PlacedHost &host)
{
    paintHostBox(list, host, Form::components);
    paintInnerBoxes(list, host, Colour::ns);
}

void paintLabels(DisplayList &list, const PlacedHost &host)
{
    for (const PlacedBridge &bridge : host.bridges) {
        Element label;
        label.id = linkId(QStringLiteral("title:"), host.host->name, bridge.bridge->link.key);
        const Rect &r = bridge.rect;
        label.shapes.push_back(textShape({ r.x + 8, r.y + 14.5 },
                                         elided(bridge.bridge->title, 10, false, r.width - 16),
                                         { 10, false, Colour::dim }));
        label.bounds = label.shapes.front().rect;
        list.elements.push_back(std::move(label));
    }
    for (const PlacedSpace &space : host.spaces) {
        paintSpaceLabels(list, host, space);
        paintNotes(list, host, space);
    }
}

} // namespace kv::picture
