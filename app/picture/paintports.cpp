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

constexpr double ringRadius = 18;
constexpr double ringOffset = 80; ///< of its centre below the interface's top

ElementState stateOf(PortState state)
{
    switch (state) {
    case PortState::up:
        return ElementState::up;
    case PortState::bare:
        return ElementState::bare;
    case PortState::held:
        return ElementState::held;
    case PortState::down:
        return ElementState::down;
    }
    return ElementState::unknown;
}

Element portElement(const PlacedHost &host, const PlacedPort &placed, const QString &prefix)
{
    const ScenePort &port = *placed.port;
    Element element;
    element.id = linkId(prefix, host.host->name, port.key);
    element.kind = ElementKind::port;
    element.network = port.kind;
    element.state = stateOf(port.state);
    element.bounds = placed.rect;
    element.target = { TargetKind::link, host.host->name, port.key, {}, port.network, 0 };
    element.isFocusable = true;
    element.name = fromStd(port.name);
    element.description = portDescription(port);
    element.shapes = portShapes(placed.rect, port);
    return element;
}

/// Name, address and a word, in a dashed box: an interface that is down.
std::vector<Shape> downShapes(const PlacedInterface &placed)
{
    const SceneInterface &interface = *placed.interface;
    const Rect &r = placed.rect;
    const Colour text = textColour(interface.link.kind);
    const double x = r.center().x;
    const bool isTall = r.height >= 80;
    std::vector<Shape> shapes{ boxShape(r, 6, Colour::node,
                                        { lineColour(interface.link.kind), 2, { 5, 4 } }) };
    const QString title = elided(interface.link.title, 11, true, r.width - 6);
    const QString word = interface.isCut ? Text::tr("DOWN") : Text::tr("NO LINK");
    const double wordWidth = textWidth(word, 10, true);
    const double top = isTall ? r.y + 17 : r.center().y - 3;
    shapes.push_back(textShape({ x, top }, title, { 11, true, text, Anchor::middle }));
    if (isTall)
        shapes.push_back(textShape({ x, r.y + 31 }, elided(interface.link.subtitle, 10, false, r.width - 6),
                                   { 10, false, text, Anchor::middle }));
    const double line = isTall ? r.y + 49 : r.center().y + 11;
    const double left = x - (wordWidth + 13) / 2;
    append(shapes, markShapes({ left + 4, line - 3.6 }, MarkShape::down, Colour::ink, Colour::node, 4.5));
    shapes.push_back(textShape({ left + 13, line }, word, { 10, true, Colour::alarmInk }));
    return shapes;
}

void addCountdown(DisplayList &list, const PlacedHost &host, const PlacedInterface &placed)
{
    const SceneInterface &interface = *placed.interface;
    if (interface.change == 0 || placed.rect.height < ringOffset + ringRadius + 4)
        return;
    const Point center{ placed.rect.center().x, placed.rect.y + ringOffset };
    Element ring;
    ring.id = QStringLiteral("countdown:%1:%2").arg(fromStd(host.host->name)).arg(interface.change);
    ring.kind = ElementKind::countdown;
    ring.bounds = Rect{ center.x, center.y, 0, 0 }.grown(ringRadius + 3);
    ring.name = Text::tr("time until it returns by itself");
    ring.shapes.push_back(circleShape(center, ringRadius, Colour::node, { Colour::line, 3, {} }));
    list.countdowns.push_back(
        { ring.id, host.host->name, interface.change, center, ringRadius, interface.until });
    list.elements.push_back(std::move(ring));
}

Element disableElement(const PlacedHost &host, const PlacedInterface &placed)
{
    const SceneInterface &interface = *placed.interface;
    Element element;
    element.id = linkId(QStringLiteral("action:disable:"), host.host->name, interface.link.key);
    element.target = { TargetKind::disable, host.host->name, interface.link.key, {}, {}, 0 };
    element.name = Text::tr("Disable %1 on %2…").arg(interface.link.title, fromStd(host.host->name));
    element.description = Text::tr("Asks first, and returns by itself after a time");
    const bool isTunnel = interface.link.kind == state::NetworkKind::overlay;
    element.shapes =
        buttonShapes(placed.button, Text::tr("Disable"),
                     isTunnel ? Text::tr("overlay…") : interface.link.title + QChar(0x2026), false);
    return element;
}

Element restoreElement(const PlacedHost &host, const PlacedInterface &placed)
{
    const SceneInterface &interface = *placed.interface;
    Element element;
    element.id = QStringLiteral("action:restore:%1:%2").arg(fromStd(host.host->name)).arg(interface.change);
    element.target = { TargetKind::restore, host.host->name, interface.link.key, {}, {}, interface.change };
    element.name = Text::tr("Restore %1 on %2 now").arg(interface.link.title, fromStd(host.host->name));
    element.shapes = buttonShapes(placed.button, Text::tr("Restore"), Text::tr("now"), true);
    return element;
}

void addAction(DisplayList &list, const PlacedHost &host, const PlacedInterface &placed)
{
    const SceneInterface &interface = *placed.interface;
    if (placed.button.width <= 0 || (interface.change == 0 && (!interface.mayDisable || interface.isCut)))
        return;
    Element element = interface.change != 0 ? restoreElement(host, placed) : disableElement(host, placed);
    element.kind = ElementKind::action;
    element.bounds = placed.button;
    element.isFocusable = true;
    list.elements.push_back(std::move(element));
}

