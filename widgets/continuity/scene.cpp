// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/continuity/scene.h"

#include <algorithm>

namespace kv::continuity {

namespace {

constexpr int leastRow = 18;
constexpr int mostRow = 72;
constexpr int gap = 6;
constexpr int laneGap = 4;
constexpr int bandHeight = ChartLayout::markerRows * ChartLayout::markerRowHeight + 6;

int lanesHeightOf(int lanes)
{
    return lanes > 0 ? lanes * (ChartLayout::laneHeight + laneGap) + gap : 0;
}

} // namespace

ChartLayout ChartLayout::of(QSize size, std::size_t rowCount, std::size_t laneCount, int scroll)
{
    ChartLayout layout;
    const int width = std::max(size.width() - leftColumn - rightColumn, 40);
    const int lanes = static_cast<int>(laneCount);
    const int rows = static_cast<int>(rowCount);
    const int lanesHeight = lanesHeightOf(lanes);
    const int below = std::max(size.height() - bandHeight - 2, 1); // the band
    const bool doLanesStay = below - lanesHeight >= leastRow + gap;
    const int forRows = doLanesStay ? below - lanesHeight : below;
    // Rows that do not all fit are seen whole: as many as there is room for.
    const int seen = std::clamp(forRows / (leastRow + gap), 1, std::max(rows, 1));
    const int rowHeight =
        rows > 0 ? std::clamp((doLanesStay ? forRows / seen : 0) - gap, leastRow, mostRow) : 0;
    const int step = rowHeight + gap;
    const int scrolledHeight = rows * step + (doLanesStay ? 0 : lanesHeight);
    const int shownHeight = std::min(scrolledHeight, doLanesStay ? seen * step : forRows);
    layout.hiddenHeight = scrolledHeight - shownHeight;
    const int wanted = std::clamp(scroll, 0, layout.hiddenHeight);
    const int shift = doLanesStay && rows > 0 ? (wanted + step / 2) / step * step : wanted;
    layout.markerBand = QRect(leftColumn, 0, width, bandHeight);
    layout.scrolled = QRect(0, bandHeight, size.width(), shownHeight);
    for (int i = 0; i < rows; ++i)
        layout.rows.emplace_back(leftColumn, bandHeight - shift + i * step, width, rowHeight);
    int y =
        (doLanesStay ? bandHeight + shownHeight : bandHeight - shift + rows * step) + (lanes > 0 ? gap : 0);
    layout.laneArea = doLanesStay ? QRect(0, y - laneGap, size.width(), lanesHeight) : layout.scrolled;
    for (int i = 0; i < lanes; ++i) {
        layout.lanes.emplace_back(leftColumn, y, width, laneHeight);
        y += laneHeight + laneGap;
    }
    const int bottom = doLanesStay ? y : bandHeight + shownHeight;
    layout.plot = QRect(leftColumn, bandHeight, width, std::max(bottom - bandHeight, 1));
    return layout;
}

QRect ChartLayout::rowsShown() const
{
    return rows.empty() ? QRect() : rows.front().united(rows.back()).intersected(scrolled);
}

QRect ChartLayout::moving() const
{
    constexpr int halfMarker = 5;
    return plot.united(markerBand).adjusted(-halfMarker, 0, halfMarker, 0);
}

QRect ChartLayout::namesBeside(const QRect &row)
{
    constexpr int apart = 6;
    return { 0, row.top(), row.left() - apart, row.height() };
}

QRect ChartLayout::sumsBeside(const QRect &row)
{
    constexpr int apart = 16;
    return { row.right() + apart, row.top(), rightColumn - apart, row.height() };
}

int xOf(const Scene &scene, const ChartLayout &layout, model::TimeUs at)
{
    return layout.plot.left() + scene.scale.columnOf(at);
}

} // namespace kv::continuity
