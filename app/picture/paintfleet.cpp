// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/draw.h"
#include "app/picture/fleet.h"
#include "app/picture/fleetlines.h"
#include "app/picture/names.h"
#include "app/picture/tally.h"
#include "app/picture/text.h"
#include "app/picture/textwidth.h"

#include <algorithm>
#include <array>
#include <map>

namespace kv::picture {

namespace {

using state::Role;

constexpr double markRadius = 5;
constexpr double lampSide = 11;
constexpr double lampPitch = 16;
constexpr double barHeight = 6;
constexpr double verdictRoom = 76;

MarkShape shapeOf(const FleetMark &mark)
{
    return mark.isStale ? MarkShape::stale : mark.isSplit ? MarkShape::split : markOf(mark.role);
}

bool isAlarming(const FleetMark &mark)
{
    return !mark.isStale && (mark.isSplit || picture::isAlarming(mark.role));
}

bool isTroubled(const FleetHost &host)
{
    return std::any_of(host.marks.begin(), host.marks.end(),
                       [](const FleetMark &m) { return isAlarming(m); });
}

/// Every instance of it is in trouble: the host is.
bool isLost(const FleetHost &host)
{
    return !host.marks.empty() && std::all_of(host.marks.begin(), host.marks.end(), [](const FleetMark &m) {
        return isAlarming(m);
    });
}

struct Verdict {
    QString text;
    bool isAlarming = false;
};

/// What is worst of a node, else how many it serves.
Verdict verdictOf(const FleetHost &host)
{
    if (!host.trouble.isEmpty())
        return { host.trouble, true };
    std::map<Role, int> wrong;
    int split = 0;
    for (const FleetMark &mark : host.marks) {
        split += mark.isSplit && !mark.isStale ? 1 : 0;
        if (!mark.isStale && picture::isAlarming(mark.role))
            ++wrong[mark.role];
    }
    const auto worst = std::max_element(wrong.begin(), wrong.end(),
                                        [](const auto &a, const auto &b) { return a.second < b.second; });
    if (worst != wrong.end() && worst->second >= split)
        return { countedRole(worst->first, worst->second), true };
    if (split > 0)
        return { Text::tr("%n split", nullptr, split), true };
    return { host.marks.empty() ? QString() : countedRole(Role::active, host.active), false };
}

QString describe(const FleetHost &host)
{
    QStringList parts{ hostKindName(host.kind) };
    if (!host.trouble.isEmpty())
        parts << host.trouble;
    std::map<Role, int> counts;
    int stale = 0;
    for (const FleetMark &mark : host.marks) {
        if (mark.isStale)
            ++stale;
        else
            ++counts[mark.role];
    }
    for (const auto &[role, count] : counts)
        parts << countedRole(role, count);
    if (stale > 0)
        parts << Text::tr("%n stale", nullptr, stale);
    for (const FleetLamp &lamp : host.lamps) {
        if (lamp.isDown)
            parts << Text::tr("%1 down").arg(lamp.name);
    }
    if (host.guests > 0)
        parts << Text::tr("%n instances", nullptr, host.guests);
    return (parts + host.programs).join(QStringLiteral(", "));
}

Element tileElement(const FleetTile &tile)
{
    const FleetHost &host = *tile.host;
    const Rect &r = tile.rect;
    Element element;
    element.id = QStringLiteral("host:") + fromStd(host.name);
    element.kind = ElementKind::host;
    element.state = host.isStale || !host.trouble.isEmpty() ? ElementState::stale : ElementState::normal;
    element.bounds = r;
    element.target = { TargetKind::host, host.name, {}, {}, {}, 0 };
    element.isFocusable = true;
    element.name = fromStd(host.name);
    element.description = describe(host);
    Pen pen{ Colour::nodeLine, 1.4, {} };
    if (isLost(host))
        pen = { Colour::alarm, 1.8, { 6, 3 } };
    else if (isTroubled(host))
        pen = { Colour::alarm, 1.8, {} };
    else if (element.state == ElementState::stale)
        pen = { Colour::faint, 1.2, { 3, 3 } };
    element.shapes.push_back(boxShape(r, tile.marks.empty() ? 6 : 9, Colour::node, pen));
    return element;
}

class FleetPainter {
public:
    FleetPainter(DisplayList &list, const SceneFleet &fleet) : m_list(list), m_fleet(fleet) { }

