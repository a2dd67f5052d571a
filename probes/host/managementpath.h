// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/ipaddress.h"
#include "probes/model/result.h"

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace kv::host {

/// One line of /proc/net/tcp or udp, IPv6 too.
struct SocketLine {
    model::IpAddress local;
    model::IpAddress remote; ///< all zero when not connected
    std::uint16_t localPort = 0;
    std::uint64_t inode = 0;
    bool isEstablished = false;
    bool operator==(const SocketLine &) const = default;
};
std::vector<SocketLine> parseSocketTable(const std::string &text);

/// The interfaces that carry the host's management: those of the default routes and those of the connections
/// by which this process may be reached, down to the physical ones. Connections count when an ancestor of
/// this process owns them, when they end at port 22, and all of them when an ancestor cannot be looked at.
/// refused: an ancestor is reached in a way that leads to no interface (a local forwarder, unconnected UDP).
model::Result<std::set<std::int32_t>> managementLinks(const std::string &proc);

} // namespace kv::host
