// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/paintpath.h"

#include "app/picture/draw.h"
#include "app/picture/names.h"
#include "app/picture/paint.h"
#include "app/picture/text.h"

#include <algorithm>
#include <map>

namespace kv::picture {

namespace {

using state::HopKind;

constexpr double casingWidth = 7.5; ///< mockups' grammar
constexpr double haloWidth = 4.8;
constexpr double arcInset = 7; ///< of the line from port to port, from the router's box

Dash dashOf(TraceStyle style)
{
    return style == TraceStyle::sure ? Dash{} : style == TraceStyle::unsure ? Dash{ 7, 5 } : Dash{ 2, 5 };
}

/// The casing of a line: an edge of ink and a light inside; dashed, only the edge.
std::vector<Shape> casing(const Shape &line, TraceStyle style)
{
    std::vector<Shape> shapes;
    Shape edge = line;
    edge.stroke = Colour::path;
    edge.strokeWidth = static_cast<float>(casingWidth);
    edge.dash = dashOf(style);
    shapes.push_back(edge);
    if (style == TraceStyle::aside)
        return shapes;
    Shape halo = line;
    halo.stroke = Colour::pathHalo;
    halo.strokeWidth = static_cast<float>(haloWidth);
    halo.dash = {};
    shapes.push_back(halo);
    return shapes;
}

/// An arrow head on the middle of the longest stretch.
Shape chevron(const std::vector<Point> &points)
{
    constexpr double half = 3.4;
    std::size_t longest = 1;
    const auto length = [&points](std::size_t i) {
        return std::abs(points[i].x - points[i - 1].x) + std::abs(points[i].y - points[i - 1].y);
    };
    for (std::size_t i = 2; i < points.size(); ++i)
        longest = length(i) > length(longest) ? i : longest;
    const Point from = points[longest - 1];
    const Point to = points[longest];
    const Point mid{ (from.x + to.x) / 2, (from.y + to.y) / 2 };
    const double dx = to.x > from.x + 0.5 ? 1 : to.x < from.x - 0.5 ? -1 : 0;
    const double dy = dx != 0 ? 0 : to.y > from.y ? 1 : -1;
    return lineShape({ { mid.x - dx * half + dy * half, mid.y - dy * half + dx * half },
                       { mid.x + dx * half, mid.y + dy * half },
                       { mid.x - dx * half - dy * half, mid.y - dy * half - dx * half } },
                     { Colour::path, 1.8, {} }, 0);
}

class PathPainter {
public:
    PathPainter(DisplayList &list, const Placement &placement) : m_list(list), m_placement(placement) { }

    void paint(const PathTrace &trace)
    {
        const TraceMark *port = nullptr; // the last mark that a tube begins at
        const TraceMark *inside = nullptr; // the tunnel whose network is in the tube
        const TraceMark *network = nullptr;
        const TraceMark *gateway = nullptr;
        for (const TraceMark &mark : trace.marks) {
            if (mark.style == TraceStyle::aside)
                continue;
            if (mark.kind == HopKind::physicalNetwork) {
                network = &mark;
                continue;
            }
            if (network && port)
                between(*port, mark, *network, inside);
            network = nullptr;
            if (mark.kind == HopKind::gatewayPort)
                gateway = &mark;
            else if (mark.kind == HopKind::insidePort && gateway && gateway->host == mark.host)
                arc(*gateway, mark);
            inside = mark.kind == HopKind::tunnel ? &mark : mark.kind == HopKind::uplink ? inside : nullptr;
            port = &mark;
        }
    }

private:
    struct End {
        const Branch *branch = nullptr;
        const Spine *spine = nullptr;
    };

    End endOf(const TraceMark &mark) const
    {
        for (const Spine *spine : { &m_placement.overlay, &m_placement.provider }) {
            for (const Branch &branch : spine->branches) {
                if (branch.host->host->name == mark.host
                    && branch.interface->interface->link.key == mark.link)
                    return { &branch, spine };
            }
        }
        return {};
    }

