// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/portcounts.h"

#include "probes/netlink/attributes.h"
#include "probes/netlink/message.h"

#include <linux/if_link.h>
#include <linux/rtnetlink.h>

#include <algorithm>
#include <cstring>

namespace kv::netlink {

namespace {

model::PortCount countOf(std::int32_t ifindex, const nlattr &attribute)
{
    rtnl_link_stats64 stats{}; // a later kernel's is longer, an older one's shorter
    std::memcpy(&stats, nla_data(&attribute),
                std::min(sizeof stats, static_cast<std::size_t>(nla_len(&attribute))));
    model::PortCount count;
    count.port.ifindex = ifindex;
    count.rxPackets = stats.rx_packets;
    count.rxBytes = stats.rx_bytes;
    count.txPackets = stats.tx_packets;
    count.txBytes = stats.tx_bytes;
    return count;
}

} // namespace

std::optional<model::PortCount> decodePortCount(const nlmsghdr &message)
{
    if (message.nlmsg_type == RTM_NEWLINK && nlmsg_valid_hdr(&message, sizeof(ifinfomsg))) {
        const Attributes<__IFLA_MAX> attributes(message, sizeof(ifinfomsg));
        if (const nlattr *stats = attributes.at(IFLA_STATS64))
            return countOf(static_cast<const ifinfomsg *>(nlmsg_data(&message))->ifi_index, *stats);
    }
    if (message.nlmsg_type == RTM_NEWSTATS && nlmsg_valid_hdr(&message, sizeof(if_stats_msg))) {
        const Attributes<__IFLA_STATS_MAX> attributes(message, sizeof(if_stats_msg));
        if (const nlattr *stats = attributes.at(IFLA_STATS_LINK_64))
            return countOf(
                static_cast<std::int32_t>(static_cast<const if_stats_msg *>(nlmsg_data(&message))->ifindex),
                *stats);
    }
    return std::nullopt;
}

model::Result<std::vector<model::PortCount>> readPortCounts(RouteSocket &socket,
                                                            const std::vector<CountedPort> &ports)
{
    std::vector<model::PortCount> counts;
    counts.reserve(ports.size());
    for (const CountedPort &port : ports) {
        ifinfomsg header{};
        header.ifi_index = port.key.ifindex;
        Message request(RTM_GETLINK, 0, header);
        request.putS32(IFLA_TARGET_NETNSID, port.nsid);
        // notFound: it is gone, and its own event says so.
        [[maybe_unused]] const auto asked = socket.ask(request, [&](const nlmsghdr &answer) {
            if (auto count = decodePortCount(answer)) {
                count->port.netns = port.key.netns;
                counts.push_back(*count);
            }
        });
    }
    return counts;
}

model::Result<std::vector<model::PortCount>> readPortCountsOf(RouteSocket &socket, model::NetnsCookie netns)
{
    if_stats_msg header{};
    header.filter_mask = IFLA_STATS_FILTER_BIT(IFLA_STATS_LINK_64);
    Message request(RTM_GETSTATS, 0, header);
    std::vector<model::PortCount> counts;
    bool wasInterrupted = false; // what it missed came or went just now, and its own event says so
    const auto done = socket.dump(
        request,
        [&](const nlmsghdr &message) {
            if (auto count = decodePortCount(message)) {
                count->port.netns = netns;
                counts.push_back(*count);
            }
        },
        wasInterrupted);
    if (!done)
        return done.error();
    return counts;
}

} // namespace kv::netlink
