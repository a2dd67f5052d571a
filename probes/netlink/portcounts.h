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

/// A port to be counted, with the nsid that its namespace has in the socket's own.
struct CountedPort {
    model::LinkKey key;
    std::int32_t nsid = 0;
};

/// IFLA_STATS64 of one RTM_NEWLINK, or IFLA_STATS_LINK_64 of one RTM_NEWSTATS; port.netns is left 0.
std::optional<model::PortCount> decodePortCount(const nlmsghdr &message);

/// Reads the counters of these ports by their namespaces' nsids, without entering any: some system calls for
/// all. What is gone meanwhile is not in the answer.
model::Result<std::vector<model::PortCount>> readPortCounts(RouteSocket &socket,
                                                            const std::vector<CountedPort> &ports);

/// Reads the counters of every link of the socket's own namespace, `netns`, by one dump (RTM_GETSTATS).
model::Result<std::vector<model::PortCount>> readPortCountsOf(RouteSocket &socket, model::NetnsCookie netns);

} // namespace kv::netlink
