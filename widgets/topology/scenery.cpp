// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/scenery.h"

#include <QFontDatabase>
#include <QFontMetricsF>
#include <QHash>
#include <QPainter>
#include <QPainterPath>
#include <QPen>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace kv::topology {

namespace {

constexpr double cellSide = 256;
constexpr int mostCells = 48; ///< of one element; what covers more is looked at each time
constexpr int mostAcross = 512;
constexpr double leastTextPx = 4.5; ///< smaller ones are not read

QPainterPath pathOf(const picture::Shape &shape)
{
    QPainterPath path;
    for (const picture::PathSegment &s : shape.path) {
        switch (s.step) {
        case picture::PathStep::move:
            path.moveTo(toQt(s.to));
            break;
        case picture::PathStep::line:
            path.lineTo(toQt(s.to));
            break;
        case picture::PathStep::quad:
            path.quadTo(toQt(s.control1), toQt(s.to));
            break;
        case picture::PathStep::cubic:
            path.cubicTo(toQt(s.control1), toQt(s.control2), toQt(s.to));
            break;
        case picture::PathStep::close:
            path.closeSubpath();
            break;
        }
    }
    return path;
}

QPen penOf(const picture::Shape &shape, picture::Theme theme)
{
    if (shape.stroke == picture::Colour::none)
        return Qt::NoPen;
    QPen pen(toQt(shape.stroke, theme), shape.strokeWidth, Qt::SolidLine,
             shape.roundCap ? Qt::RoundCap : Qt::FlatCap, Qt::RoundJoin);
    if (!shape.dash.isSolid())
        pen.setDashPattern({ shape.dash.on / shape.strokeWidth, shape.dash.off / shape.strokeWidth });
    return pen;
}

void paintText(QPainter &painter, const picture::Shape &shape, picture::Theme theme, QFont font)
{
    font.setPixelSize(std::max(1, qRound(shape.pixelSize)));
    font.setBold(shape.isBold);
    painter.setFont(font);
    painter.setPen(toQt(shape.fill, theme));
    const double measured = QFontMetricsF(font, painter.device()).horizontalAdvance(shape.text);
    // Sizes between whole pixels, and fonts wider than the layout's, are met by scaling.
    const double scale = static_cast<double>(shape.pixelSize) / font.pixelSize();
    const double squeeze =
        measured * scale > shape.textWidth && measured > 0 ? shape.textWidth / (measured * scale) : 1;
    const double part = shape.anchor == picture::Anchor::start ? 0
        : shape.anchor == picture::Anchor::middle              ? 0.5
                                                               : 1;
    painter.save();
    painter.translate(toQt(shape.baseline));
    if (!shape.isUpright)
        painter.rotate(-90);
    painter.scale(scale * squeeze, scale);
    painter.drawText(QPointF(-part * measured, 0), shape.text);
    painter.restore();
}

void paintShape(QPainter &painter, const picture::Shape &shape, picture::Theme theme)
{
    painter.setPen(penOf(shape, theme));
    painter.setBrush(shape.fill == picture::Colour::none ? QBrush(Qt::NoBrush)
                                                         : QBrush(toQt(shape.fill, theme)));
    switch (shape.kind) {
    case picture::Shape::Kind::rect:
        painter.drawRoundedRect(toQt(shape.rect), shape.radius, shape.radius);
        break;
    case picture::Shape::Kind::circle:
        painter.drawEllipse(toQt(shape.rect));
        break;
    case picture::Shape::Kind::path:
        painter.drawPath(pathOf(shape));
        break;
    case picture::Shape::Kind::text:
        break;
    }
}

/// Whether a kind is painted where boxes are as small as marks.
bool isPaintedFarAway(const picture::Element &element)
{
    using picture::ElementKind;
    switch (element.kind) {
    case ElementKind::host:
    case ElementKind::infrastructure:
    case ElementKind::cloud:
    case ElementKind::instance:
    case ElementKind::namespaceBox:
    case ElementKind::bridge:
    case ElementKind::tube:
    case ElementKind::agent:
    case ElementKind::mark:
        return true;
    default:
        return false;
    }
}

/// The ink of an instance's mark, and whether it is filled: shape first, colour second.
struct FarMark {
    picture::Colour ink = picture::Colour::ink;
    bool isFilled = false;
    bool isSquare = false; ///< trouble
};

FarMark farMarkOf(picture::ElementState state)
{
    using picture::Colour;
    using picture::ElementState;
    switch (state) {
    case ElementState::active:
        return { Colour::ink, true, false };
    case ElementState::standby:
        return { Colour::nodeLine, false, false };
    case ElementState::isolated:
    case ElementState::orphaned:
    case ElementState::frozen:
    case ElementState::fault:
    case ElementState::stopped:
        return { Colour::alarm, true, true };
    default:
        return { Colour::faint, false, false };
    }
}

/// An instance as one mark in the middle of its box, as large as the box allows.
void paintFarMark(QPainter &painter, const picture::Element &element, picture::Theme theme, double zoom)
{
    const FarMark mark = farMarkOf(element.state);
    const QColor ink = toQt(mark.ink, theme);
    constexpr double mostPx = 5;
    const double radius =
        std::min(mostPx / zoom, std::min(element.bounds.width, element.bounds.height) / 2.6);
    painter.setPen(mark.isFilled ? QPen(Qt::NoPen) : QPen(ink, radius / 3));
    painter.setBrush(mark.isFilled ? QBrush(ink) : QBrush(Qt::NoBrush));
    const QPointF c = toQt(element.bounds.center());
    if (mark.isSquare)
        painter.drawRect(QRectF(c.x() - radius, c.y() - radius, 2 * radius, 2 * radius));
    else
        painter.drawEllipse(c, radius, radius);
}

void paintElement(QPainter &painter, const picture::Element &element, picture::Theme theme, const QFont &font,
                  double zoom)
{
    const bool isFar = zoom < Scenery::marksBelow;
    for (const picture::Shape &shape : element.shapes) {
        if (shape.kind != picture::Shape::Kind::text)
            paintShape(painter, shape, theme);
        else if (zoom >= Scenery::boxesBelow || shape.pixelSize * zoom >= leastTextPx)
            paintText(painter, shape, theme, font);
    }
    if (isFar && element.kind == picture::ElementKind::instance)
        paintFarMark(painter, element, theme, zoom);
}

} // namespace

