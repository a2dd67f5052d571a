// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"
#include "probes/model/hostview.h"

#include <map>
#include <memory>
#include <string>

namespace kv::engine {

/// How fast routers' ports count, from one message of their counters to the next.
class PortRates {
public:
    /// Counters come each second, each four of a router that was still (PROTOCOL.md): older ones say nothing
    /// of now, and a port that is not told any more, while its host goes on telling, has stood still.
    static constexpr model::TimeUs heldUs = 2'500'000;
    /// Two messages that are closer than this are one: a snapshot repeats what was just said.
    static constexpr model::TimeUs shortestUs = 300'000;

    /// `view`: what is known of the host with that record: a snapshot says which ports are left.
    void take(const model::Observation &record, const model::HostView &view);
    /// Of one host, never null. `lastHeard`: when the host last said anything, its own clock.
    std::shared_ptr<const state::PortRateMap> of(const std::string &host, model::TimeUs lastHeard) const;

private:
    struct Counted {
        model::Fact<model::PortCount> last;
        state::PortRate rate;
        bool hasRate = false;
    };

    std::map<std::string, std::map<model::LinkKey, Counted>> m_hosts;
};

} // namespace kv::engine
