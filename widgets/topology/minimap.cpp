// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/minimap.h"

#include "widgets/topology/canvas.h"
#include "widgets/topology/scenery.h"

#include <QEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace kv::topology {

namespace {

constexpr QSizeF largest(220, 150);
constexpr int margin = 14; ///< beside a scroll bar too

struct MapLook {
    picture::Colour line = picture::Colour::none; ///< none: not drawn, it would be too small to tell
    picture::Colour fill = picture::Colour::none;
    bool isDotted = false;
};

/// What is stale or not known is hollow: never like what is seen now, be it well or in trouble.
MapLook instanceLook(picture::ElementState state)
{
    using picture::Colour;
    using picture::ElementState;
    switch (state) {
    case ElementState::active:
    case ElementState::notRedundant:
        return { Colour::ink, Colour::ink };
    case ElementState::standby:
    case ElementState::normal:
        return { Colour::faint, Colour::faint };
    case ElementState::stale:
    case ElementState::unknown:
        return { Colour::dim, Colour::none, true };
    default:
        return { Colour::alarm, Colour::alarm };
    }
}

MapLook lookOf(const picture::Element &element)
{
    using picture::Colour;
    using picture::ElementKind;
    const bool isStale = element.state == picture::ElementState::stale;
    switch (element.kind) {
    case ElementKind::host:
        return { Colour::nodeLine, isStale ? Colour::none : Colour::ns, isStale };
    case ElementKind::infrastructure:
        return { Colour::nodeLine, Colour::nodeLine };
    case ElementKind::tube:
        return { Colour::tube, Colour::tube };
    case ElementKind::instance:
        return instanceLook(element.state);
    default:
        return {};
    }
}

} // namespace

Minimap::Minimap(Canvas *canvas) : QWidget(canvas), m_canvas(canvas)
{
    setObjectName(QStringLiteral("minimap"));
    setAccessibleName(tr("Map of the diagram"));
    setToolTip(tr("The whole diagram; click to go there"));
    setCursor(Qt::PointingHandCursor);
    m_canvas->installEventFilter(this);
    connect(m_canvas, &Canvas::viewMoved, this, &Minimap::follow);
    connect(m_canvas, &Canvas::pictureChanged, this, &Minimap::follow);
    hide();
}

void Minimap::setWanted(bool wanted)
{
    m_isWanted = wanted;
    follow();
}

double Minimap::scale() const
{
    const picture::Rect bounds = m_canvas->displayList()->bounds;
    return std::min(largest.width() / std::max(1.0, bounds.width),
                    largest.height() / std::max(1.0, bounds.height));
}

QRectF Minimap::toMap(const QRectF &inPicture) const
{
    const picture::Rect bounds = m_canvas->displayList()->bounds;
    const double by = scale();
    return { (inPicture.x() - bounds.x) * by, (inPicture.y() - bounds.y) * by, inPicture.width() * by,
             inPicture.height() * by };
}

void Minimap::follow()
{
    const QRectF whole = toQt(m_canvas->displayList()->bounds);
    const QRectF seen = m_canvas->visiblePart();
    constexpr double slack = 2; // a fitted picture may be rounded over the edge
    const bool isNeeded = !whole.isEmpty() && !seen.adjusted(-slack, -slack, slack, slack).contains(whole);
    setVisible(m_isWanted && isNeeded);
    if (isHidden())
        return;
    const QSize size = (whole.size() * scale()).toSize().expandedTo(QSize(24, 24));
    setGeometry(m_canvas->width() - size.width() - margin, m_canvas->height() - size.height() - margin,
                size.width(), size.height());
    update();
}

bool Minimap::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_canvas && (event->type() == QEvent::Resize || event->type() == QEvent::PaletteChange)) {
        m_groundOf.reset();
        follow();
    }
    return QWidget::eventFilter(watched, event);
}

void Minimap::paintEvent(QPaintEvent *)
{
    const picture::DisplayListPtr list = m_canvas->displayList();
    const picture::Theme theme = m_canvas->pictureTheme();
    if (m_groundOf != list || m_ground.deviceIndependentSize() != QSizeF(size())) {
        m_groundOf = list;
        m_ground = QPixmap(size() * devicePixelRatioF());
        m_ground.setDevicePixelRatio(devicePixelRatioF());
        m_ground.fill(toQt(picture::Colour::panel, theme));
        QPainter ground(&m_ground);
        for (const picture::Element &element : list->elements) {
            const MapLook look = lookOf(element);
            if (look.line == picture::Colour::none)
                continue;
            ground.setPen(QPen(toQt(look.line, theme), 1, look.isDotted ? Qt::DotLine : Qt::SolidLine));
            ground.setBrush(look.fill == picture::Colour::none ? QBrush(Qt::NoBrush)
                                                               : QBrush(toQt(look.fill, theme)));
            ground.drawRect(toMap(toQt(element.bounds)));
        }
    }
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_ground);
    painter.setPen(QPen(toQt(picture::Colour::focus, theme), 2));
    const QRectF edge = QRectF(rect()).adjusted(1, 1, -1, -1);
    painter.drawRect(toMap(m_canvas->visiblePart()).intersected(edge));
    painter.setPen(toQt(picture::Colour::nodeLine, theme));
    painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
}

void Minimap::moveTo(QPointF inMap)
{
    const picture::Rect bounds = m_canvas->displayList()->bounds;
    m_canvas->centreOn(inMap / scale() + QPointF(bounds.x, bounds.y));
}

void Minimap::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        moveTo(event->position());
}

void Minimap::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        moveTo(event->position());
}

} // namespace kv::topology
