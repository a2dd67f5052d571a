// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/draw.h"
#include "app/picture/names.h"
#include "app/picture/paint.h"
#include "app/picture/text.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace kv::picture {

namespace {

constexpr double gutterInset = 6;
constexpr double underFilter = 3; ///< lines reach the cloud's outline

/// Wires of one host in its lane's direction: "outer" faces the routers or guests, "inner" the network.
class Wiring {
public:
    Wiring(DisplayList &list, const PlacedHost &host) : m_list(list), m_host(host), m_taps(host) { }

    void paint()
    {
        for (const PlacedBridge &bridge : m_host.bridges) {
            for (const PlacedPort &uplink : bridge.uplinks)
                paintUplink(bridge, uplink);
            paintBus(bridge);
        }
        planBends();
        for (const PlacedSpace &space : m_host.spaces) {
            for (const PlacedPort &port : space.ports)
                paintVeth(space, port);
        }
    }

private:
    DisplayList &m_list;
    const PlacedHost &m_host;
    TapIndex m_taps;
    std::map<model::LinkKey, double> m_tracks; ///< of bent lines: part of the gutter's width

    double outerX(const Rect &r) const { return m_host.isRight ? r.right() : r.x; }
    double innerX(const Rect &r) const { return m_host.isRight ? r.x : r.right(); }

    void add(const QString &id, const QString &name, const std::vector<Point> &points,
             state::NetworkKind kind, bool isDown, bool isFiltered = false)
    {
        Element wire;
        wire.id = id;
        wire.kind = ElementKind::wire;
        wire.network = kind;
        wire.state = isDown ? ElementState::down : ElementState::up;
        wire.name = name;
        const Dash dash = isDown || isFiltered ? Dash{ 3, 3 } : Dash{};
        wire.shapes.push_back(lineShape(points, { lineColour(kind), 2, dash }));
        wire.bounds = wire.shapes.front().rect;
        m_list.elements.push_back(std::move(wire));
    }

    const PlacedInterface *below(const ScenePort &uplink) const
    {
        for (const PlacedInterface &interface : m_host.interfaces) {
            const model::LinkKey key = interface.interface->link.key;
            if (key == uplink.key || (uplink.underlay != 0 && uplink.underlay == key.ifindex))
                return &interface;
        }
        return nullptr;
    }

    void paintUplink(const PlacedBridge &bridge, const PlacedPort &uplink)
    {
        const PlacedInterface *interface = below(*uplink.port);
        if (interface == nullptr)
            return;
        const double from = outerX(interface->rect);
        const double to = innerX(uplink.rect);
        const double row = uplink.row();
        std::vector<Point> points{ { from, row }, { to, row } };
        if (row < interface->rect.y + 4 || row > interface->rect.bottom() - 4) {
            const double mid = from + (innerX(bridge.rect) - from) / 2;
            const double y = std::clamp(row, interface->rect.y + 8, interface->rect.bottom() - 8);
            points = { { from, y }, { mid, y }, { mid, row }, { to, row } };
        }
        const bool isDown =
            interface->interface->link.state == PortState::down || uplink.port->state == PortState::down;
        add(linkId(QStringLiteral("wire:"), m_host.host->name, uplink.port->key),
            Text::tr("%1 on %2").arg(fromStd(uplink.port->name), interface->interface->link.title), points,
            uplink.port->kind, isDown);
    }

    void paintBus(const PlacedBridge &bridge)
    {
        if (bridge.uplinks.size() + bridge.taps.size() < 2)
            return;
        const double x = bridge.busX;
        const double trunk =
            bridge.uplinks.empty() ? bridge.taps.front().row() : bridge.uplinks.front().row();
        const state::NetworkKind kind =
            bridge.uplinks.empty() ? bridge.taps.front().port->kind : bridge.uplinks.front().port->kind;
        const QString name = fromStd(bridge.bridge->link.name);
        for (const PlacedPort &port : bridge.uplinks)
            join(port, outerX(port.rect), x, trunk, kind, name);
        for (std::size_t i = 0; i < bridge.taps.size(); ++i) {
            const PlacedPort &port = bridge.taps[i];
            if (bridge.filters[i].width > 0)
                passFilter(port, bridge.filters[i], x, trunk, kind, name);
            else
                join(port, innerX(port.rect), x, trunk, kind, name);
        }
    }