    void paint(const FleetSection &section)
    {
        addHead(section);
        for (const FleetTile &tile : section.tiles) {
            if (section.kind == FleetSection::Kind::nodes)
                addNode(tile);
            else
                addSmall(section.kind, tile);
        }
    }

private:
    DisplayList &m_list;
    const SceneFleet &m_fleet;

    QString titleOf(FleetSection::Kind kind) const
    {
        switch (kind) {
        case FleetSection::Kind::nodes:
            return Text::tr("Network nodes");
        case FleetSection::Kind::computes:
            return Text::tr("Compute nodes");
        case FleetSection::Kind::controllers:
            return Text::tr("Controller nodes");
        case FleetSection::Kind::others:
            break;
        }
        return Text::tr("Other hosts");
    }

    QString remarkOf(const FleetSection &section) const
    {
        const QString nodes = Text::tr("%n nodes", nullptr, static_cast<int>(section.tiles.size()));
        if (section.kind == FleetSection::Kind::nodes)
            return nodes + QStringLiteral(" · ")
                + Text::tr("%n router instances, one mark each", nullptr, m_fleet.instances)
                + QStringLiteral(" · ") + Text::tr("same place in every refresh");
        if (section.kind == FleetSection::Kind::computes)
            return nodes + QStringLiteral(" · ") + Text::tr("number of instances on each");
        return {};
    }

    void addHead(const FleetSection &section)
    {
        Element head;
        head.id = QStringLiteral("section:%1").arg(static_cast<int>(section.kind));
        head.kind = ElementKind::label;
        const QString title = titleOf(section.kind);
        head.name = title;
        const double width = textWidth(title, 13, true);
        head.shapes.push_back(textShape(section.head, title, { 13, true, Colour::ink }));
        const QString remark = remarkOf(section);
        if (!remark.isEmpty())
            head.shapes.push_back(textShape({ section.head.x + width + 12, section.head.y },
                                            elided(remark, 11, false, section.room - width - 12),
                                            { 11, false, Colour::dim }));
        for (const Shape &shape : head.shapes)
            head.bounds = head.bounds.united(shape.rect);
        m_list.elements.push_back(std::move(head));
    }

    void addNode(const FleetTile &tile)
    {
        const FleetHost &host = *tile.host;
        const Rect &r = tile.rect;
        Element element = tileElement(tile);
        const Verdict verdict = verdictOf(host);
        const double lamps = static_cast<double>(host.lamps.size()) * lampPitch;
        // Whatever the verdict says, name and lamps stay where they are.
        const QString name = elided(fromStd(host.name), 12, true, r.width - 24 - verdictRoom - lamps - 8);
        const double lampsX = r.x + 12 + textWidth(name, 12, true) + 8;
        const QString verdictText =
            elided(verdict.text, 11, verdict.isAlarming, r.right() - 12 - lampsX - lamps - 2);
        const bool isFaint = element.state == ElementState::stale;
        element.shapes.push_back(
            textShape({ r.x + 12, r.y + 19 }, name, { 12, true, isFaint ? Colour::dim : Colour::ink }));
        if (!verdict.text.isEmpty())
            element.shapes.push_back(
                textShape({ r.right() - 12, r.y + 19 }, verdictText,
                          { 11, verdict.isAlarming, verdict.isAlarming ? Colour::alarmInk : Colour::text,
                            Anchor::end }));
        if (!host.marks.empty())
            addShare(element, tile);
        m_list.elements.push_back(std::move(element));
        addLamps(host, { lampsX, r.y + 9 });
        for (std::size_t i = 0; i < tile.marks.size(); ++i)
            addMark(host, host.marks[i], tile.marks[i]);
    }