    void add(const QString &id, const std::vector<Point> &points, TraceStyle style, state::NetworkKind kind)
    {
        Element element;
        element.id = id;
        element.kind = ElementKind::wire;
        element.network = kind;
        element.state = style == TraceStyle::sure ? ElementState::normal : ElementState::unknown;
        element.name = Text::tr("traffic path");
        const Shape line = lineShape(points, { lineColour(kind), 2, dashOf(style) }, 5);
        element.shapes = casing(line, style);
        element.shapes.push_back(line);
        element.shapes.push_back(chevron(points));
        element.bounds = line.rect;
        m_list.elements.push_back(std::move(element));
    }

    /// Along the network's own line in the tube, from one host's branch to the other's.
    void between(const TraceMark &from, const TraceMark &to, const TraceMark &network,
                 const TraceMark *tunnel)
    {
        const End a = endOf(from);
        const End b = endOf(to);
        if (!a.branch || !b.branch || a.spine != b.spine)
            return;
        const std::string &key = tunnel && !tunnel->network.empty() ? tunnel->network : network.network;
        const auto slot = std::ranges::find(a.spine->networks, key, &state::Network::key);
        const bool isIn = slot != a.spine->networks.end();
        const double x = isIn ? a.spine->slots[static_cast<std::size_t>(slot - a.spine->networks.begin())]
                              : a.spine->tube.center().x;
        const auto rowOn = [&key](const Branch &branch) {
            const auto at = std::ranges::find(branch.networks, key);
            return at == branch.networks.end()
                ? branch.y
                : branch.lineY(static_cast<std::size_t>(at - branch.networks.begin()));
        };
        const TraceStyle style = std::max({ from.style, to.style, network.style });
        add(QStringLiteral("path:%1>%2").arg(fromStd(from.host), fromStd(to.host)),
            { { a.branch->edge, rowOn(*a.branch) },
              { x, rowOn(*a.branch) },
              { x, rowOn(*b.branch) },
              { b.branch->edge, rowOn(*b.branch) } },
            style, isIn ? slot->kind : state::NetworkKind::provider);
    }

    /// Through the router, behind its ports.
    void arc(const TraceMark &gateway, const TraceMark &inside)
    {
        for (const PlacedHost &host : m_placement.hosts) {
            for (const PlacedSpace &space : host.spaces) {
                const auto has = [&](const TraceMark &mark) {
                    return std::ranges::find_if(space.ports, [&](const PlacedPort &port) {
                        return host.host->name == mark.host && port.port->key == mark.link;
                    });
                };
                const auto from = has(gateway);
                const auto to = has(inside);
                if (from == space.ports.end() || to == space.ports.end())
                    continue;
                const double x = host.isRight ? space.rect.right() - arcInset : space.rect.x + arcInset;
                const auto edge = [&host](const PlacedPort &port) {
                    return host.isRight ? port.rect.right() : port.rect.x;
                };
                add(QStringLiteral("path:through:") + fromStd(gateway.host),
                    { { edge(*from), from->row() },
                      { x, from->row() },
                      { x, to->row() },
                      { edge(*to), to->row() } },
                    std::max(gateway.style, inside.style), to->port->kind);
            }
        }
    }

