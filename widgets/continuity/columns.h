// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/time.h"
#include "widgets/continuity/timewindow.h"

#include <cstdint>
#include <deque>

namespace kv::continuity {

class SampleHistory;

/// What the samples of one pixel column became.
struct Column {
    std::uint32_t answered = 0;
    std::uint32_t delayed = 0;
    std::uint32_t lost = 0;
    std::uint32_t waiting = 0;
    std::uint32_t notSent = 0;
    std::int64_t maxRttUs = -1; ///< of the answered ones
    std::int64_t maxDelayUs = -1; ///< of the delayed ones
    std::uint32_t sent() const { return answered + delayed + lost + waiting; }
    bool operator==(const Column &) const = default;
};

/// The columns of one row, kept between frames: only what changed is counted again.
class Columns {
public:
    /// Samples sent at or after `time` changed.
    void invalidateFrom(model::TimeUs time);
    /// Makes the columns of `scale`.
    void refresh(const SampleHistory &history, const TimeScale &scale);
    const Column &at(int column) const { return m_columns[static_cast<std::size_t>(column)]; }
    int count() const { return static_cast<int>(m_columns.size()); }

private:
    TimeScale m_scale;
    std::deque<Column> m_columns;
    std::int64_t m_firstDirtyBin = 0; ///< columns before it are right
};

/// The top of the RTT axis: over nine in ten columns, 1, 2 or 5 times a power of ten. `current` stays while
/// it fits, so that the bars do not jump.
std::int64_t robustRttScaleUs(const Columns &columns, std::int64_t current);

} // namespace kv::continuity
