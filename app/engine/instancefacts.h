// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/decision.h"
#include "app/engine/faultreason.h"
#include "app/engine/outage.h"
#include "app/engine/routerindex.h"
#include "app/engine/topology.h"
#include "app/state/router.h"

#include <cstddef>
#include <string>
#include <vector>

namespace kv::engine {

/// Everything that a verdict on one instance rests on, read from its host's facts at one moment.
struct InstanceFacts {
    InstanceInput input; ///< without lastRole and isSilentTooLong; `hears` is filled by linkHearing()
    model::TimeUs silentSince =
        0; ///< near end's clock: heard somebody, was first read or started, whatever is latest
    VrrpTimers timers;
    model::IpAddress haAddress;
    model::IpFamily family = model::IpFamily::v4; ///< of its advertisements: each family has VRIDs of its own
    std::string brokenOutside; ///< as in state::Instance
    bool isStoppedByCheck =
        false; ///< it tracks a script with weight 0 and has no way out: FAULT to keepalived, now or soon
    std::string faultReason; ///< as in state::Instance
    GatewayCheck check;
    model::TimeUs startedAt = 0; ///< near end's clock: its keepalived; 0 = not known
    bool hasVip = false;
    bool hasAll = false; ///< every configured address but link-locals is present
    model::TimeUs vipAt = 0; ///< near end's clock: since when the VIP is there, as last said
    model::TimeUs lastAddressAt = 0; ///< near end's clock: the newest of the configured addresses
    model::TimeUs lastSentAt = 0; ///< near end's clock; 0 = none
    std::uint8_t lastSentPriority = 0;
    struct Heard {
        model::IpAddress source;
        model::TimeUs at = 0; ///< near end's clock
        bool isFresh = false;
    };
    std::vector<Heard> heard; ///< of others, by source
    std::vector<state::Evidence> evidence; ///< one a source; `contradicts` is filled by markContradictions()

    const Heard *newestHeard() const;
};

InstanceFacts factsOf(const Topology &topology, const RouterPlaces &router, const InstancePlace &place);

/// Matches whom each instance hears with the others' HA addresses.
void linkHearing(std::vector<InstanceFacts> &facts);

/// A row contradicts when it says "serves" of an instance that does not, or the other way round.
void markContradictions(std::vector<state::Evidence> &evidence, state::Role role);

/// An advertisement is overdue after this time: the peer "hears nothing" in DESIGN's table.
std::int64_t overdueUs(const VrrpTimers &timers);

} // namespace kv::engine
