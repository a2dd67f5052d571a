// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/result.h"
#include "probes/model/traffic.h"
#include "probes/netlink/routesocket.h"

#include <linux/netlink.h>

#include <cstdint>
#include <optional>
#include <vector>

namespace kv::netlink {

/// A port to be counted. `nsid`: of its namespace in the socket's own; none = it is the socket's own
/// namespace.
struct CountedPort {
    model::LinkKey key;
    std::optional<std::int32_t> nsid;
};

/// IFLA_STATS64 of one RTM_NEWLINK; port.netns is left 0.
std::optional<model::PortCount> decodePortCount(const nlmsghdr &message);

/// Reads the counters of these ports by their namespaces' nsids, without entering any: some system calls for
/// all. What is gone meanwhile is not in the answer.
model::Result<std::vector<model::PortCount>> readPortCounts(RouteSocket &socket,
                                                            const std::vector<CountedPort> &ports);

} // namespace kv::netlink
