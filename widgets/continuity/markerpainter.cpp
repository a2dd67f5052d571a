// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/continuity/markerpainter.h"

#include "app/state/continuity.h"
#include "widgets/continuity/labelplacing.h"
#include "widgets/continuity/scene.h"
#include "widgets/continuity/text.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"

#include <QFontMetrics>
#include <QLocale>
#include <QPainter>

#include <cstdlib>

namespace kv::continuity {

namespace {

int importanceOf(state::MarkerKind kind)
{
    switch (kind) {
    case state::MarkerKind::linkDown:
        return 8;
    case state::MarkerKind::promotion:
        return 7;
    case state::MarkerKind::firstAnswer:
        return 6;
    case state::MarkerKind::linkUp:
        return 5;
    case state::MarkerKind::lastHeartbeat:
        return 4;
    case state::MarkerKind::stepDown:
        return 3;
    case state::MarkerKind::addressesComplete:
        return 2;
    case state::MarkerKind::restored:
    case state::MarkerKind::faultEnded:
        return 1;
    case state::MarkerKind::faultBegun:
        return 8;
    }
    return 0;
}

QString offsetText(std::int64_t us)
{
    // What is shown as 0.00 has no sign.
    const double s = std::abs(us) < 5'000 ? 0.0 : static_cast<double>(us) / 1e6;
    const QString number = QLocale().toString(s, 'f', 2);
    return Text::tr("%1 s").arg(s > 0 ? QLatin1Char('+') + number
                                      : QString(number).replace(QLatin1Char('-'), QChar(0x2212)));
}

struct Shown {
    const state::Marker *marker;
    int x;
    QString text;
};

std::vector<Shown> shownMarkers(const Scene &scene, const ChartLayout &layout)
{
    std::vector<Shown> shown;
    for (const state::Marker &marker : scene.markers) {
        const bool isOfAnotherRouter =
            !marker.routerId.empty() && !scene.routerId.empty() && marker.routerId != scene.routerId;
        const int x = xOf(scene, layout, marker.at);
        if (isOfAnotherRouter || x < layout.plot.left() || x > layout.plot.right())
            continue;
        shown.push_back({ &marker, x, markerText(scene, marker) });
    }
    return shown;
}

void paintMarker(QPainter &painter, const Shown &shown, const LabelPlace &place, const ChartLayout &layout,
                 const look::Theme &theme)
{
    const int base = layout.markerBand.bottom() - 1;
    const bool isTrouble = shown.marker->kind == state::MarkerKind::linkDown
        || shown.marker->kind == state::MarkerKind::faultBegun;
    const QColor color = isTrouble ? theme.alarmInk : theme.ink;
    const int top =
        place.row < 0 ? base - 6 : layout.markerBand.top() + place.row * ChartLayout::markerRowHeight + 8;
    QPen dots(color, 1, Qt::CustomDashLine);
    dots.setDashPattern({ 2, 2 });
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(dots);
    painter.drawLine(shown.x, top, shown.x, layout.plot.bottom());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPolygon(QPolygonF({ QPointF(shown.x - 3.5, base - 6), QPointF(shown.x + 4.5, base - 6),
                                    QPointF(shown.x + 0.5, base + 1) }));
    if (place.row < 0)
        return;
    painter.setPen(color);
    const QRect box(layout.markerBand.left() + place.left,
                    layout.markerBand.top() + place.row * ChartLayout::markerRowHeight, 400,
                    ChartLayout::markerRowHeight);
    painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter, shown.text);
}

} // namespace

QString markerText(const Scene &scene, const state::Marker &marker)
{
    const bool isLink =
        marker.kind == state::MarkerKind::linkDown || marker.kind == state::MarkerKind::linkUp;
    const bool isFault =
        marker.kind == state::MarkerKind::faultBegun || marker.kind == state::MarkerKind::faultEnded;
    const bool isAnswer = marker.kind == state::MarkerKind::firstAnswer;
    QString what = look::markerName(marker.kind);
    if (isLink)
        what = look::fromStd(marker.subject) + QLatin1Char(' ') + what;
    else if (isFault)
        what = Text::tr("%1: %2").arg(what, look::fromStd(marker.subject));
    else if (isAnswer && !marker.subject.empty())
        what +=
            marker.subject.find(':') == std::string::npos ? QStringLiteral(" IPv4") : QStringLiteral(" IPv6");
    return what + QLatin1Char(' ') + offsetText(marker.at - scene.zero());
}

void paintMarkers(QPainter &painter, const Scene &scene, const ChartLayout &layout, const look::Theme &theme)
{
    painter.save();
    QFont font = painter.font();
    font.setPixelSize(11);
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    const QFontMetrics metrics(font);
    const std::vector<Shown> shown = shownMarkers(scene, layout);
    std::vector<LabelWish> wishes;
    for (const Shown &one : shown) {
        // What led to it stands before it, what followed behind.
        const bool isCause = one.marker->kind == state::MarkerKind::linkDown
            || one.marker->kind == state::MarkerKind::faultBegun
            || one.marker->kind == state::MarkerKind::lastHeartbeat;
        wishes.push_back({ one.x - layout.markerBand.left(), metrics.horizontalAdvance(one.text),
                           importanceOf(one.marker->kind), isCause });
    }
    const int nowX = xOf(scene, layout, scene.now);
    const bool showsNow = nowX >= layout.plot.left() && nowX < layout.plot.right() - 2;
    const QString nowText = Text::tr("now");
    if (showsNow)
        wishes.push_back({ nowX - layout.markerBand.left(), metrics.horizontalAdvance(nowText), 9, false });
    const auto places = placeLabels(wishes, layout.markerBand.width(), ChartLayout::markerRows);
    for (std::size_t i = 0; i < shown.size(); ++i)
        paintMarker(painter, shown[i], places[i], layout, theme);
    if (showsNow) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.fillRect(QRect(nowX + 1, layout.plot.top(), layout.plot.right() - nowX, layout.plot.height()),
                         theme.shade);
        const LabelPlace place = places.back();
        const int top = layout.markerBand.top() + std::max(place.row, 0) * ChartLayout::markerRowHeight;
        painter.fillRect(QRect(nowX, top + 6, 1, layout.plot.bottom() - top - 5), theme.ink);
        painter.setPen(theme.ink);
        if (place.row >= 0)
            painter.drawText(
                QRect(layout.markerBand.left() + place.left, top, 100, ChartLayout::markerRowHeight),
                Qt::AlignVCenter, nowText);
    }
    painter.restore();
}

} // namespace kv::continuity
