// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/columns.h"
#include "app/picture/draw.h"
#include "app/picture/names.h"
#include "app/picture/paint.h"
#include "app/picture/paintpath.h"
#include "app/picture/text.h"

namespace kv::picture {

namespace {

using state::NetworkKind;

constexpr double statesX = 216; ///< of the legend's second column
constexpr double lastRow = 133; ///< in it; no list is as long

class Legend {
public:
    Legend(Element &element, Point at) : m_element(element), m_at(at) { }

    /// Only what is there.
    void networks(const Scene &scene, const Placement &placement)
    {
        double y = m_at.y + 28;
        const auto row = [this, &y](const QString &name, const QString &detail) {
            text(36, y, name, detail);
            y += 21;
            return Point{ m_at.x, y - 24.5 };
        };
        if (!placement.overlay.branches.empty())
            tube(row(Text::tr("Overlay"), fromStd(scene.overlaySubnet)), NetworkKind::overlay, Colour::tube,
                 NetworkKind::selfService);
        if (!placement.provider.branches.empty() && !isPlain(placement.provider))
            tube(row(Text::tr("Provider"), Text::tr("aggregate")), NetworkKind::provider,
                 Colour::tubeProvider, NetworkKind::untagged);
        const std::pair<NetworkKind, QString> lines[] = {
            { NetworkKind::untagged, Text::tr("Provider, untagged") },
            { NetworkKind::provider, Text::tr("network") },
            { NetworkKind::selfService, Text::tr("Self-service") },
            { NetworkKind::ha, Text::tr("HA network") },
        };
        for (const auto &[kind, name] : lines) {
            const QString detail = label(scene, kind);
            const bool isOther = kind == NetworkKind::provider && !isPlain(placement.provider);
            if (detail.isEmpty() || isOther)
                continue;
            const Point p = row(name, kind == NetworkKind::untagged ? QString() : detail);
            m_element.shapes.push_back(lineShape(
                { p, { p.x + 28, p.y } },
                { lineColour(kind == NetworkKind::provider ? NetworkKind::untagged : kind), 3, {} }));
        }
        if (y > m_at.y + 28)
            head(0, Text::tr("NETWORKS"));
    }

    void states()
    {
        constexpr double x = statesX;
        head(x, Text::tr("STATE"));
        const std::pair<PortState, QString> rows[] = {
            { PortState::up, Text::tr("up, holds its addresses") },
            { PortState::bare, Text::tr("up, holds no address") },
            { PortState::held, Text::tr("holds addresses, isolated") },
            { PortState::down, Text::tr("down") },
        };
        double y = m_at.y + 28;
        for (const auto &[state, name] : rows) {
            ScenePort port;
            port.kind = NetworkKind::selfService;
            port.state = state;
            std::vector<Shape> shapes = portShapes({ m_at.x + x, y - 11, 28, 14 }, port);
            std::erase_if(shapes, [](const Shape &s) { return s.kind == Shape::Kind::text; });
            if (state == PortState::down)
                shapes.pop_back(); // the ground of a text that is not there
            append(m_element.shapes, std::move(shapes));
            text(x + 36, y, name, {});
            y += 21;
        }
        const Point beat{ m_at.x + x + 20, y - 4 };
        for (int i = 3; i >= 1; --i)
            m_element.shapes.push_back(
                circleShape({ beat.x - 6 * i, beat.y }, 4.2 - i * 0.7, Colour::haLine));
        m_element.shapes.push_back(circleShape(beat, 5, Colour::haFill, { Colour::portInk, 1.5, {} }));
        text(x + 36, y, Text::tr("heartbeat (VRRP)"), {});
    }

private:
    Element &m_element;
    Point m_at;

    void head(double x, const QString &name)
    {
        m_element.shapes.push_back(textShape({ m_at.x + x, m_at.y + 8 }, name, { 10, true, Colour::dim }));
    }

    void text(double x, double y, const QString &name, const QString &detail)
    {
        m_element.shapes.push_back(textShape({ m_at.x + x, y }, name, { 11, false, Colour::text }));
        if (!detail.isEmpty())
            m_element.shapes.push_back(textShape({ m_at.x + 118, y }, detail, { 10, false, Colour::dim }));
    }