    DisplayList &m_list;
    const Placement &m_placement;
};

/// What an element's id says that it belongs to: "bus:network1:4711:9" is "network1:4711:9".
QString linkPart(const QString &id)
{
    const qsizetype second = id.lastIndexOf(QLatin1Char(':'));
    const qsizetype first = second <= 0 ? -1 : id.lastIndexOf(QLatin1Char(':'), second - 1);
    const qsizetype host = first <= 0 ? -1 : id.lastIndexOf(QLatin1Char(':'), first - 1);
    return host < 0 ? QString() : id.mid(host + 1);
}

using Marked = std::map<QString, TraceStyle>; ///< by an element's id or what it belongs to

/// The overview's lines from a bridge to the space and to the interface that the path comes from or goes to.
void markOverviewLines(const PathTrace &trace, Marked &marked)
{
    constexpr std::ptrdiff_t reach = 2; // the bridge's port, or the tunnel, is between
    const auto size = static_cast<std::ptrdiff_t>(trace.marks.size());
    for (std::ptrdiff_t i = 0; i < size; ++i) {
        const TraceMark &bridge = trace.marks[static_cast<std::size_t>(i)];
        if (bridge.kind != HopKind::bridge)
            continue;
        const QString begin = QStringLiteral("line:%1:").arg(fromStd(bridge.host));
        const QString name = fromStd(bridge.interface);
        for (std::ptrdiff_t j = std::max(i - reach, std::ptrdiff_t(0)); j <= std::min(i + reach, size - 1);
             ++j) {
            const TraceMark &mark = trace.marks[static_cast<std::size_t>(j)];
            if (mark.host != bridge.host || mark.style == TraceStyle::aside)
                continue;
            const TraceStyle style = std::max(bridge.style, mark.style);
            if (mark.kind == HopKind::uplink)
                marked.emplace(begin + name + QLatin1Char('>') + fromStd(mark.interface), style);
            if (mark.kind == HopKind::guest || mark.kind == HopKind::gatewayPort
                || mark.kind == HopKind::insidePort)
                marked.emplace(begin + QStringLiteral("%1:%2").arg(mark.link.netns).arg(name), style);
            if (mark.kind == HopKind::guest)
                marked.emplace(begin + QStringLiteral("firewall:") + name, style);
        }
    }
}

} // namespace

void paintPathBetween(DisplayList &list, const Placement &placement, const PathTrace &trace)
{
    PathPainter(list, placement).paint(trace);
}

Element pathLegend(Point sample, Point name)
{
    constexpr double half = 12;
    Element row;
    row.id = QStringLiteral("legend:path");
    row.kind = ElementKind::legend;
    row.name = Text::tr("traffic path");
    row.shapes.push_back(textShape(name, row.name, { 11, false, Colour::text }));
    const std::vector<Point> points{ { sample.x - half, sample.y }, { sample.x + half, sample.y } };
    const Shape line = lineShape(points, { lineColour(state::NetworkKind::selfService), 2, {} });
    append(row.shapes, casing(line, TraceStyle::sure));
    row.shapes.push_back(line);
    row.shapes.push_back(chevron(points));
    for (const Shape &shape : row.shapes)
        row.bounds = row.bounds.united(shape.rect);
    return row;
}

bool casePath(DisplayList &list, const PathTrace &trace)
{
    bool isSeen = false;
    Marked marked;
    markOverviewLines(trace, marked);
    for (const TraceMark &mark : trace.marks) {
        if (mark.host.empty())
            continue;
        marked.emplace(linkId({}, mark.host, mark.link), mark.style);
        if (mark.kind == HopKind::station)
            marked.emplace(QStringLiteral("outside:") + fromStd(mark.host), mark.style);
    }
    for (Element &element : list.elements) {
        const bool isLine =
            element.kind == ElementKind::wire || element.id.startsWith(QLatin1String("outside:"));
        const bool isCased = element.id.startsWith(QLatin1String("path:"));
        isSeen = isSeen || isCased;
        if (!isLine || element.shapes.empty() || isCased)
            continue;
        QString key = linkPart(element.id);
        if (element.id.startsWith(QLatin1String("outside:")))
            key = QStringLiteral("outside:") + element.id.section(QLatin1Char(':'), 1, 1);
        auto found = marked.find(element.id);
        if (found == marked.end())
            found = marked.find(key);
        if (found == marked.end())
            continue;
        std::vector<Shape> shapes;
        for (const Shape &shape : element.shapes) {
            if (shape.kind == Shape::Kind::path && shape.fill == Colour::none)
                append(shapes, casing(shape, found->second));
        }
        append(shapes, std::move(element.shapes));
        element.shapes = std::move(shapes);
        element.description = Text::tr("on the traffic path");
        isSeen = true;
    }
    return isSeen;
}

} // namespace kv::picture
