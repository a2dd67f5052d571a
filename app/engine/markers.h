// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/routerindex.h"
#include "app/engine/topology.h"
#include "app/state/continuity.h"

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace kv::engine {

/// The moments that the chart, the report and the story name; sorted by time.
class Markers {
public:
    static constexpr std::size_t maxMarkers = 256; ///< the oldest go first

    void add(state::Marker marker);
    /// Compares the underlays of all routers on one host with what was last seen of them; the first look says
    /// nothing.
    void watchUnderlays(const Topology &topology, const RouterIndex &routers, std::size_t host);
    /// A change of ours was undone and read back: once a change.
    void watchChanges(const HostRecord &host);

    const std::vector<state::Marker> &all() const { return m_markers; }

private:
    std::vector<state::Marker> m_markers;
    std::map<std::pair<std::string, model::LinkKey>, bool> m_usable;
    std::map<std::pair<std::string, std::uint64_t>, model::ChangePhase> m_phases;
};

/// Roles held over time; one open span an instance.
class RoleSpans {
public:
    static constexpr std::size_t maxSpans = 512; ///< the oldest ended ones go first

    /// From `at` on the instance has this role. Saying the same again changes nothing.
    void change(const std::string &host, const std::string &routerId, state::Role role, bool isStale,
                model::TimeUs at);
    /// The instance is no more.
    void end(const std::string &host, const std::string &routerId, model::TimeUs at);

    std::vector<state::RoleSpan> sorted() const; ///< by host, router, begin

private:
    state::RoleSpan *openSpan(const std::string &host, const std::string &routerId);

    std::vector<state::RoleSpan> m_spans; ///< by begin
};

} // namespace kv::engine
