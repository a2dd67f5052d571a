// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/canvasview.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QTimerEvent>
#include <QWheelEvent>

#include <cmath>

namespace kv::topology {

namespace {

constexpr double wheelStep = 1.25;
constexpr double wheelNotch = 120;
constexpr double arrowPan = 48;
constexpr int dragDistance = 4;
constexpr double hostStep = 40; ///< px of the picture by a key

} // namespace

void Canvas::wheelEvent(QWheelEvent *event)
{
    const double notches = event->angleDelta().y() / wheelNotch;
    if (std::abs(notches) > 0)
        m_view->zoomByHand(m_view->zoom * std::pow(wheelStep, notches), event->position());
    event->accept();
}

void Canvas::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton)
        return QWidget::mousePressEvent(event);
    const picture::Element *made = m_view->at(event->position());
    m_view->pressed = made == nullptr ? QString() : made->id;
    m_view->pressedAt = event->position();
    m_view->offsetAtPress = m_view->offset;
    m_view->isDragging = false;
    const bool movesHost = made != nullptr && event->button() == Qt::LeftButton
        && (event->modifiers() & Qt::ShiftModifier) && m_view->mayPin(made->target.host);
    m_view->movedHost = movesHost ? made->target.host : std::string();
    m_view->movedFrom = m_view->topOf(m_view->movedHost);
}

void Canvas::mouseMoveEvent(QMouseEvent *event)
{
    if (!(event->buttons() & (Qt::LeftButton | Qt::MiddleButton))) {
        const picture::Element *made = m_view->at(event->position());
        m_view->setHovered(made == nullptr ? QString() : made->id);
        return;
    }
    const QPointF delta = event->position() - m_view->pressedAt;
    if (!m_view->isDragging && delta.manhattanLength() < dragDistance)
        return;
    if (!m_view->isDragging) {
        setCursor(m_view->movedHost.empty() ? Qt::ClosedHandCursor : Qt::SizeVerCursor);
        m_view->history.endStep();
        m_view->willChange(m_view->movedHost.empty() ? ViewChange::move : ViewChange::pin);
    }
    m_view->isDragging = true;
    if (!m_view->movedHost.empty()) {
        m_view->isFitted = false; // else what is dragged would change its size under the mouse
        return m_view->pin(m_view->movedHost, m_view->movedFrom + delta.y() / m_view->zoom);
    }
    m_view->panBy(m_view->offsetAtPress + delta - m_view->offset);
}

void Canvas::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_view->isDragging) {
        m_view->isDragging = false;
        m_view->movedHost.clear();
        m_view->history.endStep();
        unsetCursor();
        m_view->hovered.clear();
        return;
    }
    if (event->button() != Qt::LeftButton)
        return;
    const picture::Element *made = m_view->at(event->position());
    const QString id = made == nullptr ? QString() : made->id;
    if (id != m_view->pressed)
        return;
    if (made != nullptr && made->isFocusable)
        m_view->setFocused(id);
    m_view->activate(id);
}

void Canvas::contextMenuEvent(QContextMenuEvent *event)
{
    event->accept();
    if (event->reason() != QContextMenuEvent::Keyboard) {
        const picture::Element *made = m_view->at(event->pos());
        Q_EMIT menuWanted(made == nullptr ? QString() : made->id, event->globalPos());
        return;
    }
    const QString id = m_view->focused.isEmpty() ? m_view->selected : m_view->focused;
    const QPointF place = id.isEmpty() ? QPointF(rect().center()) : elementRect(id).center();
    Q_EMIT menuWanted(id, mapToGlobal(place.toPoint()));
}

/// A tile of the fleet leads to its host.
void Canvas::mouseDoubleClickEvent(QMouseEvent *event)
{
    const picture::Element *made = m_view->at(event->position());
    const bool isTile = made != nullptr && made->target.kind == picture::TargetKind::host;
    if (event->button() == Qt::LeftButton && isTile && form() == picture::Form::fleet)
        return m_view->goToHost(std::string(made->target.host)); // another picture ends this one's elements
    mousePressEvent(event);
}

void Canvas::leaveEvent(QEvent *event)
{
    QWidget::leaveEvent(event);
    m_view->setHovered({});
}

void Canvas::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_view->beatTimer.timerId())
        m_view->tickBeats();
    else if (event->timerId() == m_view->countdownTimer.timerId())
        m_view->tickCountdowns();
    else
        QWidget::timerEvent(event);
}

void Canvas::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    const bool isByKey = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    const QStringList order = m_view->order();
    if (isByKey && m_view->focused.isEmpty() && !order.isEmpty())
        m_view->setFocused(event->reason() == Qt::TabFocusReason ? order.first() : order.last());
    update();
}

void Canvas::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

bool Canvas::focusNextPrevChild(bool next)
{
    const QStringList order = m_view->order();
    const qsizetype at = order.indexOf(m_view->focused);
    const qsizetype to = at + (next ? 1 : -1);
    if (hasFocus() && (at >= 0 || next) && to >= 0 && to < order.size()) {
        m_view->setFocused(order.at(to));
        return true;
    }
    if (hasFocus())
        m_view->setFocused({}); // the next Tab into the picture begins anew
    return QWidget::focusNextPrevChild(next);
}

void Canvas::keyPressEvent(QKeyEvent *event)
{
    int dx = 0;
    int dy = 0;
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomIn();
    case Qt::Key_Minus:
        return zoomOut();
    case Qt::Key_F:
        if (event->modifiers() == Qt::NoModifier)
            return zoomToFit();
        break;
    case Qt::Key_0:
        return event->modifiers() & Qt::ControlModifier ? zoomToFit() : zoomToActual();
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (m_view->focused.isEmpty())
            break;
        return m_view->enter(m_view->focused);
    case Qt::Key_Escape:
        if (m_view->focused.isEmpty() && m_view->selected.isEmpty())
            break;
        m_view->setFocused({});
        return m_view->select({}, true);
    case Qt::Key_Left:
        dx = -1;
        break;
    case Qt::Key_Right:
        dx = 1;
        break;
    case Qt::Key_Up:
        dy = -1;
        break;
    case Qt::Key_Down:
        dy = 1;
        break;
    default:
        break;
    }
    if (dx == 0 && dy == 0)
        return QWidget::keyPressEvent(event);
    if (event->modifiers() & Qt::AltModifier) {
        const picture::Element *made = m_view->element(m_view->focused);
        if (made == nullptr || dy == 0)
            return QWidget::keyPressEvent(event);
        return moveHost(QString::fromStdString(made->target.host), dy * hostStep);
    }
    if (m_view->focused.isEmpty() || (event->modifiers() & (Qt::ShiftModifier | Qt::ControlModifier))) {
        m_view->willChange(ViewChange::move);
        return m_view->panBy(QPointF(-dx * arrowPan, -dy * arrowPan));
    }
    const QString next = m_view->neighbour(dx, dy);
    if (!next.isEmpty())
        m_view->setFocused(next);
}

} // namespace kv::topology
