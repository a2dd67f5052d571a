// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/continuity/rowpainter.h"

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

/// An answer that takes longer is late at best (DESIGN, Continuity).
constexpr model::TimeUs overdueUs = 100'000;

QFont fontOf(const QPainter &painter, int pixels, bool bold)
{
    QFont font = painter.font();
    font.setPixelSize(pixels);
    font.setWeight(bold ? QFont::DemiBold : QFont::Normal);
    return font;
}

void write(QPainter &painter, const QRect &rect, const QString &text, const QColor &color, int pixels,
           bool bold, Qt::Alignment align = Qt::AlignLeft | Qt::AlignVCenter)
{
    painter.save();
    painter.setFont(fontOf(painter, pixels, bold));
    painter.setPen(color);
    painter.drawText(rect, static_cast<int>(align.toInt()),
                     QFontMetrics(painter.font()).elidedText(text, Qt::ElideRight, rect.width()));
    painter.restore();
}

/// Pixels of one sample: 1 while a column holds one or more, wider (with a gap) when zoomed in further.
int sampleWidth(const Scene &scene, const Row &row)
{
    const std::int64_t interval =
        row.target.intervalUs > 0 ? row.target.intervalUs : row.history.intervalUs();
    return static_cast<int>(std::clamp<std::int64_t>(interval / scene.scale.binUs - 1, 1, 4));
}

QColor mixed(const QColor &a, const QColor &b, double share)
{
    const auto channel = [share](int x, int y) { return static_cast<int>(x + (y - x) * share); };
    return QColor(channel(a.red(), b.red()), channel(a.green(), b.green()), channel(a.blue(), b.blue()));
}

/// A loss is a full column; when samples that were not lost share it, its solid part is the lost share.
void paintLoss(QPainter &painter, const QRect &column, const Column &c, const look::Theme &theme)
{
    const double share = static_cast<double>(c.lost) / std::max<double>(c.sent(), 1);
    if (share < 1)
        painter.fillRect(column, mixed(theme.panel, theme.alarm, 0.55));
    const int solid = std::max(static_cast<int>(column.height() * share), 4);
    painter.fillRect(column.adjusted(0, column.height() - solid, 0, 0), theme.alarm);
}

/// Late is not lost: a dotted column.
void paintDelay(QPainter &painter, const QRect &column, const look::Theme &theme)
{
    for (int y = column.top(); y <= column.bottom(); y += 4)
        painter.fillRect(QRect(column.left(), y, column.width(), 2), theme.alarm);
}

void paintSamples(QPainter &painter, const Scene &scene, const Row &row, const QRect &rect,
                  const look::Theme &theme)
{
    const int width = sampleWidth(scene, row);
    const int height = rect.height() - 2;
    const QColor bar = mixed(theme.panel, theme.dim, 0.75);
    for (int i = 0; i < row.columns.count(); ++i) {
        const Column &c = row.columns.at(i);
        const QRect column(rect.left() + i, rect.top() + 1, std::min(width, rect.width() - i), height);
        if (c.lost > 0) {
            paintLoss(painter, column, c, theme);
        } else if (c.delayed > 0) {
            paintDelay(painter, column, theme);
        } else if (c.maxRttUs >= 0) {
            const double share =
                std::min(1.0, static_cast<double>(c.maxRttUs) / static_cast<double>(row.rttScaleUs));
            const int bars = std::clamp(static_cast<int>(share * height), 2, height);
            painter.fillRect(column.adjusted(0, height - bars, 0, 0), bar);
        } else if (c.waiting > 0 && scene.now - scene.scale.timeOf(i) > overdueUs) {
            painter.fillRect(column, mixed(theme.panel, theme.alarm, 0.55)); // lost or late: not decided yet
        } else if (c.waiting > 0) {
            painter.fillRect(column.adjusted(0, height - 2, 0, 0), theme.faint);
        }
        if (c.notSent > 0)
            painter.fillRect(QRect(column.left(), rect.bottom(), column.width(), 2), theme.overlay);
    }
}

QString gapText(const state::Interruption &gap, model::TimeUs now)
{
    const QString lasted = look::durationText(gap.durationUs(now));
    const QString lost = look::countText(gap.lost);
    return gap.delayed > 0 ? Text::tr("%1 · %2 lost, %3 late").arg(lasted, lost, look::countText(gap.delayed))
                           : Text::tr("%1 · %2 lost").arg(lasted, lost);
}

