// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/scenery.h"

#include <QFontDatabase>
#include <QFontMetricsF>
#include <QPainter>
#include <QPen>

#include <algorithm>

namespace kv::topology {

namespace {

QPainterPath pathOf(const picture::Shape &shape)
{
    QPainterPath path;
    switch (shape.kind) {
    case picture::Shape::Kind::rect:
        path.addRoundedRect(toQt(shape.rect), shape.radius, shape.radius);
        break;
    case picture::Shape::Kind::circle:
        path.addEllipse(toQt(shape.rect));
        break;
    case picture::Shape::Kind::text:
        break;
    case picture::Shape::Kind::path:
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
        break;
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
    const double scale = shape.pixelSize / font.pixelSize();
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

void Scenery::setList(picture::DisplayListPtr list)
{
    m_list = std::move(list);
    m_ready.clear();
    if (!m_list)
        return;
    m_ready.reserve(m_list->elements.size());
    for (const picture::Element &element : m_list->elements) {
        Ready ready;
        for (const picture::Shape &shape : element.shapes) {
            ready.paths.push_back(pathOf(shape));
            const double edge = shape.kind == picture::Shape::Kind::text ? 3 : shape.strokeWidth / 2 + 1;
            ready.bounds |= toQt(shape.rect).adjusted(-edge, -edge, edge, edge);
        }
        m_ready.push_back(std::move(ready));
    }
}

void Scenery::paint(QPainter &painter, const QRectF &clip, picture::Theme theme, const QFont &font) const
{
    if (!m_list)
        return;
    for (std::size_t i = 0; i < m_ready.size(); ++i) {
        if (!m_ready[i].bounds.intersects(clip))
            continue;
        const picture::Element &element = m_list->elements[i];
        for (std::size_t s = 0; s < element.shapes.size(); ++s) {
            const picture::Shape &shape = element.shapes[s];
            if (shape.kind == picture::Shape::Kind::text) {
                paintText(painter, shape, theme, font);
                continue;
            }
            painter.setPen(penOf(shape, theme));
            painter.setBrush(shape.fill == picture::Colour::none ? QBrush(Qt::NoBrush)
                                                                 : QBrush(toQt(shape.fill, theme)));
            painter.drawPath(m_ready[i].paths[s]);
        }
    }
}

} // namespace kv::topology
