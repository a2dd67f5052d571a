// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"
#include "widgets/continuity/columns.h"
#include "widgets/continuity/samplehistory.h"
#include "widgets/continuity/timewindow.h"

#include <QRect>

#include <deque>
#include <map>
#include <string>
#include <vector>

namespace kv::continuity {

/// One pinged address: its samples and what is concluded of them.
struct Row {
    state::TargetContinuity target;
    SampleHistory history;
    Columns columns;
    std::int64_t rttScaleUs = 0; ///< top of its RTT axis
};

/// One instance of the shown router.
struct Lane {
    std::string host;
    std::vector<state::RoleSpan> spans; ///< by begin
};

/// Times at which an instance sent an advertisement, the newest ones.
using HeartbeatTimes = std::deque<model::TimeUs>;

/// Everything the chart paints, and where.
struct Scene {
    model::TimeUs now = 0;
    model::TimeUs anchor = 0; ///< newest link-down that the axis counts from; 0 = it counts from now
    TimeScale scale;
    std::string routerId;
    state::ExpectedOutage expected;
    std::vector<Row> rows;
    std::vector<Lane> lanes;
    std::map<std::string, HeartbeatTimes> heartbeats; ///< by host
    std::vector<state::Marker> markers;

    /// Time that the axis calls 0.
    model::TimeUs zero() const { return anchor > 0 ? anchor : now; }
};

/// Where things stand in the sample layer, in its own pixels. Rows that do not fit scroll above the lanes,
/// which stay; where not even one row fits above them, the lanes scroll too.
struct ChartLayout {
    static constexpr int leftColumn = 136;
    static constexpr int rightColumn = 152;
    static constexpr int markerRows = 3;
    static constexpr int markerRowHeight = 14;
    static constexpr int laneHeight = 18;

    QRect plot; ///< rows and lanes, and the markers' lines
    QRect markerBand; ///< above the plot
    QRect scrolled; ///< rows are seen only in here
    QRect laneArea; ///< lanes are seen only in here
    int hiddenHeight = 0; ///< of what scrolls: as far as it can be scrolled
    std::vector<QRect> rows;
    std::vector<QRect> lanes;

    /// Below this height of a row there is one line of text instead of two.
    static constexpr int twoLines = 30;

    /// `scroll`: pixels, 0 = the first row is at the top; clamped to hiddenHeight, and above lanes that stay
    /// taken to the nearest row.
    static ChartLayout of(QSize size, std::size_t rowCount, std::size_t laneCount, int scroll = 0);
    /// What is seen of all rows.
    QRect rowsShown() const;
    /// Plot and markers, with what a marker at an edge covers: everything that moves with the time.
    QRect moving() const;
    /// Where words stand beside a row or a lane; apart from moving().
    static QRect namesBeside(const QRect &row);
    static QRect sumsBeside(const QRect &row);
};

/// Pixel position of a time in the plot; may lie outside of it.
int xOf(const Scene &scene, const ChartLayout &layout, model::TimeUs at);

} // namespace kv::continuity
