// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/routingscan.h"

#include <linux/fib_rules.h>
#include <linux/neighbour.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace kv::netlink {

namespace {

/// Adds within the bound.
template <class Item> void keep(std::vector<Item> &into, Item &&item, std::size_t most, bool &isCut)
{
    if (into.size() < most)
        into.push_back(std::move(item));
    else
        isCut = true;
}

model::Result<void> dumpRoutes(RouteSocket &socket, std::uint8_t family, RoutingScan &scan)
{
    rtmsg header{};
    header.rtm_family = family;
    Message request(RTM_GETROUTE, 0, header);
    // An interrupted dump may miss or repeat something: whatever interrupted it comes as an event and is read
    // again. The same holds for the dumps below.
    bool wasInterrupted = false;
    return socket.dump(
        request,
        [&scan](const nlmsghdr &message) {
            if (auto route = decodeRoute(message)) {
                route->key.netns = scan.rules.netns;
                keep(scan.routes, std::move(*route), maxRoutes, scan.isCut);
            }
        },
        wasInterrupted);
}

model::Result<void> dumpRules(RouteSocket &socket, RoutingScan &scan)
{
    Message request(RTM_GETRULE, 0, fib_rule_hdr{});
    bool wasInterrupted = false;
    const auto done = socket.dump(
        request,
        [&scan](const nlmsghdr &message) {
            if (auto rule = decodeRule(message))
                keep(scan.rules.rules, std::move(*rule), maxRules, scan.isCut);
        },
        wasInterrupted);
    std::stable_sort(scan.rules.rules.begin(), scan.rules.rules.end(), [](const auto &a, const auto &b) {
        return std::pair(a.family, a.priority) < std::pair(b.family, b.priority);
    });
    return done;
}

model::Result<void> dumpNeighbours(RouteSocket &socket, RoutingScan &scan)
{
    Message request(RTM_GETNEIGH, 0, ndmsg{});
    bool wasInterrupted = false;
    return socket.dump(
        request,
        [&scan](const nlmsghdr &message) {
            if (auto decoded = decodeNeighbour(message); decoded && decoded->isKept) {
                decoded->neighbour.key.link.netns = scan.rules.netns;
                keep(scan.neighbours, std::move(decoded->neighbour), maxNeighbours, scan.isCut);
            }
        },
        wasInterrupted);
}

} // namespace

// By family, for a dump of all families at once waits for RTNL (net/core/rtnetlink.c, rtnl_dump_all). A
// kernel without IPv6 takes the second for just that and says the first again.
model::Result<RoutingScan> scanRouting(RouteSocket &socket)
{
    RoutingScan scan;
    scan.rules.netns = socket.cookie();
    for (const std::uint8_t family : { std::uint8_t{ AF_INET }, std::uint8_t{ AF_INET6 } }) {
        if (auto done = dumpRoutes(socket, family, scan); !done)
            return done.error();
    }
    if (auto done = dumpRules(socket, scan); !done)
        return done.error();
    if (auto done = dumpNeighbours(socket, scan); !done)
        return done.error();
    return scan;
}

} // namespace kv::netlink