    void tube(Point p, NetworkKind kind, Colour fill, NetworkKind inner)
    {
        m_element.shapes.push_back(
            boxShape({ p.x + 1, p.y - 5.5, 26, 11 }, 3, fill, { lineColour(kind), 2, {} }));
        m_element.shapes.push_back(lineShape({ p, { p.x + 28, p.y } }, { lineColour(inner), 2, {} }));
    }

    static QString label(const Scene &scene, NetworkKind kind)
    {
        QString all;
        for (const state::Network &network : scene.networks) {
            if (network.kind == kind)
                all += (all.isEmpty() ? QString() : QStringLiteral(", ")) + fromStd(network.label);
        }
        return all.size() > 18 ? all.left(17) + QChar(0x2026) : all;
    }
};

void addLine(DisplayList &list, const QString &id, Point from, Point to)
{
    Element line;
    line.id = id;
    line.kind = ElementKind::wire;
    line.shapes.push_back(lineShape({ from, to }, { Colour::nodeLine, 2, {} }));
    line.bounds = line.shapes.front().rect;
    list.elements.push_back(std::move(line));
}

/// The first interface of an external host that does not face the provider network.
const PlacedInterface *outside(const PlacedHost &host)
{
    for (const PlacedInterface &interface : host.interfaces) {
        if (!isFabricFacing(*interface.interface))
            return &interface;
    }
    return nullptr;
}

} // namespace

void paintGround(DisplayList &list, const Placement &placement)
{
    Element ground;
    ground.id = QStringLiteral("infrastructure");
    ground.kind = ElementKind::infrastructure;
    ground.bounds = placement.infrastructure;
    ground.name = Text::tr("Physical network");
    ground.shapes.push_back(boxShape(ground.bounds, 14, Colour::infra, { Colour::nodeLine, 1.4, {} }));
    ground.shapes.push_back(textShape({ ground.bounds.center().x, ground.bounds.y + 20 }, ground.name,
                                      { 12, true, Colour::ink, Anchor::middle }));
    list.elements.push_back(std::move(ground));
}

void paintInternet(DisplayList &list, const Rect &at)
{
    Element cloud;
    cloud.id = QStringLiteral("internet");
    cloud.kind = ElementKind::cloud;
    cloud.bounds = at;
    cloud.name = Text::tr("Internet");
    cloud.shapes.push_back(cloudShape(cloud.bounds, Colour::node, { Colour::nodeLine, 1.3, {} }));
    cloud.shapes.push_back(textShape({ cloud.bounds.center().x, cloud.bounds.center().y + 4 }, cloud.name,
                                     { 11, true, Colour::ink, Anchor::middle }));
    list.elements.push_back(std::move(cloud));
}

void paintExternalLines(DisplayList &list, const Placement &placement)
{
    if (placement.cloud.width <= 0)
        return;
    const double y = placement.cloud.center().y;
    for (const PlacedHost &host : placement.hosts) {
        const PlacedInterface *interface = host.isExternal ? outside(host) : nullptr;
        if (interface == nullptr)
            continue;
        const bool isGateway = facesNetwork(*host.host);
        const QString id = QStringLiteral("outside:") + fromStd(host.host->name);
        const Rect &r = interface->rect;
        addLine(list, id, { isGateway ? r.x : r.right(), r.center().y }, { placement.cloud.center().x, y });
        for (const PlacedInterface &other : host.interfaces) {
            if (isFabricFacing(*other.interface))
                addLine(list, id + QStringLiteral(":through"), { r.right(), r.center().y },
                        { other.rect.x, other.rect.center().y });
        }
    }
    paintInternet(list, placement.cloud);
}

void paintLegend(DisplayList &list, const Placement &placement, const Scene &scene, bool hasPath)
{
    Element element;
    element.id = QStringLiteral("legend");
    element.kind = ElementKind::legend;
    element.name = Text::tr("Legend");
    Legend legend(element, placement.legend);
    legend.networks(scene, placement);
    legend.states();
    for (const Shape &shape : element.shapes)
        element.bounds = element.bounds.united(shape.rect);
    list.elements.push_back(std::move(element));
    const Point row{ placement.legend.x + statesX, placement.legend.y + lastRow };
    if (hasPath)
        list.elements.push_back(pathLegend({ row.x + 14, row.y - 4 }, { row.x + 36, row.y }));
}

} // namespace kv::picture
