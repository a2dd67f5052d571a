// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/continuity/samplelayer.h"

#include "widgets/continuity/lanepainter.h"
#include "widgets/continuity/markerpainter.h"
#include "widgets/continuity/rowpainter.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace kv::continuity {

SampleLayer::SampleLayer(const Scene &scene, QWidget *parent) : QWidget(parent), m_scene(scene)
{
    setObjectName(QStringLiteral("sampleLayer"));
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMouseTracking(false);
    setCursor(Qt::CrossCursor);
}

ChartLayout SampleLayer::chartLayout() const
{
    return ChartLayout::of(size(), m_scene.rows.size(), m_scene.lanes.size(), m_scroll);
}

void SampleLayer::setScroll(int pixels)
{
    m_scroll = pixels;
    update();
}

int SampleLayer::plotWidth() const
{
    return chartLayout().plot.width();
}

void SampleLayer::showFrame()
{
    const ChartLayout layout = chartLayout();
    const auto standing = std::make_pair(layout.rows, layout.lanes);
    QRegion changed = layout.moving();
    if (Words words = wordsNow(); words != m_words) {
        m_words = std::move(words);
        changed += QRect(0, 0, layout.plot.left(), height());
    }
    if (Sums sums = sumsNow(); sums != m_sums) {
        m_sums = std::move(sums);
        changed += QRect(layout.plot.right(), 0, width() - layout.plot.right(), height());
    }
    if (standing != m_standing) {
        m_standing = standing;
        changed = rect();
    }
    update(changed);
}

SampleLayer::Words SampleLayer::wordsNow() const
{
    Words words;
    for (const Row &row : m_scene.rows)
        words.rows.emplace_back(row.target.target, row.rttScaleUs);
    for (const Lane &lane : m_scene.lanes)
        words.lanes.push_back(lane.host);
    return words;
}

SampleLayer::Sums SampleLayer::sumsNow() const
{
    constexpr model::TimeUs calm = 1'000'000;
    Sums sums;
    bool isOpen = false; // its length is told
    for (const Row &row : m_scene.rows) {
        const auto &gaps = row.target.interruptions;
        sums.rows.emplace_back(row.target.lost, gaps.size());
        isOpen |= !gaps.empty() && !gaps.back().end;
    }
    sums.markers = m_scene.markers.size();
    sums.anchor = m_scene.anchor;
    sums.clock = isOpen ? m_scene.now : m_scene.now / calm;
    return sums;
}

void SampleLayer::paintEvent(QPaintEvent *event)
{
    const look::Theme &theme = look::themeOf(palette());
    const ChartLayout layout = chartLayout();
    QPainter painter(this);
    painter.fillRect(rect(), theme.panel);
    paintRowsAndLanes(painter, layout, event->region());
    paintSelection(painter, layout);
    if (m_scene.rows.empty() && m_scene.lanes.empty()) {
        painter.setPen(theme.dim);
        painter.drawText(rect(), Qt::AlignCenter, tr("No ping is running yet."));
    }
}

void SampleLayer::paintRowsAndLanes(QPainter &painter, const ChartLayout &layout, const QRegion &dirty) const
{
    const look::Theme &theme = look::themeOf(palette());
    painter.setClipRect(layout.scrolled);
    paintExpected(painter, m_scene, layout, theme);
    for (std::size_t i = 0; i < m_scene.rows.size(); ++i)
        paintRow(painter, m_scene, m_scene.rows[i], layout.rows[i], dirty, theme);
    painter.setClipRect(layout.laneArea);
    for (std::size_t i = 0; i < m_scene.lanes.size(); ++i)
        paintLane(painter, m_scene, layout, m_scene.lanes[i], layout.lanes[i], dirty, theme);
    painter.setClipping(false);
    paintExpectedEdges(painter, m_scene, layout, theme);
    paintMarkers(painter, m_scene, layout, theme);
    painter.setClipRect(layout.scrolled);
    for (std::size_t i = 0; i < m_scene.rows.size(); ++i)
        paintGaps(painter, m_scene, layout, m_scene.rows[i], layout.rows[i], theme);
    painter.setClipping(false);
}

