// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/role.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace kv::engine {

/// Whether an instance's keepalived lives.
enum class Alive : std::uint8_t { unknown, yes, stopped, no };

/// What the table needs to know of one instance (DESIGN, "What a router's state is").
struct InstanceInput {
    state::Answer holds = state::Answer::unknown; ///< A
    state::Answer sends = state::Answer::unknown; ///< S
    state::Answer underlay = state::Answer::unknown; ///< U
    Alive alive = Alive::unknown; ///< K
    bool isOutsideDown = false; ///< its gateway port has no way out of the host
    bool isInFault = false; ///< keepalived keeps it in FAULT (faultReason)
    bool isStale = false; ///< this probe is lost for > 3 s
    bool hasConfig = true; ///< a keepalived configuration names it
    std::vector<std::size_t>
        hears; ///< instances of the same router of which a fresh advertisement is heard here
    bool hearsStranger = false; ///< a fresh advertisement of somebody who is none of the instances
    bool hasEverHeard = false; ///< any advertisement of another, ever
    bool isSilentTooLong = false; ///< heard nobody for longer than master-down + hold
    state::Role lastRole = state::Role::unknown;
    state::Answer traffic = state::Answer::unknown; ///< serves, by its own bridge's FDB
    bool operator==(const InstanceInput &) const = default;
};

/// What the table says of one router, before the hold-down.
struct RouterDecision {
    std::vector<state::Role> roles; ///< as the input
    state::Protection protection = state::Protection::unknown;
    std::optional<std::size_t> servedBy;
    bool operator==(const RouterDecision &) const = default;
};

/// DESIGN's decision table. Pure.
RouterDecision decide(const std::vector<InstanceInput> &instances);

/// Protections that are an alarm, so that the hold-down applies to them.
bool isAlarm(state::Protection protection);

} // namespace kv::engine
