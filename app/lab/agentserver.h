// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/ipaddress.h"
#include "probes/model/result.h"
#include "probes/netlink/ownedfd.h"

namespace kv::lab {

/// Most connections and agents that the server keeps; more are turned away.
inline constexpr std::size_t maxReportingAgents = 1024;

/// A TCP socket at serverPort of the address.
model::Result<netlink::OwnedFd> listenForAgents(const model::IpAddress &address);

/// Takes "NAME HOST" lines and keeps serverReport: a line an agent, sorted, "alive" until it has been silent
/// for agentDownMs, then "dead". Only silence counts, as with Neutron: a closed connection is no news.
[[noreturn]] void serveAgents(int listener);

} // namespace kv::lab
