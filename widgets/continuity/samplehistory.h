// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/continuity.h"

#include <cstddef>
#include <deque>
#include <vector>

namespace kv::continuity {

/// What became of the newest echo requests of one series, by sequence. Points may come again with a later
/// verdict.
class SampleHistory {
public:
    /// 10 minutes at 100 a second.
    static constexpr std::size_t mostPoints = 60'000;

    /// Takes points in; returns the earliest send time that changed, or 0 when nothing did.
    model::TimeUs add(const std::vector<state::EchoPoint> &points);

    const std::deque<state::EchoPoint> &points() const { return m_points; }
    /// Index of the first point sent at or after `time`.
    std::size_t indexFrom(model::TimeUs time) const;
    /// Typical distance between two sends, 0 when not known.
    std::int64_t intervalUs() const;

private:
    std::deque<state::EchoPoint> m_points; ///< by sequence, ascending
};

} // namespace kv::continuity
