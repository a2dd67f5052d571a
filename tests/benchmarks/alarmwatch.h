// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/router.h"

#include <map>
#include <string>
#include <vector>

namespace kv::tests {

/// How long each alarm about a router stood: split, down, failing over, unknown, and nobody named as serving.
class AlarmWatch {
public:
    /// The router as published at `now` (near end's clock).
    void note(const state::Router &router, model::TimeUs now);

    /// Longest time that each alarm stood, by its word.
    const std::map<std::string, model::TimeUs> &longest() const { return m_longest; }
    /// Alarms that stood for longer than a failover takes with this router's timers.
    const std::vector<std::string> &tooLong() const { return m_tooLong; }

private:
    struct Standing {
        model::TimeUs since = 0;
        bool isTold = false;
    };

    std::map<std::string, Standing> m_standing;
    std::map<std::string, model::TimeUs> m_longest;
    std::vector<std::string> m_tooLong;
};

} // namespace kv::tests
