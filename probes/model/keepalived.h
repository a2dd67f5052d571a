// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/ipaddress.h"
#include "probes/model/netns.h"
#include "probes/model/time.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <optional>
#include <vector>

namespace kv::model {

/// One entry of virtual_ipaddress or virtual_ipaddress_excluded.
struct VirtualAddress {
    IpPrefix prefix;
    std::string device; ///< "" = the instance's own interface
    bool isExcluded = false; ///< in virtual_ipaddress_excluded: not carried in the advertisement
    bool operator==(const VirtualAddress &) const = default;
};

/// What one vrrp_instance of a keepalived configuration says. Secrets (auth_pass) are never read into it.
struct VrrpInstanceConfig {
    std::string file; ///< path as the host sees it; with `name` the identity
    std::string name; ///< the word after vrrp_instance
    std::string routerId; ///< Neutron's router id when the file lies in ha_confs/<id>/, else ""
    NetnsCookie netns = 0; ///< where its keepalived runs or its interface is; 0 = not found
    std::string interface;
    std::uint8_t vrid = 0;
    std::uint8_t priority = 100; ///< 1-255; keepalived's default 100
    std::uint8_t version = 2;
    std::uint32_t advertCentis = 100;
    bool startsAsMaster = false; ///< `state MASTER`
    bool nopreempt = false;
    std::vector<VirtualAddress> addresses;
    std::vector<std::string> notUnderstood; ///< "line N: text", at most 32
    bool operator==(const VrrpInstanceConfig &) const = default;
};

enum class ProcessState { running, stopped, gone };

std::string_view processStateName(ProcessState state);
std::optional<ProcessState> processStateFromName(std::string_view name);

/// One process of the closed list that Keepview looks for (issue 2: keepalived only).
struct ProcessInfo {
    std::int32_t pid = 0; ///< in the probe's pid namespace
    std::int32_t parentPid = 0; ///< keepalived: the VRRP child's parent is the keepalived parent
    std::string name; ///< comm
    NetnsCookie netns = 0;
    std::string configFile; ///< keepalived: the file after -f/--use-file; "" when not given
    ProcessState state = ProcessState::running;
    TimeUs startedAt = 0; ///< from /proc/PID/stat field 22
    bool operator==(const ProcessInfo &) const = default;
};

/// Neutron's /var/lib/neutron/ha_confs/<router>/state.
struct HaStateFile {
    std::string routerId;
    std::string value; ///< "primary", "backup", "fault" or older "master"; at most 32 bytes, as read
    std::int64_t modifiedUnixUs = 0; ///< mtime, CLOCK_REALTIME
    bool operator==(const HaStateFile &) const = default;
};

} // namespace kv::model
