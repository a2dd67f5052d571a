// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/canvasview.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <limits>

namespace kv::topology {

namespace {

constexpr double fullTurn = 360.0 * 16; // QPainter counts 1/16 degrees
constexpr double hitHeight = 16;
constexpr double quarterTurn = 90.0 * 16;

double radiusOf(picture::ElementKind kind)
{
    switch (kind) {
    case picture::ElementKind::host:
        return 12;
    case picture::ElementKind::bridge:
    case picture::ElementKind::namespaceBox:
    case picture::ElementKind::instance:
        return 10;
    default:
        return 7;
    }
}

} // namespace

void Canvas::View::paint(QPainter &painter, const QRect &clip)
{
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    // What heartbeats run over is painted once, and not thirty times a second.
    const bool isUnderBeats = beatTimer.isActive() && QPointF(offset.toPoint()) == offset;
    if (usesTiles() || isUnderBeats) {
        paintTiles(painter, clip);
        painter.setTransform(transform(), true);
    } else {
        painter.fillRect(clip, toQt(picture::Colour::canvas, theme));
        painter.setTransform(transform(), true);
        prepared->scenery->paint(painter, transform().inverted().mapRect(QRectF(clip)), theme, font, zoom);
    }
    paintCountdowns(painter);
    paintDots(painter);
    paintFrames(painter);
    paintHits(painter, clip);
}

/// What is not there yet of a large picture comes in the next turns of the event loop: input is never kept
/// waiting for it.
void Canvas::View::paintTiles(QPainter &painter, const QRect &clip)
{
    constexpr int largeBudgetMs = 5;
    const int budgetMs = usesTiles() ? largeBudgetMs : std::numeric_limits<int>::max();
    tiles.setLook({ zoom, canvas->devicePixelRatioF(), theme, font });
    const QRegion missing = tiles.paint(painter, *prepared->scenery, offset, canvas->rect(), clip, budgetMs);
    if (!missing.isEmpty())
        QMetaObject::invokeMethod(
            canvas, [this, missing] { canvas->update(missing); }, Qt::QueuedConnection);
}

void Canvas::View::paintFrames(QPainter &painter) const
{
    painter.setBrush(Qt::NoBrush);
    const auto frame = [&](const QString &id, double distance, const QPen &pen) {
        const picture::Element *made = id.isEmpty() ? nullptr : element(id);
        if (made == nullptr)
            return;
        painter.setPen(pen);
        const double radius = radiusOf(made->kind) + distance;
        painter.drawRoundedRect(toQt(made->bounds.grown(distance)), radius, radius);
    };
    if (hovered != selected)
        frame(hovered, 2, QPen(toQt(picture::Colour::dim, theme), 1));
    frame(selected, 2.5, QPen(toQt(picture::Colour::good, theme), 2));
    if (!canvas->hasFocus())
        return;
    // Light on dark on light: seen on every ground.
    frame(focused, 4, QPen(toQt(picture::Colour::canvas, theme), 4));
    frame(focused, 4, QPen(toQt(picture::Colour::focus, theme), 2));
}

/// Numbered flags on the upper left corners, as large as on paper at any zoom; so many that they would cover
/// each other become dots, but for the current one.
void Canvas::View::paintHits(QPainter &painter, const QRect &clip) const
{
    constexpr std::size_t mostFlags = 300; ///< in sight; each takes 16 µs
    constexpr double reach = 2 * hitHeight;
    if (hits.isEmpty())
        return;
    painter.save();
    painter.resetTransform();
    std::vector<qsizetype> shown;
    for (std::size_t i = 0; i < hitBoxes.size(); ++i) {
        const QRectF box = toWidget(hitBoxes[i]).adjusted(-reach, -reach, reach, reach);
        if (hitBoxes[i] != picture::Rect{} && box.intersects(QRectF(canvas->rect())))
            shown.push_back(static_cast<qsizetype>(i));
    }
    if (shown.size() > mostFlags)
        paintHitDots(painter, clip, shown);
    for (const qsizetype number : shown) {
        const QRectF box = toWidget(hitBoxes[static_cast<std::size_t>(number)]);
        const bool isTold = shown.size() <= mostFlags || hits.at(number) == currentHit;
        if (isTold && box.adjusted(-reach, -reach, reach, reach).intersects(QRectF(clip)))
            paintHitFlag(painter, number);
    }
    painter.restore();
}

/// One dot for those that are in the same place.
void Canvas::View::paintHitDots(QPainter &painter, const QRect &clip,
                                const std::vector<qsizetype> &numbers) const
{
    constexpr int cell = 10;
    const int across = canvas->width() / cell + 1;
    const int down = canvas->height() / cell + 1;
    std::vector<bool> isTaken(static_cast<std::size_t>(across) * static_cast<std::size_t>(down), false);
    const QColor ground = toQt(picture::Colour::canvas, theme);
    const QColor ink = toQt(picture::Colour::ink, theme);
    for (const qsizetype number : numbers) {
        const QPoint corner = toWidget(hitBoxes[static_cast<std::size_t>(number)]).topLeft().toPoint();
        const QPoint at(std::clamp(corner.x() / cell, 0, across - 1),
                        std::clamp(corner.y() / cell, 0, down - 1));
        const QRect dot(at * cell, QSize(cell - 2, cell - 2));
        auto place = isTaken.begin() + at.y() * across + at.x();
        if (*place || !dot.intersects(clip))
            continue;
        *place = true;
        painter.fillRect(dot, ground);
        painter.fillRect(dot.adjusted(1, 1, -1, -1), ink);
    }
}

void Canvas::View::paintHitFlag(QPainter &painter, qsizetype number) const
{
    QFont face = font;
    face.setPixelSize(11);
    face.setBold(true);
    painter.setFont(face);
    const QString said = QString::number(number + 1);
    const QRectF box = toWidget(hitBoxes[static_cast<std::size_t>(number)]);
    const double width = std::max(hitHeight, QFontMetricsF(face).horizontalAdvance(said) + 8);
    const QRectF flag(box.left() - width / 2, box.top() - hitHeight / 2, width, hitHeight);
    const bool isCurrent = hits.at(number) == currentHit;
    painter.setPen(QPen(toQt(picture::Colour::canvas, theme), 1.5));
    painter.setBrush(toQt(isCurrent ? picture::Colour::focus : picture::Colour::ink, theme));
    painter.drawRoundedRect(flag, hitHeight / 2, hitHeight / 2);
    painter.setPen(toQt(picture::Colour::canvas, theme));
    painter.drawText(flag, Qt::AlignCenter, said);
    if (!isCurrent)
        return;
    painter.setPen(QPen(toQt(picture::Colour::focus, theme), 2.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), 9, 9);
}

void Canvas::View::paintCountdowns(QPainter &painter) const
{
    for (const picture::Countdown &countdown : list().countdowns) {
        const double remaining = remainingSeconds(countdown);
        const auto whole = wholeSeconds.find(countdown.change);
        const double part = whole == wholeSeconds.end() ? 1 : std::min(1.0, remaining / whole->second);
        const QPointF c = toQt(countdown.center);
        const double r = countdown.radius;
        painter.setPen(QPen(toQt(picture::Colour::ink, theme), 3, Qt::SolidLine, Qt::FlatCap));
        painter.setBrush(Qt::NoBrush);
        painter.drawArc(QRectF(c.x() - r, c.y() - r, 2 * r, 2 * r), static_cast<int>(quarterTurn),
                        -static_cast<int>(std::lround(fullTurn * part)));
        QFont face = font;
        face.setPixelSize(11);
        face.setBold(true);
        painter.setFont(face);
        const int seconds = static_cast<int>(std::ceil(remaining));
        const QString text =
            seconds < 120 ? Canvas::tr("%1 s").arg(seconds) : Canvas::tr("%1 min").arg(seconds / 60);
        painter.drawText(QRectF(c.x() - r, c.y() - r, 2 * r, 2 * r), Qt::AlignCenter, text);
    }
}

void Canvas::View::paintDots(QPainter &painter) const
{
    const QColor line = toQt(picture::Colour::haLine, theme);
    for (const Heartbeats::Dot &dot : beats.dots(list(), clock.elapsed(), isReduced)) {
        painter.setPen(Qt::NoPen);
        for (std::size_t i = dot.tail.size(); i >= 1; --i) {
            QColor faded = line;
            faded.setAlphaF(static_cast<float>((0.62 - 0.13 * static_cast<double>(i)) * dot.strength));
            painter.setBrush(faded);
            const double radius = 5 - static_cast<double>(i) * 0.7;
            painter.drawEllipse(dot.tail[i - 1], radius, radius);
        }
        painter.setOpacity(std::max(0.25, dot.strength));
        painter.setPen(QPen(toQt(picture::Colour::portInk, theme), 1.5));
        painter.setBrush(toQt(picture::Colour::haFill, theme));
        painter.drawEllipse(dot.at, 6, 6);
        painter.setOpacity(1);
    }
}

} // namespace kv::topology
