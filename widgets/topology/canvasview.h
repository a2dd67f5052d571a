// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/build.h"
#include "widgets/topology/canvas.h"
#include "widgets/topology/canvasbars.h"
#include "widgets/topology/heartbeats.h"
#include "widgets/topology/layouter.h"
#include "widgets/topology/searchindexer.h"
#include "widgets/topology/tilecache.h"
#include "widgets/topology/viewhistory.h"

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
    picture::Options options;
    PreparedPtr prepared; ///< never null
    Layouter layouter;
    TileCache tiles; ///< of a large picture; a small one is painted straight
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
    std::map<picture::Form, Stand> otherStands; ///< of the forms that are not shown
    bool hasBegun = false; ///< how a site of many hosts is looked at is decided
    bool followsZoom = true; ///< zooming far goes to another form
    QString toReveal; ///< as soon as it is laid out, in the first picture of these options
    bool isReduced = false;

    QString selected;
    QString focused;
    QString hovered;
    QString pressed;
    QPointF pressedAt;
    QPointF offsetAtPress;
    bool isDragging = false;

    std::string movedHost; ///< that the mouse drags; "" = none
    double movedFrom = 0; ///< its top before, in the picture's plane
    ViewHistory history;

    QBasicTimer beatTimer;
    QBasicTimer countdownTimer;
    QString findWords; ///< the words that are looked for
    SearchIndexer indexer;
    SearchIndexPtr searched; ///< null while nothing is looked for, or its index is not there yet
    state::SitePtr searchedSite; ///< that the index was asked for
    QStringList hits;
    QString currentHit; ///< "" without any
    std::vector<picture::Rect> hitBoxes; ///< of the hits, in the picture's plane; empty for one that has gone

    QElapsedTimer clock;
    qint64 siteAtMs = 0;
    std::map<std::uint64_t, double> wholeSeconds; ///< of a countdown, by change: what its full ring means
    QRegion dotRegion;

    const picture::DisplayList &list() const { return *prepared->scenery->list(); }
    const picture::Element *element(const QString &id) const { return prepared->scenery->find(id); }
    bool usesTiles() const;
    QTransform transform() const;
    QRectF toWidget(const picture::Rect &rect) const;
    QRect dirtyRect(const picture::Element &element) const;
    const picture::Element *at(QPointF widgetPoint) const;

    void show(const state::SitePtr &next);
    void setForm(picture::Form next);
    void setCollapse(const picture::Collapse &collapse);
    void changeCollapse(const picture::Collapse &collapse); ///< by the user's hand
    void toggleCollapsed(const std::string &host);
    void expand(const std::string &host);
    /// The host in the components, expanded and in sight.
    void goToHost(const std::string &host);
    void showPath(const picture::PathTrace &next);
    void layOut();

    ViewState stateNow() const;
    void willChange(ViewChange change); ///< by the user's hand: it can be undone
    void goBack();
    void goForward();
    void setFilter(const picture::Filter &filter);
    bool mayPin(const std::string &host) const; ///< it stands in a lane
    std::map<std::string, double> &pinsOf(picture::Form form);
    double topOf(const std::string &host) const; ///< in the picture's plane
    void pin(const std::string &host, double y);
    void unpin(const std::string &host);

    void take(const PreparedPtr &next);
    void followPalette();

    void setZoom(double wanted, QPointF anchor);
    void fit();
    double wholeZoom() const; ///< at which the whole picture is seen
    double leastZoomNow() const;
    /// Of the zoom that shows all: above it the form is not left outwards, even when the picture is so large
    /// that all of it is seen only very small.
    static constexpr double belowWhole = 0.75;
    /// Zooming by hand: far out or far in shows another form.
    void zoomByHand(double wanted, QPointF anchor);
    void panBy(QPointF delta);
    void followBars();
    void reveal(const QString &id);

    void select(const QString &id, bool tells);
    void activate(const QString &id);
    void enter(const QString &id); ///< by the keyboard: a tile of the fleet leads to its host
    void setHovered(const QString &id);
    void setFocused(const QString &id);
    QStringList order() const; ///< focusable elements, host by host, each from the top
    QString neighbour(int dx,
                      int dy) const; ///< the nearest focusable element in a direction; "" when there is none

    void find(const QString &words);
    bool isFinding() const { return !findWords.isEmpty() && searched == nullptr; }
    void stepHit(int by);

    double remainingSeconds(const picture::Countdown &countdown) const;
    void startTimers();
    void tickBeats();
    void tickCountdowns();
    void paint(QPainter &painter, const QRect &clip);

private:
    QString foundWords; ///< that foundNumbers are of
    SearchIndex::Hits foundNumbers; ///< in `searched`

    void begin();
    void restore(const ViewState &state);
    void revealWhatWasWanted();
    void updateElement(const QString &id);
    void updateDirty(const Prepared &next);
    bool leaveForm(double wanted, QPointF anchor);
    void paintTiles(QPainter &painter, const QRect &clip);
    void settle();
    void keepInSight();
    void paintFrames(QPainter &painter) const;
    void paintHits(QPainter &painter, const QRect &clip) const;
    void paintHitDots(QPainter &painter, const QRect &clip, const std::vector<qsizetype> &numbers) const;
    void paintHitFlag(QPainter &painter, qsizetype number) const;
    void indexForFind();
    void takeIndex(const SearchIndexPtr &made);
    void collectHits();
    void placeHits();
    void paintCountdowns(QPainter &painter) const;
    void paintDots(QPainter &painter) const;
};

} // namespace kv::topology
