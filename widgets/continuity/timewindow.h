// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/time.h"

#include <cstdint>

namespace kv::continuity {

/// A stretch of the near end's clock.
struct TimeWindow {
    model::TimeUs begin = 0;
    model::TimeUs end = 0;
    std::int64_t span() const { return end - begin; }
    bool contains(model::TimeUs at) const { return at >= begin && at < end; }
    bool operator==(const TimeWindow &) const = default;
};

constexpr std::int64_t leastSpanUs = 200'000;
constexpr std::int64_t mostSpanUs = 600'000'000;
constexpr std::int64_t steadySpanUs = 60'000'000;

/// What a chart that follows shows at `now`: the last `spanUs`, or, while the newest link-down (`anchor`, 0 =
/// none) is young, the failover in a window that grows from 7 s before to 11 s after it.
TimeWindow followedWindow(model::TimeUs now, model::TimeUs anchor, std::int64_t spanUs);

/// Zooms by `factor` (< 1 = closer) and leaves `fixed` where it is; the span stays within its bounds.
TimeWindow zoomed(const TimeWindow &window, double factor, model::TimeUs fixed);

/// Distance of axis ticks that gives at most `most` of them: 1, 2 or 5 times a power of ten, in microseconds.
std::int64_t tickIntervalUs(std::int64_t spanUs, int most);

/// Time to pixel columns: columns are whole multiples of a bin, so that a sample stays in its bin while time
/// moves.
struct TimeScale {
    std::int64_t binUs = 1; ///< one pixel
    std::int64_t firstBin = 0; ///< the leftmost column
    int width = 0; ///< columns

    static TimeScale of(const TimeWindow &window, int width);
    std::int64_t binOf(model::TimeUs at) const;
    /// Column of a time, not clipped: may be below 0 or beyond the width.
    int columnOf(model::TimeUs at) const;
    model::TimeUs timeOf(int column) const { return (firstBin + column) * binUs; }
    bool operator==(const TimeScale &) const = default;
};

} // namespace kv::continuity
