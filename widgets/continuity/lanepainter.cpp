// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/continuity/lanepainter.h"

#include "widgets/continuity/scene.h"
#include "widgets/continuity/text.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"

#include <QFontMetrics>
#include <QPainter>
#include <QRegion>

#include <algorithm>

namespace kv::continuity {

namespace {

enum class BarStyle { solid, hollow, hatched, dotted, gap };

BarStyle styleOf(const state::RoleSpan &span)
{
    if (span.stale)
        return BarStyle::dotted;
    switch (span.role) {
    case state::Role::active:
    case state::Role::activeUnconfirmed:
    case state::Role::notRedundant:
        return BarStyle::solid;
    case state::Role::standby:
        return BarStyle::hollow;
    case state::Role::isolated:
    case state::Role::orphaned:
    case state::Role::frozen:
        return BarStyle::hatched;
    case state::Role::unknown:
        return BarStyle::dotted;
    case state::Role::fault:
    case state::Role::stopped:
        return BarStyle::gap;
    }
    return BarStyle::dotted;
}

void fillBar(QPainter &painter, const QRectF &bar, BarStyle style, const look::Theme &theme)
{
    const QRectF line = bar.adjusted(0.5, 0.5, -0.5, -0.5);
    if (style == BarStyle::solid) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.ink);
        painter.drawRoundedRect(bar, 3, 3);
    } else if (style == BarStyle::hollow) {
        painter.setPen(QPen(theme.nodeLine, 1.2));
        painter.setBrush(theme.panel);
        painter.drawRoundedRect(line, 3, 3);
    } else if (style == BarStyle::hatched) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.alarmPanel);
        painter.drawRoundedRect(line, 3, 3);
        QColor hatch = theme.alarm;
        hatch.setAlphaF(0.55F);
        painter.setBrush(QBrush(hatch, Qt::BDiagPattern));
        painter.setPen(QPen(theme.alarm, 1.2));
        painter.drawRoundedRect(line, 3, 3);
    } else if (style == BarStyle::dotted) {
        painter.setPen(QPen(theme.faint, 1.2, Qt::DotLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(line, 3, 3);
    } else {
        painter.setPen(QPen(theme.alarm, 1.2, Qt::DotLine));
        painter.drawLine(QPointF(bar.left(), bar.center().y()), QPointF(bar.right(), bar.center().y()));
    }
}

QColor textColor(BarStyle style, const look::Theme &theme)
{
    switch (style) {
    case BarStyle::solid:
        return theme.panel;
    case BarStyle::hollow:
        return theme.text;
    case BarStyle::dotted:
        return theme.dim;
    default:
        return theme.alarmInk;
    }
}

void labelBar(QPainter &painter, const QRectF &bar, const state::RoleSpan &span, BarStyle style,
              const look::Theme &theme)
{
    const QFontMetrics metrics(painter.font());
    const int room = static_cast<int>(bar.width()) - 14;
    QString text = look::roleName(span.role);
    const QString longer = span.role == state::Role::isolated
        ? Text::tr("isolated: holds the addresses, heard by nobody")
        : text;
    if (metrics.horizontalAdvance(longer) <= room)
        text = longer;
    const int width = metrics.horizontalAdvance(text);
    if (width > room)
        return;
    const QRectF box(bar.left() + 5, bar.top() + 2, width + 8, bar.height() - 4);
    if (style == BarStyle::hatched || style == BarStyle::gap) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(style == BarStyle::gap ? theme.panel : theme.alarmPanel);
        painter.drawRoundedRect(box, 3, 3);
    }
    painter.setPen(textColor(style, theme));
    painter.drawText(box, Qt::AlignCenter, text);
}

/// What the lane has to say of the newest link-down: how long its host took to take over.
QString takeoverText(const Scene &scene, const Lane &lane)
{
    if (scene.anchor <= 0)
        return {};
    for (const state::Marker &marker : scene.markers) {
        if (marker.kind == state::MarkerKind::promotion && marker.host == lane.host
            && marker.at > scene.anchor && marker.routerId == scene.routerId)
            return Text::tr("takeover %1").arg(look::durationText(marker.at - scene.anchor));
    }
    return {};
}

void paintHeartbeats(QPainter &painter, const Scene &scene, const ChartLayout &layout, const Lane &lane,
                     const QRect &rect, const look::Theme &theme)
{
    const auto times = scene.heartbeats.find(lane.host);
    if (times == scene.heartbeats.end())
        return;
    int last = -2;
    for (const model::TimeUs at : times->second) {
        const int x = xOf(scene, layout, at);
        if (x < rect.left() || x > rect.right() || x <= last + 1)
            continue;
        painter.fillRect(QRect(x, rect.top() - 4, 2, 4), theme.ha);
        last = x;
    }
}

} // namespace

void paintLane(QPainter &painter, const Scene &scene, const ChartLayout &layout, const Lane &lane,
               const QRect &rect, const QRegion &dirty, const look::Theme &theme)
{
    painter.save();
    QFont font = painter.font();
    font.setPixelSize(11);
    painter.setFont(font);
    painter.setPen(theme.ink);
    if (dirty.intersects(ChartLayout::namesBeside(rect)))
        painter.drawText(QRect(12, rect.top(), ChartLayout::leftColumn - 20, rect.height()), Qt::AlignVCenter,
                         look::fromStd(lane.host));
    paintHeartbeats(painter, scene, layout, lane, rect, theme);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.save();
    painter.setClipRect(QRect(rect.left(), rect.top() - 4, rect.width(), rect.height() + 8),
                        Qt::IntersectClip);
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    for (const state::RoleSpan &span : lane.spans) {
        const int from = std::max(xOf(scene, layout, span.begin), rect.left());
        const int to = std::min(xOf(scene, layout, span.end ? *span.end : scene.now), rect.right() + 1);
        if (to <= from)
            continue;
        const QRectF bar(from, rect.top(), to - from, rect.height());
        const BarStyle style = styleOf(span);
        fillBar(painter, bar, style, theme);
        labelBar(painter, bar, span, style, theme);
    }
    painter.restore();
    const QString takeover = takeoverText(scene, lane);
    if (!takeover.isEmpty()) {
        painter.setPen(theme.ink);
        painter.drawText(QRect(rect.right() + 16, rect.top(), ChartLayout::rightColumn - 20, rect.height()),
                         Qt::AlignVCenter, takeover);
    }
    painter.restore();
}

} // namespace kv::continuity
