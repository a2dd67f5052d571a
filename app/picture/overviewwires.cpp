// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The lines inside a host of the overview. The lines of one hub share a trunk in the gutter.
#include "app/picture/overviewcolumns.h"

#include "app/picture/names.h"
#include "app/picture/text.h"

#include <algorithm>
#include <cmath>

namespace kv::picture {

namespace {

constexpr double trackPitch = 6; ///< of the lines to metadata processes

template <class Places, class Matches> auto placeOf(const Places &places, Matches matches)
{
    const auto it = std::find_if(places.begin(), places.end(), matches);
    return it == places.end() ? nullptr : &*it;
}

/// Whether every port of a namespace on a bridge is down.
bool isCutOff(const OverviewHub &hub, const SceneSpace &space)
{
    if (hub.bridge == nullptr)
        return hub.interface->link.state == PortState::down;
    if (hub.bridge->link.state == PortState::down)
        return true;
    return std::all_of(space.ports.begin(), space.ports.end(), [&hub](const ScenePort &port) {
        const bool isOn = std::any_of(hub.bridge->taps.begin(), hub.bridge->taps.end(), [&](const auto &tap) {
            return tap.peer == port.key || tap.key == port.peer;
        });
        return !isOn || port.state == PortState::down;
    });
}

} // namespace

void OverviewColumns::addWire(const QString &tail, const QString &name, state::NetworkKind kind,
                              std::vector<Point> points, bool isDown)
{
    m_made.wires.push_back({ QStringLiteral("line:%1:%2").arg(fromStd(m_host.name), tail), name, kind,
                             std::move(points), isDown });
}

void OverviewColumns::wireHubs()
{
    for (const Anchor &anchor : m_anchors) {
        const OverviewHub &hub = m_hubs[anchor.hub];
        const HubPlace &to = m_places[anchor.hub];
        const PlacedSpace *from = placeOf(m_made.placed.spaces, [&anchor](const PlacedSpace &placed) {
            return placed.space == anchor.space;
        });
        const QString hubName =
            fromStd(hub.bridge != nullptr ? hub.bridge->link.name : hub.interface->link.name);
        const Point start{ from->rect.right(), anchor.y };
        const double x = trunkX(anchor.hub);
        std::vector<Point> points{ start, { to.x, to.y } };
        if (std::abs(anchor.y - to.y) > 0.5)
            points = { start, { x, anchor.y }, { x, to.y }, { to.x, to.y } };
        const QString tail =
            QStringLiteral("%1:%2%3")
                .arg(anchor.space->cookie)
                .arg(hubName,
                     anchor.space->isShared ? QLatin1Char(':') + fromStd(anchor.space->routerId) : QString());
        addWire(tail, Text::tr("%1 on %2").arg(anchor.space->title, hubName), hub.kind, std::move(points),
                isCutOff(hub, *anchor.space));
    }
}

void OverviewColumns::wireUplinks()
{
    for (std::size_t i = 0; i < m_hubs.size(); ++i) {
        const OverviewHub &hub = m_hubs[i];
        if (!hub.isFiltered)
            continue;
        const PlacedBridge *bridge = placeOf(m_made.placed.bridges, [&hub](const PlacedBridge &placed) {
            return placed.bridge == hub.bridge;
        });
        const OverviewBox *wall = placeOf(m_made.boxes, [&](const OverviewBox &box) {
            return box.kind == ElementKind::firewall && box.rect.x == m_places[i].x
                && std::abs(box.rect.center().y - m_places[i].y) < 1;
        });
        const double y = m_places[i].y;
        addWire(QStringLiteral("firewall:") + fromStd(hub.bridge->link.name), wall->name, hub.kind,
                { { wall->rect.right(), y }, { bridge->rect.x, y } });
    }
    for (const PlacedBridge &bridge : m_made.placed.bridges) {
        std::vector<const SceneInterface *> done;
        for (const ScenePort &uplink : bridge.bridge->uplinks) {
            const SceneInterface *carrier = carrierOf(m_host, uplink);
            const PlacedInterface *to =
                placeOf(m_made.placed.interfaces,
                        [carrier](const PlacedInterface &placed) { return placed.interface == carrier; });
            if (to == nullptr || std::find(done.begin(), done.end(), carrier) != done.end())
                continue;
            const double row = bridge.rect.center().y;
            std::vector<Point> points{ { bridge.rect.right(), row }, { to->rect.x, row } };
            if (!done.empty()) { // a second way out, beside the first
                const double x = bridge.rect.right() + 10 + 4 * static_cast<double>(done.size());
                const double y = row + 8;
                points = { { bridge.rect.right(), y },
                           { x, y },
                           { x, to->rect.center().y + 6 },
                           { to->rect.x, to->rect.center().y + 6 } };
            }
            done.push_back(carrier);
            const QString name = fromStd(bridge.bridge->link.name);
            addWire(name + QLatin1Char('>') + carrier->link.title,
                    Text::tr("%1 on %2").arg(name, carrier->link.title), overviewKind(*bridge.bridge),
                    std::move(points),
                    carrier->link.state == PortState::down || uplink.state == PortState::down);
        }
    }
}

void OverviewColumns::wireMetadata()
{
    // From the innermost: the process nearest to its namespace.
    for (std::size_t i = 0; i < m_proxies.size(); ++i) {
        const auto &[space, rect] = m_proxies[i];
        const PlacedSpace *from = placeOf(m_made.placed.spaces, [space = space](const PlacedSpace &placed) {
            return placed.space == space;
        });
        const std::vector<std::size_t> hubs = hubsOfSpace(*space);
        const double x = m_lane.outerPad - trackPitch * static_cast<double>(i + 1);
        const double y = from->rect.center().y;
        addWire(QStringLiteral("metadata:%1").arg(space->cookie),
                Text::tr("metadata process of %1").arg(fromStd(space->name)),
                hubs.empty() ? state::NetworkKind::none : m_hubs[hubs.front()].kind,
                { { from->rect.x, y }, { x, y }, { x, rect.center().y }, { rect.x, rect.center().y } });
    }
}

void OverviewColumns::wireManagement()
{
    if (m_host.management.empty())
        return;
    const SceneInterface &interface = m_host.management.front();
    const PlacedInterface *to =
        placeOf(m_made.placed.interfaces,
                [&interface](const PlacedInterface &placed) { return placed.interface == &interface; });
    for (const Exit &exit : m_exits) {
        const Point end{ to->rect.x, m_busRow };
        std::vector<Point> points{ exit.from, { exit.from.x, m_busRow }, end };
        if (!exit.isDropped)
            points = { exit.from, { managementX(), exit.from.y }, { managementX(), m_busRow }, end };
        addWire(QStringLiteral("management:") + exit.tail,
                Text::tr("%1 on %2").arg(exit.title, interface.link.title), state::NetworkKind::management,
                std::move(points), interface.link.state == PortState::down);
    }
}

} // namespace kv::picture
