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

int ChartLayout::leastHeight(std::size_t rowCount, std::size_t laneCount)
{
    return bandHeight + static_cast<int>(rowCount) * (leastRow + gap)
        + lanesHeightOf(static_cast<int>(laneCount)) + 2;
}

ChartLayout ChartLayout::of(QSize size, std::size_t rowCount, std::size_t laneCount)
{
    ChartLayout layout;
    const int width = std::max(size.width() - leftColumn - rightColumn, 40);
    layout.markerBand = QRect(leftColumn, 0, width, bandHeight);
    const int lanes = static_cast<int>(laneCount);
    const int rows = static_cast<int>(rowCount);
    const int lanesHeight = lanesHeightOf(lanes);
    const int forRows = size.height() - bandHeight - lanesHeight - 2;
    const int rowHeight = rows > 0 ? std::clamp(forRows / rows - gap, leastRow, mostRow) : 0;
    int y = bandHeight;
    for (int i = 0; i < rows; ++i) {
        layout.rows.emplace_back(leftColumn, y, width, rowHeight);
        y += rowHeight + gap;
    }
    if (lanes > 0)
        y += gap;
    for (int i = 0; i < lanes; ++i) {
        layout.lanes.emplace_back(leftColumn, y, width, laneHeight);
        y += laneHeight + laneGap;
    }
    layout.plot = QRect(leftColumn, bandHeight, width, std::max(y - bandHeight, 1));
    return layout;
}

int xOf(const Scene &scene, const ChartLayout &layout, model::TimeUs at)
{
    return layout.plot.left() + scene.scale.columnOf(at);
}

} // namespace kv::continuity