    /// How many of its instances serve, and what would be fair.
    void addShare(Element &element, const FleetTile &tile) const
    {
        const FleetHost &host = *tile.host;
        const Rect bar{ tile.rect.x + 12, tile.rect.bottom() - 18, tile.rect.width - 24, barHeight };
        const auto all = static_cast<double>(host.marks.size());
        element.shapes.push_back(boxShape(bar, 3, Colour::inner));
        if (host.active > 0)
            element.shapes.push_back(boxShape(
                { bar.x, bar.y, bar.width * std::min(1.0, host.active / all), bar.height }, 3, Colour::dim));
        const double fair = bar.x + bar.width * std::min(1.0, m_fleet.fairShare / all);
        element.shapes.push_back(
            lineShape({ { fair, bar.y - 3 }, { fair, bar.bottom() + 3 } }, { Colour::good, 2, {} }));
    }

    void addLamps(const FleetHost &host, Point at)
    {
        for (const FleetLamp &lamp : host.lamps) {
            Element element;
            element.id = QStringLiteral("link:%1:%2:%3")
                             .arg(fromStd(host.name))
                             .arg(lamp.link.netns)
                             .arg(lamp.link.ifindex);
            element.kind = ElementKind::interface;
            element.network = lamp.kind;
            element.state = lamp.isDown ? ElementState::down : ElementState::up;
            element.bounds = { at.x, at.y, lampSide, lampSide };
            element.target = { TargetKind::link, host.name, lamp.link, {}, {}, 0 };
            element.name = lamp.name;
            element.description = lamp.isDown ? Text::tr("down") : Text::tr("up");
            const Colour line = lineColour(lamp.kind);
            element.shapes.push_back(boxShape(element.bounds, 3,
                                              lamp.isDown ? Colour::node : fillColour(lamp.kind),
                                              { line, 1.3, lamp.isDown ? Dash{ 2.5, 2 } : Dash{} }));
            if (lamp.isDown)
                element.shapes.push_back(lineShape(
                    { { at.x + 2.5, at.y + lampSide - 2.5 }, { at.x + lampSide - 2.5, at.y + 2.5 } },
                    { Colour::alarm, 1.6, {} }));
            m_list.elements.push_back(std::move(element));
            at.x += lampPitch;
        }
    }

    void addMark(const FleetHost &host, const FleetMark &mark, Point at)
    {
        Element element;
        element.id = QStringLiteral("instance:%1@%2").arg(fromStd(mark.routerId), fromStd(host.name));
        element.kind = ElementKind::instance;
        element.state = stateOf(mark);
        element.bounds = Rect{ at.x, at.y, 0, 0 }.grown(8);
        element.target = { TargetKind::router, host.name, {}, mark.routerId, {}, 0 };
        element.isFocusable = true;
        element.name = Text::tr("router %1 on %2").arg(mark.name, fromStd(host.name));
        QStringList words{ mark.isStale
                               ? Text::tr("not heard of for a while, last: %1").arg(roleName(mark.role))
                               : roleName(mark.role) };
        if (mark.isSplit)
            words << Text::tr("others are active too");
        if (mark.isRecent)
            words << Text::tr("took over in the last minute");
        element.description = words.join(QStringLiteral(", "));
        const Colour ink = mark.isRecent || mark.role != Role::active ? Colour::ink : Colour::text;
        if (mark.isRecent)
            element.shapes.push_back(circleShape(at, markRadius + 2, Colour::none, { Colour::ink, 1.4, {} }));
        append(
            element.shapes,
            markShapes(at, shapeOf(mark), ink, Colour::node, mark.isRecent ? markRadius - 0.5 : markRadius));
        m_list.elements.push_back(std::move(element));
    }

    static ElementState stateOf(const FleetMark &mark)
    {
        static constexpr std::array states{ ElementState::unknown,  ElementState::active,
                                            ElementState::active,   ElementState::standby,
                                            ElementState::isolated, ElementState::orphaned,
                                            ElementState::frozen,   ElementState::fault,
                                            ElementState::stopped,  ElementState::notRedundant };
        return mark.isStale ? ElementState::stale : states[static_cast<std::size_t>(mark.role)];
    }

