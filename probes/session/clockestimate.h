// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/observation.h"

#include <deque>
#include <optional>

namespace kv::session {

/// How a host's clock relates to the near end's, from round trips. The best of the last ones counts: its
/// error is half its duration plus what two clocks may drift apart since.
class ClockEstimate {
public:
    static constexpr std::size_t maxSamples = 16;
    static constexpr std::int64_t driftPerMillion = 100;

    void clear() { m_samples.clear(); }
    /// The host runs under the near end's own kernel, so both read one clock: no offset and no error, as long
    /// as the best round trip allows that (a time namespace moves CLOCK_BOOTTIME: time_namespaces(7)).
    void setSharesKernel(bool shares) { m_sharesKernel = shares; }
    /// Near end's times of asking and of reading the answer, and the host's time in between.
    void add(model::TimeUs askedAt, model::TimeUs hostAt, model::TimeUs answeredAt);
    std::optional<model::ClockOffset> best(model::TimeUs now) const;

private:
    struct Sample {
        model::ClockOffset offset;
        model::TimeUs takenAt = 0;
    };
    std::deque<Sample> m_samples;
    bool m_sharesKernel = false;
};

} // namespace kv::session
