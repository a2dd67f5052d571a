// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Where the picture stands in the widget, and how large it is.
#include "widgets/topology/canvasview.h"

#include <algorithm>
#include <cmath>

namespace kv::topology {

namespace {

constexpr double leastZoom = 0.2;
constexpr double mostZoom = 4;
constexpr double leastFitZoom = 0.7; ///< below it the texts could not be read; the rest is scrolled to
constexpr double mostFitZoom = 1.75;
constexpr double inSight = 48; ///< px of the picture that stay visible
constexpr int slack = 12; ///< px around an element that comes into sight

} // namespace

void Canvas::View::setZoom(double wanted, QPointF anchor)
{
    const double next = std::clamp(wanted, leastZoomNow(), mostZoom);
    const QPointF fixed = transform().inverted().map(anchor);
    isFitted = false;
    zoom = next;
    offset = anchor - fixed * zoom;
    settle();
    followBars();
    canvas->update();
    Q_EMIT canvas->zoomChanged(zoom);
}

void Canvas::View::fit()
{
    isFitted = true;
    const picture::Rect &bounds = list().bounds;
    if (bounds.width > 0 && bounds.height > 0 && canvas->width() > 0 && canvas->height() > 0) {
        zoom = std::clamp(wholeZoom(), usesTiles() ? leastZoomNow() : leastFitZoom, mostFitZoom);
        offset = QPointF(std::max(std::floor((canvas->width() - bounds.width * zoom) / 2), 0.0),
                         std::max(std::floor((canvas->height() - bounds.height * zoom) / 2), 0.0));
    }
    followBars();
    canvas->update();
    Q_EMIT canvas->zoomChanged(zoom);
}

double Canvas::View::wholeZoom() const
{
    const picture::Rect &bounds = list().bounds;
    if (bounds.width <= 0 || bounds.height <= 0)
        return 1;
    return std::min(canvas->width() / bounds.width, canvas->height() / bounds.height);
}

double Canvas::View::leastZoomNow() const
{
    return std::min(leastZoom, wholeZoom() * belowWhole);
}

void Canvas::View::panBy(QPointF delta)
{
    isFitted = false;
    offset += delta;
    settle();
    followBars();
    canvas->update();
}

void Canvas::View::followBars()
{
    const picture::Rect &bounds = list().bounds;
    bars.follow(offset, { bounds.width * zoom, bounds.height * zoom });
    Q_EMIT canvas->viewMoved();
}

/// Somewhere of the picture stays in sight; tiles stand on whole pixels.
void Canvas::View::settle()
{
    keepInSight();
    offset = QPointF(std::round(offset.x()), std::round(offset.y()));
}

void Canvas::View::keepInSight()
{
    const picture::Rect &bounds = list().bounds;
    offset.setX(std::clamp(offset.x(), std::min(inSight - bounds.width * zoom, 0.0),
                           std::max(canvas->width() - inSight, 0.0)));
    offset.setY(std::clamp(offset.y(), std::min(inSight - bounds.height * zoom, 0.0),
                           std::max(canvas->height() - inSight, 0.0)));
}

void Canvas::View::reveal(const QString &id)
{
    const picture::Element *made = element(id);
    if (made == nullptr)
        return;
    const QRectF box = toWidget(made->bounds).adjusted(-slack, -slack, slack, slack);
    const QRectF frame = canvas->rect();
    QPointF delta;
    if (box.right() > frame.right())
        delta.setX(frame.right() - box.right());
    if (box.left() + delta.x() < frame.left())
        delta.setX(frame.left() - box.left());
    if (box.bottom() > frame.bottom())
        delta.setY(frame.bottom() - box.bottom());
    if (box.top() + delta.y() < frame.top())
        delta.setY(frame.top() - box.top());
    if (!delta.isNull())
        panBy(delta);
}

} // namespace kv::topology