    void addSmall(FleetSection::Kind kind, const FleetTile &tile)
    {
        const FleetHost &host = *tile.host;
        const Rect &r = tile.rect;
        Element element = tileElement(tile);
        const bool isFaint = element.state == ElementState::stale;
        element.shapes.push_back(textShape({ r.x + 8, r.y + 14.5 },
                                           elided(fromStd(host.name), 10.5, true, r.width - 16),
                                           { 10.5, true, isFaint ? Colour::dim : Colour::ink }));
        const double base = r.bottom() - 7;
        if (!host.trouble.isEmpty()) {
            append(element.shapes,
                   markShapes({ r.x + 13, base - 3.5 }, MarkShape::stale, Colour::dim, Colour::node, 4.5));
            element.shapes.push_back(textShape({ r.x + 21, base },
                                               elided(host.trouble, 10, false, r.width - 27),
                                               { 10, false, Colour::dim }));
        } else if (kind == FleetSection::Kind::computes) {
            addGuests(element, host, r, base);
        } else {
            const QString text =
                host.programs.isEmpty() ? hostKindName(host.kind) : host.programs.join(QStringLiteral(", "));
            element.shapes.push_back(textShape({ r.x + 8, base }, elided(text, 10, false, r.width - 16),
                                               { 10, false, Colour::dim }));
        }
        m_list.elements.push_back(std::move(element));
    }

    void addGuests(Element &element, const FleetHost &host, const Rect &r, double base) const
    {
        const QString number = QString::number(host.guests);
        const Rect bar{ r.x + 8, base - 7, r.width - 16 - 26, barHeight };
        element.shapes.push_back(boxShape(bar, 3, Colour::inner));
        if (host.guests > 0 && m_fleet.mostGuests > 0)
            element.shapes.push_back(boxShape(
                { bar.x, bar.y, bar.width * host.guests / m_fleet.mostGuests, bar.height }, 3, Colour::dim));
        element.shapes.push_back(
            textShape({ r.right() - 8, base }, number, { 10, false, Colour::text, Anchor::end }));
    }
};

void paintLegend(DisplayList &list, double y)
{
    Element legend;
    legend.id = QStringLiteral("legend");
    legend.kind = ElementKind::legend;
    legend.name = Text::tr("Legend");
    double x = 22;
    const auto add = [&](std::vector<Shape> shapes, const QString &text) {
        append(legend.shapes, std::move(shapes));
        legend.shapes.push_back(textShape({ x + 12, y + 4 }, text, { 10.5, false, Colour::text }));
        x += 12 + textWidth(text, 10.5, false) + 20;
    };
    const auto mark = [&](MarkShape shape) {
        return markShapes({ x, y }, shape, Colour::ink, Colour::canvas, markRadius);
    };
    add(mark(MarkShape::active), shortRole(Role::active));
    add(mark(MarkShape::standby), shortRole(Role::standby));
    std::vector<Shape> recent = markShapes({ x, y }, MarkShape::active, Colour::ink, Colour::canvas, 4.5);
    recent.push_back(circleShape({ x, y }, markRadius + 2, Colour::none, { Colour::ink, 1.4, {} }));
    add(std::move(recent), Text::tr("took over in the last minute"));
    add(mark(MarkShape::isolated), shortRole(Role::isolated));
    add(mark(MarkShape::split), Text::tr("split"));
    add(mark(MarkShape::orphaned), shortRole(Role::orphaned));
    add(mark(MarkShape::stale), Text::tr("stale"));
    x += 22;
    std::vector<Shape> share{ boxShape({ x - 28, y - 3, 34, barHeight }, 3, Colour::inner),
                              boxShape({ x - 28, y - 3, 20, barHeight }, 3, Colour::dim),
                              lineShape({ { x - 6, y - 6 }, { x - 6, y + 6 } }, { Colour::good, 2, {} }) };
    add(std::move(share), Text::tr("active, and a fair share"));
    for (const Shape &shape : legend.shapes)
        legend.bounds = legend.bounds.united(shape.rect);
    list.elements.push_back(std::move(legend));
}

} // namespace

DisplayListPtr buildFleet(const SceneFleet &fleet, const Options &options)
{
    const FleetPlacement placement = placeFleet(fleet, options);
    auto list = std::make_shared<DisplayList>();
    list->bounds = placement.bounds;
    FleetPainter painter(*list, fleet);
    for (const FleetSection &section : placement.sections)
        painter.paint(section);
    paintSplits(*list, fleet, placement);
    if (options.hasLegend && !fleet.hosts.empty())
        paintLegend(*list, placement.legendY);
    return list;
}

} // namespace kv::picture
