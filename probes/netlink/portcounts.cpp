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

std::optional<model::PortCount> decodePortCount(const nlmsghdr &message)
{
    if (message.nlmsg_type != RTM_NEWLINK || !nlmsg_valid_hdr(&message, sizeof(ifinfomsg)))
        return std::nullopt;
    const Attributes<__IFLA_MAX> attributes(message, sizeof(ifinfomsg));
    const nlattr *bytes = attributes.at(IFLA_STATS64);
    if (!bytes)
        return std::nullopt;
    rtnl_link_stats64 stats{}; // a later kernel's is longer, an older one's shorter
    std::memcpy(&stats, nla_data(bytes), std::min(sizeof stats, static_cast<std::size_t>(nla_len(bytes))));
    model::PortCount count;
    count.port.ifindex = static_cast<const ifinfomsg *>(nlmsg_data(&message))->ifi_index;
    count.rxPackets = stats.rx_packets;
    count.rxBytes = stats.rx_bytes;
    count.txPackets = stats.tx_packets;
    count.txBytes = stats.tx_bytes;
    return count;
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
        if (port.nsid)
            request.putS32(IFLA_TARGET_NETNSID, *port.nsid);
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

} // namespace kv::netlink
