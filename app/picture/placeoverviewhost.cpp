// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/overviewcolumns.h"

#include "app/picture/names.h"
#include "app/picture/scenehost.h"
#include "app/picture/text.h"

#include <algorithm>
#include <cmath>

namespace kv::picture {

namespace {

constexpr double busGap = 14; ///< of the management line below the bridges

Rect mirrored(Rect rect, double width)
{
    rect.x = width - rect.right();
    return rect;
}

Rect placedAt(const Rect &rect, const OverviewLane &lane, Point origin)
{
    const Rect turned = lane.isRight ? mirrored(rect, lane.width()) : rect;
    return { turned.x + origin.x, turned.y + origin.y, turned.width, turned.height };
}

/// From the host's own plane, in which the network is at the right, to where the host stands.
void moveTo(OverviewHost &host, const OverviewLane &lane, Point origin)
{
    for (PlacedInterface &made : host.placed.interfaces)
        made.rect = placedAt(made.rect, lane, origin);
    for (PlacedBridge &made : host.placed.bridges)
        made.rect = placedAt(made.rect, lane, origin);
    for (PlacedSpace &made : host.placed.spaces)
        made.rect = placedAt(made.rect, lane, origin);
    for (OverviewBox &made : host.frames)
        made.rect = placedAt(made.rect, lane, origin);
    for (OverviewBox &made : host.boxes)
        made.rect = placedAt(made.rect, lane, origin);
    for (OverviewWire &wire : host.wires) {
        for (Point &p : wire.points)
            p = { origin.x + (lane.isRight ? lane.width() - p.x : p.x), origin.y + p.y };
    }
}

} // namespace

void OverviewColumns::solve()
{
    m_hubs = hubsOf(m_host);
    m_made.placed.host = &m_host;
    m_made.placed.isRight = m_lane.isRight;
    placeHubs();
    placeNetworking();
    placeInterfaces();
    placeManagement();
    placeIdle();
    exitMiddle();
    placeOuter();
    wireHubs();
    wireUplinks();
    wireMetadata();
    wireManagement();
    double bottom = emptyBottom;
    for (const double reached : { m_middleBottom, m_outerBottom, m_interfaceBottom })
        bottom = std::max(bottom, reached);
    m_made.placed.rect = { 0, 0, m_lane.width(), std::ceil((bottom + 12) / 4) * 4 };
}

OverviewHost OverviewColumns::take(Point origin)
{
    moveTo(m_made, m_lane, origin);
    m_made.placed.rect.x = origin.x;
    m_made.placed.rect.y = origin.y;
    return std::move(m_made);
}

const SceneProgram *OverviewColumns::programOf(std::string_view program) const
{
    for (const SceneProgram &made : m_host.programs) {
        if (made.program == program)
            return &made;
    }
    return nullptr;
}

void OverviewColumns::addFrame(std::string_view program, const Rect &rect)
{
    const SceneProgram *made = programOf(program);
    if (made == nullptr)
        return;
    OverviewBox frame;
    frame.id = QStringLiteral("agent:%1:%2").arg(fromStd(m_host.name), fromStd(made->program));
    frame.kind = ElementKind::agent;
    frame.rect = rect;
    frame.title = made->title;
    frame.name = Text::tr("%1 on %2").arg(made->title, fromStd(m_host.name));
    frame.description = Text::tr("seen running: %1").arg(fromStd(made->program));
    m_made.frames.push_back(std::move(frame));
}

OverviewBox &OverviewColumns::addBox(ElementKind kind, const QString &tail, const Rect &rect)
{
    OverviewBox &box = m_made.boxes.emplace_back();
    box.id = QStringLiteral("%1:%2:%3")
                 .arg(kind == ElementKind::firewall ? QStringLiteral("firewall") : QStringLiteral("service"),
                      fromStd(m_host.name), tail);
    box.kind = kind;
    box.rect = rect;
    return box;
}

/// Bridges stand in rows from the top, those of one interface nearer to each other.
void OverviewColumns::placeHubs()
{
    const double right = middleX() + middleWidth(m_lane.isRight) - 8;
    double cursor = firstHubRow;
    const SceneInterface *last = nullptr;
    for (std::size_t i = 0; i < m_hubs.size(); ++i) {
        const OverviewHub &hub = m_hubs[i];
        const bool isSame = i > 0 && hub.bridge != nullptr && hub.bridge == m_hubs[i - 1].bridge;
        if (i > 0 && !isSame)
            cursor += hub.interface == last && hub.bridge != nullptr ? hubPitch : widePitch;
        last = hub.interface;
        if (hub.bridge == nullptr) {
            m_places.push_back({ cursor, middleX() + middleWidth(m_lane.isRight) + innerGutter });
            m_middleBottom = std::max(m_middleBottom, cursor + 12);
            continue;
        }
        const double width = m_lane.isRight ? middleWidth(true) - 16 : bridgeWidth;
        const Rect rect{ right - width, cursor - bridgeHeight / 2, width, bridgeHeight };
        if (hub.isFiltered) {
            const Rect wall{ middleX() + 8, cursor - 6 - firewallHeight / 2, rect.x - 10 - middleX() - 8,
                             firewallHeight };
            addFirewall(hub, wall);
            m_places.push_back({ cursor - 6, wall.x });
        } else {
            PlacedBridge placed;
            placed.bridge = hub.bridge;
            placed.rect = rect;
            m_made.placed.bridges.push_back(std::move(placed));
            m_places.push_back({ isSame ? cursor + 13 : cursor, rect.x });
            m_bridgeBottom = rect.bottom() + 10;
        }
    }
    if (m_bridgeBottom == 0 && runs(bridgeAgent))
        m_bridgeBottom = contentTop + 34;
    if (m_bridgeBottom > 0) {
        addFrame(bridgeAgent,
                 { middleX(), contentTop, middleWidth(m_lane.isRight), m_bridgeBottom - contentTop });
        m_middleBottom = std::max(m_middleBottom, m_bridgeBottom);
    }
}

void OverviewColumns::addFirewall(const OverviewHub &hub, const Rect &rect)
{
    OverviewBox &wall = addBox(ElementKind::firewall, QString::number(hub.bridge->link.key.ifindex), rect);
    wall.title = Text::tr("Firewall");
    wall.isInner = true;
    wall.name = Text::tr("firewall of %1").arg(fromStd(hub.bridge->link.name));
    QStringList ports;
    for (const ScenePort &tap : hub.bridge->taps) {
        if (tap.isFiltered)
            ports << fromStd(tap.name);
    }
    wall.description = Text::tr("filter rules name %1").arg(ports.join(QStringLiteral(", ")));
}

/// neutron-server: the API, and ML2 where its command line names it.
void OverviewColumns::placeNetworking()
{
    const SceneProgram *server = programOf("neutron-server");
    if (server == nullptr)
        return;
    const double top = m_middleBottom > 0 ? m_middleBottom + 12 : contentTop;
    const double x = middleX();
    const double width = middleWidth(m_lane.isRight);
    const QString program = QStringLiteral("neutron-server");
    double cursor = top + frameHead;
    OverviewBox &api = addBox(ElementKind::service, QStringLiteral("api"), { x + 8, cursor, width - 16, 30 });
    api.title = Text::tr("API");
    api.subtitle = program;
    api.isInner = true;
    api.name = Text::tr("Networking API on %1").arg(fromStd(m_host.name));
    api.description = Text::tr("seen running: %1").arg(program);
    cursor += 38;
    if (server->hasMl2) {
        OverviewBox &ml2 =
            addBox(ElementKind::service, QStringLiteral("ml2"), { x + 8, cursor, width - 16, 24 });
        ml2.title = Text::tr("ML2 plug-in");
        ml2.isInner = true;
        ml2.name = Text::tr("ML2 plug-in on %1").arg(fromStd(m_host.name));
        ml2.description = Text::tr("named on the command line of %1").arg(program);
        cursor += 32;
    }
    addFrame("neutron-server", { x, top, width, cursor + 6 - top });
    m_middleBottom = cursor + 6;
}

/// Interfaces that carry something span its rows.
void OverviewColumns::placeInterfaces()
{
    const double x = middleX() + middleWidth(m_lane.isRight) + innerGutter;
    std::vector<PlacedInterface> &carrying = m_made.placed.interfaces;
    for (const SceneInterface &made : m_host.interfaces) {
        double first = 0;
        double last = 0;
        for (std::size_t i = 0; i < m_hubs.size(); ++i) {
            if (m_hubs[i].interface != &made)
                continue;
            const double row = std::round(m_places[i].y);
            first = first == 0 ? row : first;
            last = row;
        }
        if (first > 0)
            carrying.push_back({ &made, { x, first - 18, interfaceWidth, last - first + 36 }, {} });
    }
    std::stable_sort(carrying.begin(), carrying.end(),
                     [](const PlacedInterface &a, const PlacedInterface &b) { return a.rect.y < b.rect.y; });
    m_interfaceBottom = carrying.empty() ? 0 : carrying.back().rect.bottom();
    const bool isBelow = std::any_of(m_hubs.begin(), m_hubs.end(), [this](const OverviewHub &hub) {
        return std::any_of(m_host.management.begin(), m_host.management.end(),
                           [&hub](const SceneInterface &made) { return hub.interface == &made; });
    });
    if (!isBelow) // else management stands directly under what carries
        placeIdle();
}

/// Interfaces that carry nothing; once, below the others.
void OverviewColumns::placeIdle()
{
    const double x = middleX() + middleWidth(m_lane.isRight) + innerGutter;
    for (const SceneInterface &made : m_host.interfaces) {
        const bool isPlaced =
            std::any_of(m_made.placed.interfaces.begin(), m_made.placed.interfaces.end(),
                        [&made](const PlacedInterface &placed) { return placed.interface == &made; });
        if (isPlaced)
            continue;
        const double top = m_interfaceBottom > 0 ? m_interfaceBottom + 8 : contentTop + 24;
        m_made.placed.interfaces.push_back({ &made, { x, top, interfaceWidth, 32 }, {} });
        m_interfaceBottom = top + 32;
    }
}

/// The management lines of what stands between the gutters: the lowest leaves downwards.
void OverviewColumns::exitMiddle()
{
    std::vector<const OverviewBox *> middle;
    for (const OverviewBox &frame : m_made.frames)
        middle.push_back(&frame);
    for (const OverviewBox *frame : middle) {
        const QString program = frame->id.section(QLatin1Char(':'), -1);
        if (frame == middle.back()) {
            m_exits.push_back(
                { program, frame->title, { frame->rect.center().x, frame->rect.bottom() }, true });
            continue;
        }
        m_sideExitRow = frame->rect.bottom() - 5;
        m_exits.push_back({ program, frame->title, { frame->rect.x, m_sideExitRow }, false });
    }
}

/// The first management interface stands at the row of the agents' common line.
void OverviewColumns::placeManagement()
{
    const double x = middleX() + middleWidth(m_lane.isRight) + innerGutter;
    const double free = m_interfaceBottom > 0 ? m_interfaceBottom + 8 : contentTop;
    const double below = m_middleBottom > 0 ? m_middleBottom + busGap : contentTop + 17;
    m_busRow = std::ceil(std::max(below, free + 17) / 4) * 4;
    for (std::size_t i = 0; i < m_host.management.size(); ++i) {
        const SceneInterface &made = m_host.management[i];
        Rect rect{ x, m_busRow - 17, interfaceWidth, 34 };
        if (i > 0)
            rect.y = m_interfaceBottom + 8;
        for (std::size_t h = 0; h < m_hubs.size(); ++h) {
            if (m_hubs[h].interface != &made || m_places[h].y >= rect.y)
                continue;
            rect.height += rect.y - (m_places[h].y - 18);
            rect.y = m_places[h].y - 18;
        }
        m_made.placed.interfaces.push_back({ &made, rect, {} });
        m_interfaceBottom = rect.bottom();
    }
}

OverviewHost placeOverviewHost(const SceneHost &host, const OverviewLane &lane, Point origin)
{
    OverviewColumns columns(host, lane);
    columns.solve();
    return columns.take(origin);
}

} // namespace kv::picture
