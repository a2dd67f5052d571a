// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/definition.h"
#include "app/lab/timers.h"
#include "probes/netlink/linkchange.h"

#include <chrono>
#include <string>
#include <variant>
#include <vector>

namespace kv::lab {

/// Where a step happens: a host, or a network namespace of that host by its name in /run/netns.
struct Place {
    std::string host;
    std::string netns;

    /// "network1" or "network1:qrouter-…", also the NetnsKey of link changes.
    std::string key() const { return netns.empty() ? host : host + ":" + netns; }
    bool operator==(const Place &) const = default;
};

/// A host: network, mount and UTS namespace with its own /run, /var/lib/neutron and /sys; lo is up.
struct MakeHost {
    std::string host;
    bool operator==(const MakeHost &) const = default;
};

/// A network namespace with a name in the host's /run/netns; lo is up.
struct MakeNetns {
    Place place;
    bool operator==(const MakeNetns &) const = default;
};

struct ChangeLink {
    Place place;
    netlink::LinkChange change;
    bool operator==(const ChangeLink &) const = default;
};

/// A file of the host with its directories; the path is absolute.
struct WriteFile {
    std::string host;
    std::string path;
    std::string text;
    bool operator==(const WriteFile &) const = default;
};

/// key is a path under /proc/sys: "net/ipv4/ip_forward". The value is read back.
struct SetSysctl {
    Place place;
    std::string key;
    std::string value;
    bool operator==(const SetSysctl &) const = default;
};

/// A ruleset in nft's language, loaded at once.
struct LoadRules {
    Place place;
    std::string text;
    bool operator==(const LoadRules &) const = default;
};

/// A program that stays; its end before the plan's is a failure of the plan.
struct StartProcess {
    Place place;
    std::string name;
    std::vector<std::string> argv;
    std::string logPath; ///< of the host, for stdout and stderr
    bool operator==(const StartProcess &) const = default;
};

/// From here on does what Neutron's L3 agent does at a transition: the state file follows the VIP, and IPv6
/// forwarding is on while it is held (neutron/agent/l3/ha.py, _configure_ipv6_params).
struct FollowRole {
    Place place;
    model::IpAddress vip;
    std::string stateFile;
    bool operator==(const FollowRole &) const = default;
};

struct AwaitAddress {
    Place place;
    model::IpAddress address;
    std::chrono::milliseconds limit{};
    bool operator==(const AwaitAddress &) const = default;
};

struct AwaitEcho {
    Place place;
    model::IpAddress target;
    std::chrono::milliseconds limit{};
    bool operator==(const AwaitEcho &) const = default;
};

using Action = std::variant<MakeHost, MakeNetns, ChangeLink, WriteFile, SetSysctl, LoadRules, StartProcess,
                            FollowRole, AwaitAddress, AwaitEcho>;

/// Consecutive steps of the same phase are one line of progress.
struct Step {
    std::string phase;
    Action action;
    bool operator==(const Step &) const = default;
};

/// The whole lab, in order. Its undo is the end of the namespaces: nothing is written outside of them.
struct Plan {
    std::vector<Step> steps;
    bool operator==(const Plan &) const = default;
};

/// Pure: the same definition and timers give the same plan.
Plan makePlan(const Definition &definition, const Timers &timers);

/// For messages: "network1: link set overlay0 up".
std::string describe(const Action &action);

} // namespace kv::lab