void addServices(DisplayList &list, const PlacedHost &host, const PlacedSpace &placed)
{
    for (std::size_t i = 0; i < placed.services.size(); ++i) {
        ScenePort process;
        process.title = placed.space->services[static_cast<qsizetype>(i)];
        Element element;
        element.id = linkId(QStringLiteral("service:"), host.host->name,
                            { placed.space->cookie, static_cast<std::int32_t>(i) });
        element.kind = ElementKind::note;
        element.bounds = placed.services[i];
        element.name = process.title;
        element.shapes = portShapes(placed.services[i], process);
        list.elements.push_back(std::move(element));
    }
}

void addFilters(DisplayList &list, const PlacedHost &host, const PlacedBridge &bridge)
{
    for (std::size_t i = 0; i < bridge.filters.size(); ++i) {
        const Rect &rect = bridge.filters[i];
        if (rect.width <= 0)
            continue;
        const ScenePort &port = *bridge.taps[i].port;
        Element element;
        element.id = linkId(QStringLiteral("filter:"), host.host->name, port.key);
        element.kind = ElementKind::firewall;
        element.network = port.kind;
        element.bounds = rect;
        element.target = { TargetKind::link, host.host->name, port.key, {}, port.network, 0 };
        element.isFocusable = true;
        element.name = Text::tr("iptables at %1").arg(fromStd(port.name));
        element.description = Text::tr("filter rules name %1").arg(fromStd(port.name));
        element.shapes.push_back(cloudShape(rect, fillColour(port.kind), { lineColour(port.kind), 1, {} }));
        element.shapes.push_back(textShape({ rect.center().x, rect.center().y + 3.6 },
                                           elided(QStringLiteral("iptables"), 10, false, rect.width - 4),
                                           { 10, false, Colour::portInk, Anchor::middle }));
        list.elements.push_back(std::move(element));
    }
}

bool isAlsoInterface(const PlacedHost &host, model::LinkKey key)
{
    return std::any_of(host.interfaces.begin(), host.interfaces.end(),
                       [key](const PlacedInterface &i) { return i.interface->link.key == key; });
}

} // namespace

namespace {

/// A very tall one says its name at its top, where the host's name is.
std::vector<Shape> interfaceShapes(const Rect &rect, const ScenePort &link, double titleSize)
{
    constexpr double tall = 180;
    if (rect.height < tall)
        return portShapes(rect, link, titleSize);
    std::vector<Shape> shapes = portShapes(rect, link, titleSize);
    std::erase_if(shapes, [](const Shape &shape) { return shape.kind == Shape::Kind::text; });
    for (Shape &shape : portShapes({ rect.x, rect.y + 4, rect.width, 40 }, link, titleSize)) {
        if (shape.kind == Shape::Kind::text)
            shapes.push_back(std::move(shape));
    }
    return shapes;
}

} // namespace

void paintInterface(DisplayList &list, const PlacedHost &host, const PlacedInterface &placed)
{
    const SceneInterface &interface = *placed.interface;
    Element element;
    element.id = linkId(QStringLiteral("link:"), host.host->name, interface.link.key);
    element.kind = ElementKind::interface;
    element.network = interface.link.kind;
    element.state = interface.link.state == PortState::down ? ElementState::down : ElementState::up;
    element.bounds = placed.rect;
    element.target = { TargetKind::link, host.host->name, interface.link.key, {}, interface.link.network, 0 };
    element.isFocusable = true;
    element.name = fromStd(interface.link.name);
    element.description = interfaceDescription(interface);
    element.shapes = interface.link.state == PortState::down
        ? downShapes(placed)
        : interfaceShapes(placed.rect, interface.link, host.isExternal ? 10 : 11);
    list.elements.push_back(std::move(element));
    addCountdown(list, host, placed);
    addAction(list, host, placed);
}

void paintPorts(DisplayList &list, const PlacedHost &host)
{
    for (const PlacedInterface &interface : host.interfaces)
        paintInterface(list, host, interface);
    for (const PlacedBridge &bridge : host.bridges) {
        for (const PlacedPort &port : bridge.uplinks)
            list.elements.push_back(portElement(
                host, port,
                isAlsoInterface(host, port.port->key) ? QStringLiteral("port:") : QStringLiteral("link:")));
        for (const PlacedPort &port : bridge.taps)
            list.elements.push_back(portElement(host, port, QStringLiteral("link:")));
        addFilters(list, host, bridge);
    }
    for (const PlacedSpace &space : host.spaces) {
        addServices(list, host, space);
        for (const PlacedPort &port : space.ports) {
            const bool isOwn = !space.space->isShared || port.port->underlay != 0;
            Element element =
                portElement(host, port,
                            isOwn ? QStringLiteral("link:")
                                  : QStringLiteral("vrrp:%1@").arg(fromStd(space.space->routerId)));
            element.target.routerId = space.space->routerId;
            list.elements.push_back(std::move(element));
        }
    }
}

} // namespace kv::picture
