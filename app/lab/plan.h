// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/abilities.h"
#include "app/lab/definition.h"
#include "app/lab/place.h"
#include "app/lab/standin.h"
#include "app/lab/timers.h"
#include "probes/netlink/linkchange.h"

#include <chrono>
#include <string>
#include <variant>
#include <vector>

namespace kv::lab {

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
    bool isScript = false; ///< executable
    bool operator==(const WriteFile &) const = default;
};

/// key is a path under /proc/sys: "net/ipv4/ip_forward". The value is read back.
struct SetSysctl {
    Place place;
    std::string key;
    std::string value;
    bool operator==(const SetSysctl &) const = default;
};

/// A ruleset, loaded at once by the program whose language it is in.
struct LoadRules {
    enum class Loader { nft, iptables, ip6tables };
    Place place;
    std::string text;
    Loader loader = Loader::nft;
    bool operator==(const LoadRules &) const = default;
};

/// A program that stays; its end before the plan's is a failure of the plan.
struct StartProcess {
    Place place;
    Program program;
    std::string logPath; ///< of the host, for stdout and stderr
    bool operator==(const StartProcess &) const = default;
};

/// A process of the lab's own in place of one of Neutron's.
struct StartStandIn {
    Place place;
    StandIn standIn;
    std::string logPath; ///< of the host
    bool operator==(const StartStandIn &) const = default;
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
                            StartStandIn, AwaitAddress, AwaitEcho>;

/// Consecutive steps of the same phase are one line of progress.
struct Step {
    std::string phase;
    Action action;
    /// "" = the lab cannot be without it. Else: what the kernel may lack; the first step of a part that it
    /// refuses as unsupported ends the part, a note says so, and everything else runs.
    std::string part;
    bool operator==(const Step &) const = default;
};

/// The whole lab, in order. Its undo is the end of the namespaces: nothing is written outside of them.
struct Plan {
    std::vector<Step> steps;
    std::vector<std::string> notes; ///< what of the definition this system cannot do, for people
    bool operator==(const Plan &) const = default;
};

/// Pure: the same definition, timers and abilities give the same plan.
Plan makePlan(const Definition &definition, const Timers &timers, const Abilities &abilities = {});

/// The program that loads, as it is called.
const char *programOf(LoadRules::Loader loader);

/// For messages: "network1: link set overlay0 up".
std::string describe(const Action &action);

} // namespace kv::lab
