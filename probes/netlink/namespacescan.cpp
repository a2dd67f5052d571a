// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/namespacescan.h"

#include "probes/netlink/decode.h"
#include "probes/netlink/portcounts.h"

#include <linux/neighbour.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include <algorithm>

namespace kv::netlink {

namespace {

// Under constant change no dump is ever consistent; the event stream, subscribed before, covers the
// difference.
constexpr int maxDumpTries = 4;

model::Result<void> dumpUntilConsistent(RouteSocket &socket, Message &request,
                                        const std::function<void()> &startOver,
                                        const RouteSocket::OnMessage &onObject)
{
    bool wasInterrupted = true;
    for (int attempt = 0; attempt < maxDumpTries && wasInterrupted; ++attempt) {
        startOver();
        if (auto dumped = socket.dump(request, onObject, wasInterrupted); !dumped)
            return dumped;
    }
    return {};
}

Message linkDump(bool withCounts)
{
    Message request(RTM_GETLINK, 0, ifinfomsg{});
    if (!withCounts)
        request.putU32(IFLA_EXT_MASK, RTEXT_FILTER_SKIP_STATS);
    return request;
}

Message fdbDump()
{
    ndmsg header{};
    header.ndm_family = AF_BRIDGE;
    return Message(RTM_GETNEIGH, 0, header);
}

bool hasForwardingTable(const NamespaceScan &scan)
{
    return std::any_of(scan.links.begin(), scan.links.end(), [](const RawLink &raw) {
        return raw.link.kind == model::LinkKind::bridge || raw.link.kind == model::LinkKind::vxlan;
    });
}

} // namespace

// Addresses by family, for a dump of all families at once waits for RTNL (net/core/rtnetlink.c,
// rtnl_dump_all), which another thread's dump of links holds. A kernel without IPv6 says the first family
// again. Addresses first: the kernel sizes a dump's messages by the longest read so far, so the small dumps
// run in the small first messages and the large one gets large ones. One read less in each namespace.
model::Result<NamespaceScan> scanNamespace(RouteSocket &socket, model::NetnsCookie cookie, bool withCounts)
{
    NamespaceScan scan;
    model::Result<void> done;
    for (const std::uint8_t family : { std::uint8_t{ AF_INET }, std::uint8_t{ AF_INET6 } }) {
        ifaddrmsg header{};
        header.ifa_family = family;
        Message addresses(RTM_GETADDR, 0, header);
        const std::size_t before = scan.addresses.size();
        done = dumpUntilConsistent(
            socket, addresses, [&] { scan.addresses.resize(before); },
            [&](const nlmsghdr &message) {
                if (auto address = decodeAddress(message)) {
                    address->link.netns = cookie;
                    scan.addresses.push_back(*address);
                }
            });
        if (!done)
            return done.error();
    }
    Message links = linkDump(withCounts);
    done = dumpUntilConsistent(
        socket, links,
        [&] {
            scan.links.clear();
            scan.counts.clear();
        },
        [&](const nlmsghdr &message) {
            if (auto count = withCounts ? decodePortCount(message) : std::nullopt) {
                count->port.netns = cookie;
                scan.counts.push_back(*count);
            }
            if (auto raw = decodeLink(message)) {
                raw->link.key.netns = cookie;
                scan.links.push_back(std::move(*raw));
            }
        });
    if (!done)
        return done.error();
    if (!hasForwardingTable(scan))
        return scan;
    Message entries = fdbDump();
    done = dumpUntilConsistent(
        socket, entries, [&] { scan.fdb.clear(); },
        [&](const nlmsghdr &message) {
            if (auto entry = decodeFdbEntry(message)) {
                entry->key.port.netns = cookie;
                scan.fdb.push_back(*entry);
            }
        });
    if (!done)
        return done.error();
    return scan;
}

} // namespace kv::netlink
