// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/ipaddress.h"
#include "probes/model/netns.h"
#include "probes/model/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kv::model {

/// One entry of virtual_ipaddress or virtual_ipaddress_excluded.
struct VirtualAddress {
    IpPrefix prefix;
    std::string device; ///< "" = the instance's own interface
    bool isExcluded = false; ///< in virtual_ipaddress_excluded: not carried in the advertisement
    bool operator==(const VirtualAddress &) const = default;
};

/// One entry of virtual_routes or virtual_routes_excluded, as far as it is understood.
struct VirtualRoute {
    IpPrefix destination; ///< "default" is 0.0.0.0/0 or ::/0, by its gateway
    IpAddress gateway; ///< unset: none
    std::string device; ///< "" = none
    bool isExcluded = false;
    bool operator==(const VirtualRoute &) const = default;
};

enum class TrackedKind { interface, script, file, process, bfd };

std::string_view trackedKindName(TrackedKind kind);
std::optional<TrackedKind> trackedKindFromName(std::string_view name);

/// Something whose state moves an instance's priority (weight), or takes it to FAULT (weight 0).
struct TrackedItem {
    TrackedKind kind = TrackedKind::interface;
    std::string
        name; ///< the interface, or the word after vrrp_script, track_file, vrrp_track_process, bfd_instance
    /// The script's or file's path, the process's name, never their arguments; the BFD neighbour's address.
    std::string subject;
    std::int32_t weight = 0; ///< -253 to 253
    bool isReversed = false;
    std::uint32_t intervalMs = 0; ///< of a script, 0 when not said
    std::uint16_t fall = 0; ///< of a script: failures in a row until it counts, 0 when not said
    std::uint16_t rise = 0;
    bool isFromGroup = false; ///< the instance's sync group tracks it for all its members
    std::optional<std::int32_t> value; ///< of a file: the number in it; unset: not read
    bool operator==(const TrackedItem &) const = default;
};

/// What one vrrp_instance of a keepalived configuration says. Secrets (auth_pass) are never read into it.
struct VrrpInstanceConfig {
    std::string file; ///< path as the host sees it, through /proc/PID/root for a container's; with `name` the
                      ///< identity
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
    std::uint32_t preemptDelayMs = 0;
    std::string syncGroup; ///< "" = none
    std::string vmacInterface; ///< use_vmac: the name after it, else keepalived's own; "" = no VMAC
    IpAddress unicastSource;
    std::vector<IpAddress> unicastPeers; ///< empty: advertisements are multicast; at most 256
    std::vector<TrackedItem> tracked; ///< at most 256
    std::vector<VirtualAddress> addresses;
    std::vector<VirtualRoute> routes; ///< at most 1,024
    std::vector<std::string> files; ///< include files that it was read from too, at most 64
    std::vector<std::string> notUnderstood; ///< "FILE:LINE: word", at most 32
    bool operator==(const VrrpInstanceConfig &) const = default;
};

enum class ProcessState { running, stopped, gone };

std::string_view processStateName(ProcessState state);
std::optional<ProcessState> processStateFromName(std::string_view name);

/// One process of the closed list that Keepview looks for. Of its command line only what is named here is
/// kept.
struct ProcessInfo {
    std::int32_t pid = 0; ///< in the probe's pid namespace
    std::int32_t parentPid = 0; ///< keepalived: the VRRP child's parent is the keepalived parent
    std::string name; ///< the program by the closed list: "keepalived", "neutron-l3-agent", "dnsmasq", …
    NetnsCookie netns = 0;
    std::string configFile; ///< keepalived: the file after -f/--use-file; "" when not given
    ProcessState state = ProcessState::running;
    TimeUs startedAt = 0; ///< from /proc/PID/stat field 22
    std::string version; ///< read from its files, never by running it; "" = not known
    bool isContained = false; ///< its root directory is not the probe's
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
