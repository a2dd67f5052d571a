// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/continuity/timewindow.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kv::continuity {

namespace {

constexpr std::int64_t storyBeforeUs = 7'000'000;
constexpr std::int64_t storyAfterUs = 11'000'000;
constexpr std::int64_t storyAheadUs = 2'000'000;

} // namespace

TimeWindow followedWindow(model::TimeUs now, model::TimeUs anchor, std::int64_t spanUs)
{
    const TimeWindow sliding{ now - spanUs, now };
    if (anchor <= 0 || anchor > now || spanUs != steadySpanUs)
        return sliding;
    const TimeWindow story{ anchor - storyBeforeUs, std::max(anchor + storyAfterUs, now + storyAheadUs) };
    return story.span() <= spanUs ? story : sliding;
}

TimeWindow zoomed(const TimeWindow &window, double factor, model::TimeUs fixed)
{
    const double wanted = static_cast<double>(window.span()) * factor;
    const double span = std::clamp(wanted, static_cast<double>(leastSpanUs), static_cast<double>(mostSpanUs));
    const double share = static_cast<double>(fixed - window.begin) / static_cast<double>(window.span());
    const auto begin = fixed - static_cast<std::int64_t>(std::llround(span * share));
    return { begin, begin + static_cast<std::int64_t>(std::llround(span)) };
}

std::int64_t tickIntervalUs(std::int64_t spanUs, int most)
{
    std::int64_t base = 1000;
    while (true) {
        for (const std::int64_t step : { 1, 2, 5 }) {
            if (spanUs <= base * step * most)
                return base * step;
        }
        base *= 10;
    }
}

TimeScale TimeScale::of(const TimeWindow &window, int width)
{
    TimeScale scale;
    scale.width = std::max(width, 1);
    scale.binUs = std::max<std::int64_t>((window.span() + scale.width - 1) / scale.width, 1);
    scale.firstBin = scale.binOf(window.end) - scale.width + 1;
    return scale;
}

std::int64_t TimeScale::binOf(model::TimeUs at) const
{
    return at >= 0 ? at / binUs : -((-at + binUs - 1) / binUs);
}

int TimeScale::columnOf(model::TimeUs at) const
{
    constexpr std::int64_t far = 1'000'000;
    return static_cast<int>(std::clamp(binOf(at) - firstBin, -far, far));
}

} // namespace kv::continuity
