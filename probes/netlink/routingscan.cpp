// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/routingscan.h"

#include <linux/fib_rules.h>
#include <linux/neighbour.h>
#include <linux/rtnetlink.h>

#include <algorithm>

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

} // namespace

model::Result<RoutingScan> scanRouting(RouteSocket &socket)
{
    RoutingScan scan;
    const model::NetnsCookie cookie = socket.cookie();
    scan.rules.netns = cookie;
    // An interrupted dump may miss or repeat something: whatever interrupted it comes as an event and is read
    // again.
    bool wasInterrupted = false;
    Message routes(RTM_GETROUTE, 0, rtmsg{});
    auto done = socket.dump(
        routes,
        [&](const nlmsghdr &message) {
            if (auto route = decodeRoute(message)) {
                route->key.netns = cookie;
                keep(scan.routes, std::move(*route), maxRoutes, scan.isCut);
            }
        },
        wasInterrupted);
    if (!done)
        return done.error();
    Message rules(RTM_GETRULE, 0, fib_rule_hdr{});
    done = socket.dump(
        rules,
        [&](const nlmsghdr &message) {
            if (auto rule = decodeRule(message))
                keep(scan.rules.rules, std::move(*rule), maxRules, scan.isCut);
        },
        wasInterrupted);
    if (!done)
        return done.error();
    std::stable_sort(scan.rules.rules.begin(), scan.rules.rules.end(), [](const auto &a, const auto &b) {
        return std::pair(a.family, a.priority) < std::pair(b.family, b.priority);
    });
    Message neighbours(RTM_GETNEIGH, 0, ndmsg{});
    done = socket.dump(
        neighbours,
        [&](const nlmsghdr &message) {
            if (auto decoded = decodeNeighbour(message); decoded && decoded->isKept) {
                decoded->neighbour.key.link.netns = cookie;
                keep(scan.neighbours, std::move(decoded->neighbour), maxNeighbours, scan.isCut);
            }
        },
        wasInterrupted);
    if (!done)
        return done.error();
    return scan;
}

} // namespace kv::netlink
