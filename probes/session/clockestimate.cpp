// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/session/clockestimate.h"

#include <algorithm>
#include <cstdlib>

namespace kv::session {

void ClockEstimate::add(model::TimeUs askedAt, model::TimeUs hostAt, model::TimeUs answeredAt)
{
    const std::int64_t half = std::max<std::int64_t>((answeredAt - askedAt + 1) / 2, 0);
    m_samples.push_back({ { askedAt + half - hostAt, half }, answeredAt });
    if (m_samples.size() > maxSamples)
        m_samples.pop_front();
}

std::optional<model::ClockOffset> ClockEstimate::best(model::TimeUs now) const
{
    std::optional<model::ClockOffset> result;
    for (const Sample &sample : m_samples) {
        const std::int64_t drift =
            std::max<std::int64_t>(now - sample.takenAt, 0) * driftPerMillion / 1'000'000;
        const std::int64_t error = sample.offset.errorUs + drift;
        if (!result || error <= result->errorUs)
            result = model::ClockOffset{ sample.offset.offsetUs, error };
    }
    if (result && m_sharesKernel && std::abs(result->offsetUs) <= result->errorUs)
        return model::ClockOffset{};
    return result;
}

} // namespace kv::session