QFont gapFont(const QPainter &painter)
{
    return fontOf(painter, 12, true);
}

struct GapLabel {
    QRect box;
    QString text;
};

/// In or beside their gaps; none overlaps another.
std::vector<GapLabel> gapLabels(const QFontMetrics &metrics, const Scene &scene, const ChartLayout &layout,
                                const Row &row, const QRect &rect)
{
    std::vector<GapLabel> labels;
    int takenUpTo = rect.left();
    for (const state::Interruption &gap : row.target.interruptions) {
        const int from = xOf(scene, layout, gap.begin);
        const int to = xOf(scene, layout, gap.end ? *gap.end : scene.now);
        if (to < rect.left() || from > rect.right())
            continue;
        const QString text = gapText(gap, scene.now);
        const int width = metrics.horizontalAdvance(text) + 14;
        const int shownFrom = std::max(from, rect.left());
        const int shownTo = std::min(to, rect.right());
        int left = (shownFrom + shownTo - width) / 2;
        if (shownTo - shownFrom < width) // beside it: the losses must stay visible
            left = from - width - 5 >= takenUpTo ? from - width - 5 : to + 5;
        if (left < takenUpTo || left + width > rect.right())
            continue; // the tool tip and the inspector have it
        takenUpTo = left + width + 4;
        const int height = std::min(20, rect.height());
        labels.push_back({ QRect(left, rect.center().y() - height / 2, width, height), text });
    }
    return labels;
}

/// Whether a gap's label, which matters more, stands there.
bool isTaken(const QPainter &painter, const QRect &box, const Scene &scene, const ChartLayout &layout)
{
    const QFontMetrics metrics(gapFont(painter));
    for (std::size_t i = 0; i < scene.rows.size(); ++i) {
        if (!layout.rows[i].intersects(box))
            continue;
        for (const GapLabel &label : gapLabels(metrics, scene, layout, scene.rows[i], layout.rows[i])) {
            if (label.box.intersects(box))
                return true;
        }
    }
    return false;
}

void paintName(QPainter &painter, const Row &row, const QRect &rect, const look::Theme &theme)
{
    const bool isV4 = row.target.target.family == model::IpFamily::v4;
    const QString family = isV4 ? QStringLiteral("IPv4") : QStringLiteral("IPv6");
    const int scaleWidth = 46;
    const int x = 12;
    const int width = ChartLayout::leftColumn - x - 8;
    if (rect.height() < ChartLayout::twoLines) {
        write(painter, QRect(x, rect.top(), width, rect.height()),
              look::shortAddress(row.target.target.toString(), 20), theme.ink, 11, true);
        return;
    }
    write(painter, QRect(x, rect.top(), width - scaleWidth, 16), family, theme.ink, 12, true);
    write(painter, QRect(x, rect.top() + 16, width, 14), look::shortAddress(row.target.target.toString(), 20),
          theme.dim, 11, false);
    write(painter, QRect(rect.left() - 6 - scaleWidth, rect.top(), scaleWidth, 12),
          look::rttText(row.rttScaleUs), theme.dim, 10, false, Qt::AlignRight | Qt::AlignVCenter);
}

void paintSums(QPainter &painter, const Scene &scene, const Row &row, const QRect &rect,
               const look::Theme &theme)
{
    const auto &target = row.target;
    const int x = ChartLayout::sumsBeside(rect).left();
    const int width = ChartLayout::rightColumn - 20;
    const QString lost =
        Text::tr("%1 of %2 lost").arg(look::countText(target.lost), look::countText(target.sent));
    const QString median = Text::tr("median %1").arg(look::rttText(target.medianRttUs));
    const bool isOneLine = rect.height() < ChartLayout::twoLines;
    const int first = isOneLine ? rect.height() : 16;
    if (target.interruptions.empty()) {
        write(painter, QRect(x, rect.top(), width, first), lost, theme.ink, 12, true);
        if (!isOneLine)
            write(painter, QRect(x, rect.top() + 16, width, 14), median, theme.dim, 11, false);
        return;
    }
    const auto longest = std::max_element(
        target.interruptions.begin(), target.interruptions.end(),
        [&](const auto &a, const auto &b) { return a.durationUs(scene.now) < b.durationUs(scene.now); });
    const int count = static_cast<int>(target.interruptions.size());
    const QString gap = look::durationText(longest->durationUs(scene.now));
    const QString text =
        count == 1 ? Text::tr("%1 gap").arg(gap) : Text::tr("%1 gaps, most %2").arg(count).arg(gap);
    write(painter, QRect(x, rect.top(), width, first), text, theme.alarmInk, 12, true);
    if (isOneLine)
        return;
    write(painter, QRect(x, rect.top() + 16, width, 14), lost, theme.dim, 11, false);
    if (rect.height() >= 42)
        write(painter, QRect(x, rect.top() + 30, width, 14), median, theme.dim, 11, false);
}

} // namespace

