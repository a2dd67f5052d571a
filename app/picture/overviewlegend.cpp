// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/overviewlegend.h"

#include "app/picture/draw.h"
#include "app/picture/names.h"
#include "app/picture/paintpath.h"
#include "app/picture/text.h"

#include <algorithm>

namespace kv::picture {

namespace {

using state::NetworkKind;

constexpr double rowPitch = 21;
constexpr double marksX = 270; ///< of the second column

bool hasWay(const Overview &overview, NetworkKind kind)
{
    return std::any_of(overview.ways.begin(), overview.ways.end(), [kind](const OverviewWay &way) {
        return way.interface->interface->link.kind == kind;
    });
}

bool hasWire(const Overview &overview, NetworkKind kind)
{
    return std::any_of(overview.hosts.begin(), overview.hosts.end(), [kind](const OverviewHost &host) {
        return std::any_of(host.wires.begin(), host.wires.end(),
                           [kind](const OverviewWire &wire) { return wire.kind == kind; });
    });
}

class Legend {
public:
    Legend(Element &element, Point at) : m_element(element), m_at(at) { }

    void network(NetworkKind kind, const QString &name, const QString &detail)
    {
        const double y = m_at.y + 28 + rowPitch * m_networks++;
        m_element.shapes.push_back(
            boxShape({ m_at.x, y - 10.5, 28, 13 }, 4, fillColour(kind), { lineColour(kind), 1, {} }));
        text(m_at.x + 36, y, name);
        if (!detail.isEmpty())
            m_element.shapes.push_back(textShape({ m_at.x + 160, y }, detail, { 10, false, Colour::dim }));
    }

    void mark(std::vector<Shape> shapes, const QString &name)
    {
        append(m_element.shapes, std::move(shapes));
        text(m_at.x + marksX + 20, markAt().y + 4, name);
        ++m_marks;
    }

    Point markAt() const { return { m_at.x + marksX + 6, m_at.y + 24 + rowPitch * m_marks }; }

    void heads()
    {
        if (m_networks > 0)
            head(m_at.x, Text::tr("NETWORKS"));
        if (m_marks > 0)
            head(m_at.x + marksX, Text::tr("MARKS"));
    }

private:
    Element &m_element;
    Point m_at;
    int m_networks = 0;
    int m_marks = 0;

    void text(double x, double y, const QString &words)
    {
        m_element.shapes.push_back(textShape({ x, y }, words, { 11, false, Colour::text }));
    }

    void head(double x, const QString &words)
    {
        m_element.shapes.push_back(textShape({ x, m_at.y + 8 }, words, { 10, true, Colour::dim }));
    }
};

} // namespace

std::vector<Shape> tickShapes(Point c)
{
    return { pathShape({ { PathStep::move, { c.x - 4.5, c.y + 0.5 }, {}, {} },
                         { PathStep::line, { c.x - 1.2, c.y + 3.6 }, {}, {} },
                         { PathStep::line, { c.x + 4.5, c.y - 3.6 }, {}, {} } },
                       Colour::none, { Colour::good, 2, {} }) };
}

void paintOverviewLegend(DisplayList &list, const Overview &overview, const Scene &scene, bool hasPath)
{
    Element element;
    element.id = QStringLiteral("legend");
    element.kind = ElementKind::legend;
    element.name = Text::tr("Legend");
    Legend legend(element, overview.legend);
    if (hasWay(overview, NetworkKind::management))
        legend.network(NetworkKind::management, Text::tr("Management network"),
                       fromStd(scene.managementSubnet));
    if (hasWay(overview, NetworkKind::overlay))
        legend.network(NetworkKind::overlay, Text::tr("Overlay network"), fromStd(scene.overlaySubnet));
    if (hasWay(overview, NetworkKind::provider))
        legend.network(NetworkKind::provider, Text::tr("Provider network"), Text::tr("aggregate"));
    if (hasWire(overview, NetworkKind::untagged))
        legend.network(NetworkKind::untagged, Text::tr("Provider network"), fromStd(scene.providerSubnet));
    if (hasWay(overview, NetworkKind::ha) || hasWire(overview, NetworkKind::ha))
        legend.network(NetworkKind::ha, Text::tr("HA network"), {});
    legend.mark(markShapes(legend.markAt(), MarkShape::active, Colour::ink, Colour::canvas),
                Text::tr("active"));
    legend.mark(markShapes(legend.markAt(), MarkShape::standby, Colour::ink, Colour::canvas),
                Text::tr("standby"));
    legend.mark(tickShapes(legend.markAt()), Text::tr("seen running"));
    legend.mark(markShapes(legend.markAt(), MarkShape::down, Colour::ink, Colour::canvas, 5),
                Text::tr("down"));
    legend.heads();
    for (const Shape &shape : element.shapes)
        element.bounds = element.bounds.united(shape.rect);
    list.elements.push_back(std::move(element));
    const Point row = legend.markAt();
    if (hasPath)
        list.elements.push_back(pathLegend({ row.x - 5, row.y }, { row.x + 14, row.y + 4 }));
}

} // namespace kv::picture
