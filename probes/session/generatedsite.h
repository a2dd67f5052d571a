// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/observation.h"
#include "probes/session/generatedhost.h"
#include "probes/session/generatedplan.h"

#include <memory>
#include <vector>

namespace kv::session {

/// A site that is not there, told as its probes would tell it: network nodes with routers in HA pairs,
/// compute nodes with DHCP servers and guests, controllers. The same spec gives the same records, on any
/// machine.
class GeneratedSite {
public:
    explicit GeneratedSite(const GeneratedSpec &spec);
    GeneratedSite(const GeneratedSite &) = delete;
    GeneratedSite &operator=(const GeneratedSite &) = delete;

    const GeneratedPlan &plan() const { return m_plan; }
    /// Every host's snapshot, and ten seconds of advertisements and ticks: what is wrong has had time to
    /// show.
    std::vector<model::Observation> begin();
    /// What comes in the next second, when nothing happens.
    std::vector<model::Observation> nextSecond();
    /// The next `count` changes, of guests' ports going down and up; all at the time of the last second.
    std::vector<model::Observation> changes(int count);

private:
    GeneratedPlan m_plan;
    model::TimeUs m_now;
    std::vector<model::Observation> m_records;
    std::vector<std::unique_ptr<GeneratedHost>> m_hosts;
    std::uint64_t m_changes = 0;
};

} // namespace kv::session
