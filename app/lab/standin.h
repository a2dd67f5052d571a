// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/place.h"
#include "probes/model/ipaddress.h"

#include <string>
#include <vector>

namespace kv::lab {

/// A real program and how it is called.
struct Program {
    std::string name;
    std::vector<std::string> argv;
    /// Instead of argv where the lab has one user and no groups to change to (no subordinate ids); empty =
    /// the same.
    std::vector<std::string> argvOfOneUser;
    std::string pidFile; ///< written for it; "" = it has none or writes its own
    bool operator==(const Program &) const = default;
};

/// What the L3 agent does for one router.
struct RouterDuties {
    std::string routerId;
    std::string netns;
    std::vector<Program> whilePrimary; ///< run in the router's namespace as long as it is primary
    bool operator==(const RouterDuties &) const = default;
};

/// A process of the lab that stands where Neutron, or what it needs, has one of this name. Its argv says
/// "keepview lab stand-in", its comm is the real one's (cut to 15 characters by the kernel).
struct StandIn {
    enum class Work {
        server, ///< listens on `controller` and keeps serverReport up to date
        agent, ///< reports
        l3Agent, ///< reports; acts on what the watchers say, on l3AgentSocket
        metadataAgent, ///< reports; answers HTTP on metadataSocket
        stateWatcher, ///< neutron-keepalived-state-change of one router: the state file follows the VIP
        idle, ///< a database or a message bus: it is there and nothing more
    };

    Work work = Work::agent;
    std::string name;
    std::string comm; ///< "" = the name; RabbitMQ's is that of its virtual machine
    std::vector<std::string> options; ///< of its command line, behind --host
    std::string host;
    model::IpAddress controller; ///< of the management network; unset: nobody to report to
    std::vector<RouterDuties> routers; ///< l3Agent
    /// l3Agent: from "primary" to acting on it. Neutron's waits an advert interval (ha.py,
    /// _enqueue_state_change).
    int primaryDelayMs = 2000;
    std::string routerId; ///< stateWatcher
    std::string netns; ///< stateWatcher: it ends when this name has gone from /run/netns
    model::IpAddress vip; ///< stateWatcher
    std::string stateFile; ///< stateWatcher: "primary" or "backup" without a line end, as Neutron writes it
    bool operator==(const StandIn &) const = default;
};

/// On each host; Neutron's own paths.
inline constexpr const char *l3AgentSocket = "/var/lib/neutron/keepalived-state-change";
inline constexpr const char *metadataSocket = "/var/lib/neutron/metadata_proxy";
/// On the controller: a line an agent, "NAME HOST alive" or "… dead".
inline constexpr const char *serverReport = "/run/keepview-lab/agents";
inline constexpr std::uint16_t serverPort = 9696;
/// Neutron's report_interval and agent_down_time are 30 s and 75 s; nobody waits that long in a lab.
inline constexpr int reportIntervalMs = 4000;
inline constexpr int agentDownMs = 10000;

} // namespace kv::lab
