// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/ipaddress.h"
#include "probes/netlink/ownedfd.h"

#include <cstdint>
#include <string>

namespace kv::lab {

/// An agent's reports to the controller, over TCP from the namespace that it is in: a line each
/// reportIntervalMs, and a new connection when the old one has failed.
class AgentReporter {
public:
    /// who: "NAME HOST". An unset controller: nobody to report to.
    AgentReporter(const model::IpAddress &controller, std::string who);

    /// Reports when it is time; how many milliseconds to wait before the next call, -1 = for ever.
    int report();

private:
    void connectAgain();

    model::IpAddress m_controller;
    std::string m_line;
    netlink::OwnedFd m_socket;
    std::int64_t m_nextMs = 0;
};

} // namespace kv::lab
