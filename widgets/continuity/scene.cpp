// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/continuity/scene.h"

#include <algorithm>

namespace kv::continuity {

ChartLayout ChartLayout::of(QSize size, std::size_t rowCount, std::size_t laneCount)
{
    constexpr int leastRow = 22;
    constexpr int mostRow = 72;
    constexpr int gap = 6;
    constexpr int laneGap = 4;
    ChartLayout layout;
    const int width = std::max(size.width() - leftColumn - rightColumn, 40);
    const int bandHeight = markerRows * markerRowHeight + 6;
    layout.markerBand = QRect(leftColumn, 0, width, bandHeight);
    const int lanes = static_cast<int>(laneCount);
    const int rows = static_cast<int>(rowCount);
    const int lanesHeight = lanes > 0 ? lanes * (laneHeight + laneGap) + gap : 0;
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