void SampleLayer::paintSelection(QPainter &painter, const ChartLayout &layout) const
{
    if (!m_dragFrom)
        return;
    const int left = layout.plot.left() + std::min(*m_dragFrom, m_dragTo);
    const int right = layout.plot.left() + std::max(*m_dragFrom, m_dragTo);
    painter.fillRect(QRect(left, layout.plot.top(), right - left + 1, layout.plot.height()),
                     look::themeOf(palette()).shadeStrong);
}

int SampleLayer::columnAt(int x) const
{
    const ChartLayout layout = chartLayout();
    return std::clamp(x - layout.plot.left(), 0, layout.plot.width() - 1);
}

void SampleLayer::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return QWidget::mousePressEvent(event);
    m_dragFrom = columnAt(static_cast<int>(event->position().x()));
    m_dragTo = *m_dragFrom;
}

void SampleLayer::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_dragFrom)
        return;
    m_dragTo = columnAt(static_cast<int>(event->position().x()));
    update();
}

void SampleLayer::mouseReleaseEvent(QMouseEvent *event)
{
    constexpr int leastDrag = 4;
    if (!m_dragFrom || event->button() != Qt::LeftButton)
        return;
    const int from = std::min(*m_dragFrom, m_dragTo);
    const int to = std::max(*m_dragFrom, m_dragTo);
    m_dragFrom.reset();
    update();
    if (to - from >= leastDrag)
        Q_EMIT rangeDragged(from, to);
    else
        Q_EMIT columnPicked(to);
}

void SampleLayer::mouseDoubleClickEvent(QMouseEvent *)
{
    m_dragFrom.reset();
    Q_EMIT followWanted();
}

void SampleLayer::wheelEvent(QWheelEvent *event)
{
    const QPoint turn = event->angleDelta();
    const QRect plot = chartLayout().plot;
    const int x = static_cast<int>(event->position().x());
    if (turn.y() != 0 && (x < plot.left() || x > plot.right()))
        Q_EMIT scrollWanted(turn.y() > 0 ? -1 : 1);
    else if (turn.y() != 0)
        Q_EMIT zoomWanted(std::pow(0.8, turn.y() / 120.0), columnAt(x));
    else if (turn.x() != 0)
        Q_EMIT panWanted(-turn.x() / 4);
    event->accept();
}

bool SampleLayer::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    QToolTip::showText(help->globalPos(), toolTipAt(help->pos()), this);
    return true;
}

QString SampleLayer::toolTipAt(QPoint position) const
{
    const ChartLayout layout = chartLayout();
    QStringList lines;
    constexpr int near = 3;
    for (const state::Marker &marker : m_scene.markers) {
        if (std::abs(xOf(m_scene, layout, marker.at) - position.x()) <= near)
            lines << tr("%1: %2", "host, event").arg(look::fromStd(marker.host), markerText(m_scene, marker));
    }
    for (std::size_t i = 0; i < layout.rows.size(); ++i) {
        const Row &row = m_scene.rows[i];
        const int column = position.x() - layout.plot.left();
        if (!layout.rows[i].intersected(layout.scrolled).contains(position) || column < 0
            || column >= row.columns.count())
            continue;
        const Column &c = row.columns.at(column);
        lines << tr("%n sent: %1 answered, %2 late, %3 lost, %4 waiting", nullptr, static_cast<int>(c.sent()))
                     .arg(c.answered)
                     .arg(c.delayed)
                     .arg(c.lost)
                     .arg(c.waiting);
        if (c.maxRttUs >= 0)
            lines << tr("slowest answer %1").arg(look::rttText(c.maxRttUs));
        if (c.maxDelayUs >= 0)
            lines << tr("slowest late answer %1").arg(look::rttText(c.maxDelayUs));
        if (c.notSent > 0)
            lines << tr("%n not sent", nullptr, static_cast<int>(c.notSent));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace kv::continuity