    /// Dashed, as in the guide's figure: what comes through is not all that comes.
    void passFilter(const PlacedPort &port, const Rect &filter, double x, double trunk,
                    state::NetworkKind kind, const QString &name)
    {
        const double row = port.row();
        add(linkId(QStringLiteral("wall:"), m_host.host->name, port.port->key), name,
            { { innerX(port.rect), row }, { filter.x + underFilter, row } }, kind,
            port.port->state == PortState::down, true);
        join(port, filter.right() - underFilter, x, trunk, kind, name, true);
    }

    void join(const PlacedPort &port, double from, double x, double trunk, state::NetworkKind kind,
              const QString &name, bool isFiltered = false)
    {
        const double row = port.row();
        std::vector<Point> points{ { from, row }, { x, row } };
        if (std::abs(row - trunk) > 0.5)
            points.push_back({ x, trunk });
        add(linkId(QStringLiteral("bus:"), m_host.host->name, port.port->key), name, points, kind,
            port.port->state == PortState::down, isFiltered);
    }

    void planBends()
    {
        const Bends bends = bendsOf(m_host);
        for (const Bend &bend : bends.lines)
            m_tracks[bend.port] = (bend.track + 0.5) / bends.tracks;
    }

    void paintVeth(const PlacedSpace &space, const PlacedPort &port)
    {
        const auto [tap, bridge] = m_taps.of(*port.port);
        if (tap == nullptr)
            return paintDirect(space, port);
        const double from = outerX(tap->rect);
        const double to = innerX(port.rect);
        const double gutterFrom = outerX(bridge->rect);
        const double gutterTo = innerX(space.rect);
        std::vector<Point> points{ { from, tap->row() }, { to, port.row() } };
        const bool isStraight = std::abs(tap->row() - port.row()) < 0.5;
        if (!isStraight) {
            const double side = gutterTo > gutterFrom ? 1 : -1;
            const double room = std::abs(gutterTo - gutterFrom) - 2 * gutterInset;
            const double part = m_tracks[port.port->key];
            const double x = gutterFrom + side * (gutterInset + room * part);
            points = { { from, tap->row() }, { x, tap->row() }, { x, port.row() }, { to, port.row() } };
        }
        const bool isDown = tap->port->state == PortState::down || port.port->state == PortState::down;
        const QString name =
            Text::tr("veth %1 to %2").arg(fromStd(tap->port->name), fromStd(port.port->name));
        add(linkId(QStringLiteral("veth:"), m_host.host->name, port.port->key), name, points, port.port->kind,
            isDown);
        if (isStraight && m_tracks.empty())
            label(linkId(QStringLiteral("vethlabel:"), m_host.host->name, port.port->key),
                  { (gutterFrom + gutterTo) / 2, port.row() - 5 });
    }

    /// A router without a namespace: its VRRP interface is the host's own.
    void paintDirect(const PlacedSpace &space, const PlacedPort &port)
    {
        for (const PlacedInterface &interface : m_host.interfaces) {
            const model::LinkKey key = interface.interface->link.key;
            const bool isVmac = port.port->underlay != 0 && port.port->key.netns == key.netns
                && port.port->underlay == key.ifindex;
            if (key != port.port->key && !isVmac)
                continue;
            const double y = std::clamp(port.row(), interface.rect.y + 8, interface.rect.bottom() - 8);
            std::vector<Point> points{ { outerX(interface.rect), y }, { innerX(port.rect), port.row() } };
            if (std::abs(y - port.row()) > 0.5) {
                const double x = (outerX(interface.rect) + innerX(port.rect)) / 2;
                points = { points[0], { x, y }, { x, port.row() }, points[1] };
            }
            add(linkId(QStringLiteral("direct:%1@").arg(fromStd(space.space->routerId)), m_host.host->name,
                       port.port->key),
                fromStd(port.port->name), points, port.port->kind, port.port->state == PortState::down);
        }
    }

    void label(const QString &id, Point at)
    {
        Element text;
        text.id = id;
        text.shapes.push_back(
            textShape(at, QStringLiteral("veth"), { 10, false, Colour::dim, Anchor::middle }));
        text.bounds = text.shapes.front().rect;
        m_list.elements.push_back(std::move(text));
    }
};

} // namespace

void paintWires(DisplayList &list, const PlacedHost &host)
{
    Wiring(list, host).paint();
}

} // namespace kv::picture
