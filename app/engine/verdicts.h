// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/instancefacts.h"
#include "app/engine/markers.h"
#include "app/engine/routerindex.h"
#include "app/engine/topology.h"
#include "app/state/router.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace kv::engine {

/// The table over time: since when, the hold-down, and one line for each change.
class Verdicts {
public:
    /// Decides one router again. `causedAt` (near end's clock) is when what led to it happened.
    void decideAgain(const Topology &topology, const RouterPlaces &router, model::TimeUs causedAt,
                     Markers &markers, std::vector<std::string> &lines);
    /// Forgets the routers that the index no longer has.
    void keepOnly(const RouterIndex &routers, model::TimeUs at, std::vector<std::string> &lines);

    /// Sorted by name, then id.
    std::vector<state::Router> routers() const;
    const RoleSpans &spans() const { return m_spans; }

private:
    /// What was last seen of one instance, to tell what became true.
    struct Memory {
        bool isKnown = false;
        bool hasVip = false;
        bool hasAll = false;
        model::TimeUs heldUntil = 0; ///< near end's clock: the last time that it was seen with the VIP
        InstanceFacts::Heard lastHeard; ///< while it had no VIP
        std::shared_ptr<const model::VrrpInstanceConfig> config; ///< as last seen
        model::TimeUs reloadedAt = 0; ///< near end's clock: the last time that it changed; 0 = never
        std::string failedLink; ///< why its gateway check failed; "" = it has not, or is over it
        model::TimeUs failedAt = 0; ///< near end's clock: the last time that it was known to fail
        model::TimeUs returnedAt = 0; ///< near end's clock: when the way out was back; 0 = it is not
    };
    struct Standing {
        state::Router router;
        std::map<std::string, Memory> memories; ///< by host
        std::optional<state::Protection>
            heldBack; ///< an alarm that has not lasted an advertisement interval yet
        model::TimeUs heldSince = 0;
    };

    static void noteCheck(Memory &memory, InstanceFacts &facts, model::TimeUs now, model::TimeUs causedAt);
    static void noteConfig(Memory &memory, const model::VrrpInstanceConfig *config, model::TimeUs at);
    void markChanges(Standing &standing, const HostRecord &host, const InstanceFacts &facts,
                     model::TimeUs causedAt, Markers &markers);
    void settleRoles(Standing &standing, std::vector<state::Instance> instances, model::TimeUs causedAt,
                     std::vector<std::string> &lines);
    void settleProtection(Standing &standing, const RouterDecision &decision, std::int64_t holdUs,
                          model::TimeUs now, model::TimeUs causedAt, std::vector<std::string> &lines);

    std::map<std::string, Standing> m_standings; ///< by router id
    RoleSpans m_spans;
};

/// Field terms, for the verdict log and reports: "active", "failing-over".
std::string_view roleWord(state::Role role);
std::string_view protectionWord(state::Protection protection);
/// "12.345678": seconds of the near end's clock.
std::string timeWord(model::TimeUs at);

} // namespace kv::engine