QRectF toQt(const picture::Rect &rect)
{
    return { rect.x, rect.y, rect.width, rect.height };
}

QPointF toQt(picture::Point point)
{
    return { point.x, point.y };
}

QColor toQt(picture::Colour colour, picture::Theme theme)
{
    if (colour == picture::Colour::none)
        return Qt::transparent;
    const picture::Rgb c = picture::rgb(colour, theme);
    return { c.red, c.green, c.blue };
}

QFont pictureFont(const QFont &fallback)
{
    QFont font = fallback;
    const QString wanted = QStringLiteral("Noto Sans");
    if (QFontDatabase::hasFamily(wanted))
        font.setFamily(wanted);
    // Texts keep their places while zooming.
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

Scenery::Scenery(picture::DisplayListPtr list) : m_list(std::move(list))
{
    m_covered.reserve(m_list->elements.size());
    for (const picture::Element &element : m_list->elements) {
        QRectF covered;
        for (const picture::Shape &shape : element.shapes) {
            const double edge = shape.kind == picture::Shape::Kind::text ? 3 : shape.strokeWidth / 2 + 1;
            covered |= toQt(shape.rect).adjusted(-edge, -edge, edge, edge);
        }
        m_covered.emplace_back(covered);
    }
    indexIds();
    fillCells();
}

Scenery::Area::Area(const QRectF &of)
{
    constexpr float far = std::numeric_limits<float>::infinity();
    const auto below = [](double value) {
        const auto near = static_cast<float>(value);
        return static_cast<double>(near) > value ? std::nextafter(near, -far) : near;
    };
    left = below(of.left()), top = below(of.top());
    right = -below(-of.right()), bottom = -below(-of.bottom());
}

/// Open addressing: the ids are in the list, and a QHash of them would take as much again.
void Scenery::indexIds()
{
    const std::size_t most = m_list->elements.size() * 2 + 1;
    m_byId.assign(std::bit_ceil(most), 0);
    for (std::uint32_t i = 0; i < m_list->elements.size(); ++i) {
        std::size_t slot = qHash(m_list->elements[i].id) & (m_byId.size() - 1);
        while (m_byId[slot] != 0 && m_list->elements[m_byId[slot] - 1].id != m_list->elements[i].id)
            slot = (slot + 1) & (m_byId.size() - 1);
        m_byId[slot] = i + 1; // of two with one id the later, as it is painted above
    }
}

void Scenery::fillCells()
{
    for (const Area &covered : m_covered)
        m_cells.area |= covered.rect();
    m_cells.across = std::clamp(static_cast<int>(m_cells.area.width() / cellSide) + 1, 1, mostAcross);
    m_cells.down = std::clamp(static_cast<int>(m_cells.area.height() / cellSide) + 1, 1, mostAcross);
    m_cells.indexes.resize(static_cast<std::size_t>(m_cells.across) * static_cast<std::size_t>(m_cells.down));
    for (std::uint32_t i = 0; i < m_covered.size(); ++i) {
        const QRect cells = cellsOf(m_covered[i].rect());
        if (cells.width() * cells.height() > mostCells) {
            m_cells.large.push_back(i);
            continue;
        }
        for (int y = cells.top(); y <= cells.bottom(); ++y) {
            for (int x = cells.left(); x <= cells.right(); ++x)
                m_cells.indexes[static_cast<std::size_t>(y * m_cells.across + x)].push_back(i);
        }
    }
}

QRect Scenery::cellsOf(const QRectF &area) const
{
    const double width = std::max(1.0, m_cells.area.width()) / m_cells.across;
    const double height = std::max(1.0, m_cells.area.height()) / m_cells.down;
    const auto clamped = [](double value, int count) {
        return static_cast<int>(std::clamp(std::floor(value), 0.0, count - 1.0));
    };
    return QRect(QPoint(clamped((area.left() - m_cells.area.left()) / width, m_cells.across),
                        clamped((area.top() - m_cells.area.top()) / height, m_cells.down)),
                 QPoint(clamped((area.right() - m_cells.area.left()) / width, m_cells.across),
                        clamped((area.bottom() - m_cells.area.top()) / height, m_cells.down)));
}

const picture::Element *Scenery::find(const QString &id) const
{
    std::size_t slot = qHash(id) & (m_byId.size() - 1);
    for (; m_byId[slot] != 0; slot = (slot + 1) & (m_byId.size() - 1)) {
        const picture::Element &element = m_list->elements[m_byId[slot] - 1];
        if (element.id == id)
            return &element;
    }
    return nullptr;
}

std::vector<std::uint32_t> Scenery::touching(const QRectF &area) const
{
    std::vector<std::uint32_t> found = m_cells.large;
    const QRect cells = cellsOf(area);
    for (int y = cells.top(); y <= cells.bottom(); ++y) {
        for (int x = cells.left(); x <= cells.right(); ++x) {
            const auto &indexes = m_cells.indexes[static_cast<std::size_t>(y * m_cells.across + x)];
            found.insert(found.end(), indexes.begin(), indexes.end());
        }
    }
    std::erase_if(found, [&](std::uint32_t i) { return !covered(i).intersects(area); });
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

const picture::Element *Scenery::hit(picture::Point point) const
{
    // Bounds, not what is painted: a box without a frame is hit, too.
    const std::vector<std::uint32_t> near = touching(QRectF(point.x - 8, point.y - 8, 16, 16));
    for (auto it = near.rbegin(); it != near.rend(); ++it) {
        const picture::Element &element = m_list->elements[*it];
        if (element.target.kind != picture::TargetKind::none && element.bounds.contains(point))
            return &element;
    }
    return nullptr;
}

void Scenery::paint(QPainter &painter, const QRectF &clip, picture::Theme theme, const QFont &font,
                    double zoom) const
{
    for (const std::uint32_t i : touching(clip)) {
        const picture::Element &element = m_list->elements[i];
        if (zoom >= marksBelow || isPaintedFarAway(element))
            paintElement(painter, element, theme, font, zoom);
    }
}

} // namespace kv::topology
