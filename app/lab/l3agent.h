// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/standin.h"
#include "probes/model/result.h"
#include "probes/netlink/ownedfd.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <sys/types.h>

namespace kv::lab {

/// A datagram socket at l3AgentSocket of the caller's mount namespace.
model::Result<netlink::OwnedFd> listenForWatchers();

/// Tells the agent of this host that a router has become "primary" or "backup"; gone when it does not listen.
model::Result<void> tellL3Agent(const std::string &routerId, const std::string &state);

/// What Neutron's L3 agent does at a transition (neutron/agent/l3/ha.py): IPv6 forwarding, radvd and the
/// metadata proxy follow the role. It says what it does on stderr.
class L3Agent {
public:
    explicit L3Agent(const StandIn &standIn) : m_routers(standIn.routers), m_delayMs(standIn.primaryDelayMs)
    {
    }

    /// Reads what came on the socket: "backup" is done at once, "primary" when its delay is over.
    void takeNews(int socket);
    /// Does what is due; how many milliseconds until the next is, -1 = nothing waits.
    int act();

private:
    void becomePrimary(const RouterDuties &router);
    void becomeBackup(const RouterDuties &router);
    void setForwarding(const RouterDuties &router, bool isOn);
    model::Result<void> enter(const std::string &netns);

    const std::vector<RouterDuties> &m_routers;
    int m_delayMs;
    std::map<std::string, std::int64_t> m_due; ///< router id -> when it becomes primary
    std::map<std::string, std::vector<pid_t>> m_running; ///< by router id
};

} // namespace kv::lab