void paintGaps(QPainter &painter, const Scene &scene, const ChartLayout &layout, const Row &row,
               const QRect &rect, const look::Theme &theme)
{
    painter.save();
    painter.setFont(gapFont(painter));
    for (const GapLabel &label : gapLabels(painter.fontMetrics(), scene, layout, row, rect)) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(theme.alarm, 1));
        painter.setBrush(theme.alarmPanel);
        painter.drawRoundedRect(QRectF(label.box).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
        painter.setPen(theme.alarmInk);
        painter.drawText(label.box, Qt::AlignCenter, label.text);
        painter.setRenderHint(QPainter::Antialiasing, false);
    }
    painter.restore();
}

void paintRow(QPainter &painter, const Scene &scene, const Row &row, const QRect &rect, const QRegion &dirty,
              const look::Theme &theme)
{
    painter.setPen(theme.line);
    painter.drawLine(rect.topLeft(), rect.topRight());
    painter.setPen(theme.lineStrong);
    painter.drawLine(rect.bottomLeft(), rect.bottomRight());
    if (dirty.intersects(ChartLayout::namesBeside(rect)))
        paintName(painter, row, rect, theme);
    paintSamples(painter, scene, row, rect, theme);
    if (dirty.intersects(ChartLayout::sumsBeside(rect)))
        paintSums(painter, scene, row, rect, theme);
}

void paintExpected(QPainter &painter, const Scene &scene, const ChartLayout &layout, const look::Theme &theme)
{
    if (scene.anchor <= 0 || !scene.expected.isKnown || layout.rows.empty())
        return;
    const int from = xOf(scene, layout, scene.anchor + scene.expected.minUs);
    const int to = xOf(scene, layout, scene.anchor + scene.expected.maxUs);
    const QRect all = layout.rowsShown();
    const QRect band =
        QRect(QPoint(from, all.top()), QPoint(std::max(to, from + 1), all.bottom())).intersected(all);
    painter.fillRect(band, theme.expected);
}

void paintExpectedEdges(QPainter &painter, const Scene &scene, const ChartLayout &layout,
                        const look::Theme &theme)
{
    if (scene.anchor <= 0 || !scene.expected.isKnown || layout.rows.empty())
        return;
    const QRect all = layout.rowsShown();
    painter.setPen(QPen(theme.good, 1.5, Qt::DashLine));
    int right = all.left() - 1;
    for (const std::int64_t offset : { scene.expected.minUs, scene.expected.maxUs }) {
        const int x = xOf(scene, layout, scene.anchor + offset);
        if (x < all.left() || x > all.right())
            continue;
        painter.drawLine(x, all.top(), x, all.bottom());
        right = x;
    }
    if (right < all.left())
        return;
    const QString text = Text::tr("expected %1").arg(look::outageText(scene.expected));
    painter.save();
    painter.setFont(fontOf(painter, 10, true));
    const QRect box(right + 5, all.top() + 1, QFontMetrics(painter.font()).horizontalAdvance(text) + 4, 12);
    if (box.right() <= all.right() && !isTaken(painter, box, scene, layout)) {
        painter.fillRect(box, mixed(theme.panel, theme.goodPanel, 0.5));
        painter.setPen(theme.good);
        painter.drawText(box, Qt::AlignCenter, text);
    }
    painter.restore();
}

} // namespace kv::continuity
