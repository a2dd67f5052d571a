// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"
#include "probes/model/hostview.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace kv::engine {

/// One host as its records tell it, and how its clock relates to the near end's.
struct HostRecord {
    std::string name;
    std::shared_ptr<model::HostView>
        view; ///< never null; shared with published sites, so cloned before a change
    model::SessionState session;
    bool hasOffset = false; ///< a ClockOffset was read; before it the first record's arrival stands in
    std::int64_t offsetUs = 0; ///< near = host + offset
    std::int64_t errorUs = 0;
    model::TimeUs knownSince = 0; ///< near end's clock of its first record
    model::TimeUs lastHeard = 0; ///< near end's clock; 0 = never
    model::TimeUs snapshotAt =
        0; ///< near end's clock of the first whole snapshot of this session; 0 = none yet
    bool isInSnapshot = false;
    bool isStale = false; ///< nothing heard for > staleAfterUs at the last tick, and nothing since

    model::TimeUs nearTime(model::TimeUs hostTime) const { return hostTime + offsetUs; }
    model::NetnsCookie homeNetns() const;
    bool canHear(std::string_view capability) const; ///< one of Hello::capabilities
};

/// What a record changed, so that only what depends on it is decided again.
enum class RecordEffect : std::uint8_t {
    nothing,
    tick,
    structure, ///< which routers are where may have changed
    link, ///< a link's state, but not what it is connected to
    address,
    host, ///< any other fact of the host that a verdict rests on
};

/// All hosts, one time axis. Hosts are in the order of their first record.
class Topology {
public:
    static constexpr model::TimeUs staleAfterUs = 3'000'000; ///< DESIGN, decision table
    static constexpr std::size_t maxRouterNames = 100'000; ///< further ones are ignored
    static constexpr std::size_t maxHosts = 1'024; ///< records of further hosts are ignored

    RecordEffect take(const model::Observation &record);

    const std::vector<HostRecord> &hosts() const { return m_hosts; }
    const HostRecord *find(const std::string &name) const;
    std::size_t indexOf(const std::string &name) const; ///< hosts().size() when not known
    /// What people call the router; "" when nobody said.
    std::string routerName(const std::string &routerId) const;
    /// Near end's clock of the newest record; never goes back.
    model::TimeUs now() const { return m_now; }
    /// When the newest record's event happened, near end's clock; never later than now().
    model::TimeUs eventAt() const { return m_eventAt; }

private:
    HostRecord *hostOf(const model::Observation &record);
    RecordEffect takeHostFact(HostRecord &host, const model::Observation &record);
    void takeTick();

    std::vector<HostRecord> m_hosts;
    std::map<std::string, std::string> m_routerNames; ///< by router id
    model::TimeUs m_now = 0;
    model::TimeUs m_eventAt = 0;
};

} // namespace kv::engine
