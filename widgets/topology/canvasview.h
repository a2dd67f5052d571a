// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/build.h"
#include "widgets/topology/canvas.h"
#include "widgets/topology/canvasbars.h"
#include "widgets/topology/heartbeats.h"
#include "widgets/topology/scenery.h"

#include <QBasicTimer>
#include <QElapsedTimer>
#include <QRegion>

#include <map>

class QPainter;

namespace kv::topology {

/// What a canvas shows and where it stands; the canvas turns events into calls of it.
struct Canvas::View {
    explicit View(Canvas *owner);

    Canvas *canvas;
    CanvasBars bars;
    picture::Form form = picture::Form::components;
    picture::Scene scene;
    Scenery scenery;
    Heartbeats beats;
    state::SitePtr site;
    picture::Theme theme = picture::Theme::light;
    QFont font;
    double zoom = 1;
    QPointF offset; ///< of the picture's origin in the widget
    bool isFitted = true;
    struct Stand {
        double zoom = 1;
        QPointF offset;
        bool isFitted = true;
    };
    Stand otherStand; ///< of the form that is not shown
    bool isReduced = false;

    QString selected;
    QString focused;
    QString hovered;
    QString pressed;
    QPointF pressedAt;
    QPointF offsetAtPress;
    bool isDragging = false;

    QBasicTimer beatTimer;
    QBasicTimer countdownTimer;
    QString findWords; ///< the words that are looked for
    QStringList hits;
    QString currentHit; ///< "" without any

    QElapsedTimer clock;
    qint64 siteAtMs = 0;
    std::map<std::uint64_t, double> wholeSeconds; ///< of a countdown, by change: what its full ring means
    QRegion dotRegion;

    const picture::DisplayList &list() const { return *scenery.list(); }
    const picture::Element *element(const QString &id) const { return list().find(id); }
    QTransform transform() const;
    QRectF toWidget(const picture::Rect &rect) const;
    QRect dirtyRect(const picture::Element &element) const;
    const picture::Element *at(QPointF widgetPoint) const;

    void show(const state::SitePtr &next);
    void setForm(picture::Form next);
    void setList(const picture::DisplayListPtr &next);
    void followPalette();

    void setZoom(double wanted, QPointF anchor);
    void fit();
    void panBy(QPointF delta);
    void followBars();
    void reveal(const QString &id);

    void select(const QString &id, bool tells);
    void activate(const QString &id);
    void setHovered(const QString &id);
    void setFocused(const QString &id);
    QStringList order() const; ///< focusable elements, host by host, each from the top
    QString neighbour(int dx,
                      int dy) const; ///< the nearest focusable element in a direction; "" when there is none

    void find(const QString &words);
    void stepHit(int by);

    double remainingSeconds(const picture::Countdown &countdown) const;
    void startTimers();
    void tickBeats();
    void tickCountdowns();
    void paint(QPainter &painter, const QRectF &clip) const;

private:
    picture::DisplayListPtr build() const;
    void updateElement(const QString &id);
    void updateDifference(const picture::DisplayList &before, const picture::DisplayList &after);
    void keepInSight();
    void paintFrames(QPainter &painter) const;
    void paintHits(QPainter &painter) const;
    void collectHits();
    void paintCountdowns(QPainter &painter) const;
    void paintDots(QPainter &painter) const;
};

} // namespace kv::topology
