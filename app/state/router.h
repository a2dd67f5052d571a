// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/role.h"
#include "probes/model/ipaddress.h"
#include "probes/model/netns.h"
#include "probes/model/time.h"

#include <cstdint>
#include <string>
#include <vector>

namespace kv::state {

/// One row of an instance's evidence: what is believed, the raw value, how old.
struct Evidence {
    EvidenceSource source = EvidenceSource::kernel;
    Answer answer = Answer::unknown; ///< A, S, K, U of the table; traffic: "serves"; file/api: "says active"
    std::string raw; ///< field terms only, not for translation: "4 addresses + VIP", "prio 50", "pid 412"
    model::TimeUs at = 0; ///< near end's clock; 0 = never seen
    bool contradicts = false; ///< says otherwise than the role that was concluded
    bool operator==(const Evidence &) const = default;
};

/// One router on one host.
struct Instance {
    std::string host;
    std::string routerId;
    model::NetnsCookie netns = 0;
    Role role = Role::unknown;
    bool stale = false; ///< its probe is lost for > 3 s: `role` is the last one known
    model::TimeUs since = 0; ///< of `role`, near end's clock
    bool hasKeepalived = false; ///< a keepalived configuration names it
    std::uint8_t vrid = 0;
    std::uint8_t priority = 0;
    std::uint8_t vrrpVersion = 0;
    std::uint32_t advertCentis = 0;
    bool nopreempt = false;
    model::IpAddress haAddress; ///< primary address of its VRRP interface: breaks ties
    model::LinkKey haLink; ///< its VRRP interface (`ha-…`)
    std::string brokenOutside; ///< name of the link that its gateway port leaves the host by, when that is
                               ///< down; "" = up or not known
    std::string faultReason; ///< why its keepalived is in FAULT, for people; "" = nothing says that it is
    model::LinkKey underlay; ///< what the HA network rides on, on this host (overlay); {0,0} = not found
    std::vector<Evidence> evidence; ///< one a source, in EvidenceSource's order
    model::TimeUs lastHeartbeatSent = 0; ///< near end's clock; 0 = none seen
    model::TimeUs lastHeartbeatHeard = 0; ///< from another instance
    bool operator==(const Instance &) const = default;
};

/// Seconds without traffic to expect from the live timers after a silent fault (FACTS 2).
struct ExpectedOutage {
    std::int64_t minUs = 0; ///< 2 A + skew
    std::int64_t maxUs = 0; ///< 3 A + skew = master-down interval
    bool isKnown = false;
    bool operator==(const ExpectedOutage &) const = default;
};

/// One router over all hosts.
struct Router {
    std::string id; ///< Neutron router id, or the instance name for plain keepalived
    std::string name; ///< shown; the id's first 8 characters unless something better is known
    Protection protection = Protection::unknown;
    std::vector<Instance> instances; ///< sorted by host
    std::string servedBy; ///< host; "" = nobody or unknown (see protection)
    model::TimeUs since = 0; ///< of `protection`
    ExpectedOutage expected;
    std::string takesOver; ///< the host predicted to win if the active one falls silent; "" = nobody
    std::string keepsAfterRepair; ///< who serves once both are heard again: priority, then HA address
    /// Other standbys that wait as long as takesOver: whose timer ends first is nobody's to say.
    std::vector<std::string> orTakesOver;
    std::vector<std::string> orKeepsAfterRepair; ///< who serves after repair when another of those took over
    std::vector<model::IpPrefix> addresses; ///< virtual addresses without link-locals, VIP first
    bool operator==(const Router &) const = default;
};

} // namespace kv::state
