// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/linkpath.h"

#include "probes/netlink/attributes.h"
#include "probes/netlink/routesocket.h"

#include <linux/if_addr.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include <cstring>
#include <map>
#include <utility>

namespace kv::netlink {

using model::Error;
using model::ErrorCode;
using model::IpAddress;
using model::IpFamily;
using model::Result;

namespace {

void addNexthops(const nlattr *multipath, std::set<std::int32_t> &links)
{
    if (!multipath)
        return;
    const auto *data = static_cast<const char *>(nla_data(multipath));
    const auto size = static_cast<std::size_t>(nla_len(multipath));
    for (std::size_t at = 0; at + sizeof(rtnexthop) <= size;) {
        rtnexthop hop{};
        std::memcpy(&hop, data + at, sizeof hop);
        links.insert(hop.rtnh_ifindex);
        if (hop.rtnh_len < sizeof hop)
            return;
        at += RTNH_ALIGN(hop.rtnh_len);
    }
}

std::uint8_t kernelFamily(const IpAddress &address)
{
    return address.family == IpFamily::v4 ? AF_INET : AF_INET6;
}

/// Upper -> what it rides on.
using Lowers = std::multimap<std::int32_t, std::int32_t>;

void addLowers(const nlmsghdr &message, Lowers &lowers)
{
    if (!nlmsg_valid_hdr(&message, sizeof(ifinfomsg)))
        return;
    const std::int32_t link = static_cast<const ifinfomsg *>(nlmsg_data(&message))->ifi_index;
    const Attributes<IFLA_MAX + 1> attributes(message, sizeof(ifinfomsg));
    if (const auto master = attributes.get<std::int32_t>(IFLA_MASTER))
        lowers.emplace(*master, link);
    if (const auto lower = attributes.get<std::int32_t>(IFLA_LINK);
        lower && !attributes.has(IFLA_LINK_NETNSID))
        lowers.emplace(link, *lower);
    const Attributes<IFLA_INFO_MAX + 1> info(attributes.at(IFLA_LINKINFO));
    if (info.text(IFLA_INFO_KIND) != "vxlan")
        return;
    const Attributes<IFLA_VXLAN_MAX + 1> vxlan(info.at(IFLA_INFO_DATA));
    if (const auto underlay = vxlan.get<std::int32_t>(IFLA_VXLAN_LINK))
        lowers.emplace(link, *underlay);
}

/// The masters of VXLAN devices: bridges of tenants' networks.
Result<std::set<std::int32_t>> tunnelBridges(RouteSocket &socket)
{
    std::set<std::int32_t> bridges;
    Message request(RTM_GETLINK, 0, ifinfomsg{});
    bool wasInterrupted = false;
    const auto done = socket.dump(
        request,
        [&bridges](const nlmsghdr &message) {
            if (!nlmsg_valid_hdr(&message, sizeof(ifinfomsg)))
                return;
            const Attributes<IFLA_MAX + 1> attributes(message, sizeof(ifinfomsg));
            const Attributes<IFLA_INFO_MAX + 1> info(attributes.at(IFLA_LINKINFO));
            const auto master = attributes.get<std::int32_t>(IFLA_MASTER);
            if (master && info.text(IFLA_INFO_KIND) == "vxlan")
                bridges.insert(*master);
        },
        wasInterrupted);
    if (!done)
        return done.error();
    return bridges;
}

} // namespace

Result<std::set<std::int32_t>> defaultRouteLinks()
{
    Result<RouteSocket> socket = RouteSocket::open();
    if (!socket)
        return socket.error();
    std::set<std::int32_t> links;
    std::set<std::int32_t> advertised;
    for (const std::uint8_t family : { std::uint8_t{ AF_INET }, std::uint8_t{ AF_INET6 } }) {
        rtmsg header{};
        header.rtm_family = family;
        Message request(RTM_GETROUTE, 0, header);
        bool wasInterrupted = false;
        const auto done = socket->dump(
            request,
            [&](const nlmsghdr &message) {
                if (!nlmsg_valid_hdr(&message, sizeof(rtmsg)))
                    return;
                const auto *route = static_cast<const rtmsg *>(nlmsg_data(&message));
                if (route->rtm_dst_len != 0 || route->rtm_table != RT_TABLE_MAIN
                    || route->rtm_type != RTN_UNICAST)
                    return;
                const Attributes<RTA_MAX + 1> attributes(message, sizeof(rtmsg));
                std::set<std::int32_t> &found = route->rtm_protocol == RTPROT_RA ? advertised : links;
                if (const auto link = attributes.get<std::int32_t>(RTA_OIF))
                    found.insert(*link);
                addNexthops(attributes.at(RTA_MULTIPATH), found);
            },
            wasInterrupted);
        if (!done)
            return done.error();
    }
    const Result<std::set<std::int32_t>> tunnels = tunnelBridges(*socket);
    if (!tunnels)
        return tunnels.error();
    for (const std::int32_t link : advertised) {
        if (!tunnels->contains(link))
            links.insert(link);
    }
    return links;
}

Result<std::int32_t> linkTowards(const IpAddress &remote)
{
    Result<RouteSocket> socket = RouteSocket::open();
    if (!socket)
        return socket.error();
    rtmsg header{};
    header.rtm_family = kernelFamily(remote);
    header.rtm_dst_len = static_cast<std::uint8_t>(remote.size() * 8);
    Message request(RTM_GETROUTE, 0, header);
    request.put(RTA_DST, remote.bytes.data(), static_cast<int>(remote.size()));
    std::int32_t link = 0;
    const auto done = socket->talk(request, [&link](const nlmsghdr &message) {
        const Attributes<RTA_MAX + 1> attributes(message, sizeof(rtmsg));
        link = attributes.get<std::int32_t>(RTA_OIF).value_or(link);
    });
    if (!done)
        return done.error();
    if (link == 0)
        return Error{ ErrorCode::notFound, "no route", remote.toString() };
    return link;
}

Result<std::int32_t> linkWithAddress(const IpAddress &address)
{
    Result<RouteSocket> socket = RouteSocket::open();
    if (!socket)
        return socket.error();
    ifaddrmsg header{};
    header.ifa_family = kernelFamily(address);
    Message request(RTM_GETADDR, 0, header);
    std::int32_t link = 0;
    bool wasInterrupted = false;
    const auto done = socket->dump(
        request,
        [&](const nlmsghdr &message) {
            if (!nlmsg_valid_hdr(&message, sizeof(ifaddrmsg)))
                return;
            const Attributes<IFA_MAX + 1> attributes(message, sizeof(ifaddrmsg));
            const nlattr *own =
                attributes.has(IFA_LOCAL) ? attributes.at(IFA_LOCAL) : attributes.at(IFA_ADDRESS);
            if (own && IpAddress::fromBytes(nla_data(own), static_cast<std::size_t>(nla_len(own))) == address)
                link = static_cast<std::int32_t>(
                    static_cast<const ifaddrmsg *>(nlmsg_data(&message))->ifa_index);
        },
        wasInterrupted);
    if (!done)
        return done.error();
    if (link == 0)
        return Error{ ErrorCode::notFound, "no interface has it", address.toString() };
    return link;
}

Result<std::set<std::int32_t>> withLowerLinks(std::set<std::int32_t> links)
{
    Result<RouteSocket> socket = RouteSocket::open();
    if (!socket)
        return socket.error();
    ifinfomsg header{};
    Message request(RTM_GETLINK, 0, header);
    Lowers lowers;
    bool wasInterrupted = false;
    if (auto done = socket->dump(
            request, [&](const nlmsghdr &message) { addLowers(message, lowers); }, wasInterrupted);
        !done)
        return done.error();
    std::set<std::int32_t> fresh = links;
    while (!fresh.empty()) {
        std::set<std::int32_t> next;
        for (const std::int32_t link : fresh) {
            const auto [first, last] = lowers.equal_range(link);
            for (auto lower = first; lower != last; ++lower) {
                if (links.insert(lower->second).second)
                    next.insert(lower->second);
            }
        }
        fresh = std::move(next);
    }
    return links;
}

} // namespace kv::netlink
