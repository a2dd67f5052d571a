// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/eventsocket.h"

#include "probes/netlink/errnoerror.h"

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <linux/filter.h>
#include <linux/neighbour.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/rtnetlink.h>
#include <netlink/msg.h>
#include <sys/socket.h>

#include <array>

namespace kv::netlink {

namespace {

// A burst of 200 namespaces being deleted is some 2 MB; FORCE passes net.core.rmem_max where the host allows
// it.
constexpr int receiveBufferBytes = 8 * 1024 * 1024;
// One event is one link at most; a link with 8-bit VF lists is the largest seen, some 8 KiB.
constexpr std::size_t messageBytes = 64 * 1024;

// The neighbour group carries forwarding entries and ARP and neighbour discovery of every namespace; the
// kernel drops the ones that are not asked for before they wake us. Netlink headers are in host order, BPF
// loads halfwords in network order.
model::Result<void> keepOnlyNeighbours(int fd, EventSocket::Topic topic)
{
    constexpr std::uint32_t typeOffset = offsetof(nlmsghdr, nlmsg_type);
    constexpr std::uint32_t familyOffset = sizeof(nlmsghdr) + offsetof(ndmsg, ndm_family);
    constexpr std::uint32_t newNeighbour = __builtin_bswap16(RTM_NEWNEIGH);
    constexpr std::uint32_t oldNeighbour = __builtin_bswap16(RTM_DELNEIGH);
    const bool isLinks = topic == EventSocket::Topic::links;
    const auto ifBridge = static_cast<std::uint8_t>(isLinks ? 0 : 1);
    const auto ifOther = static_cast<std::uint8_t>(isLinks ? 1 : 0);
    std::array<sock_filter, 7> code{ {
        { BPF_LD | BPF_H | BPF_ABS, 0, 0, typeOffset },
        { BPF_JMP | BPF_JEQ | BPF_K, 1, 0, newNeighbour },
        { BPF_JMP | BPF_JEQ | BPF_K, 0, 2, oldNeighbour },
        { BPF_LD | BPF_B | BPF_ABS, 0, 0, familyOffset },
        { BPF_JMP | BPF_JEQ | BPF_K, ifBridge, ifOther, AF_BRIDGE },
        { BPF_RET | BPF_K, 0, 0, 0xffffffff },
        { BPF_RET | BPF_K, 0, 0, 0 },
    } };
    static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__,
                  "the filter's constants are swapped for little endian");
    const sock_fprog program{ static_cast<unsigned short>(code.size()), code.data() };
    if (::setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program) < 0)
        return errnoError(errno, "SO_ATTACH_FILTER");
    return {};
}

// A transaction announces each rule and then its end: only that wakes us.
model::Result<void> keepOnlyGenerations(int fd)
{
    constexpr std::uint32_t typeOffset = offsetof(nlmsghdr, nlmsg_type);
    constexpr std::uint32_t newGeneration = __builtin_bswap16((NFNL_SUBSYS_NFTABLES << 8) | NFT_MSG_NEWGEN);
    std::array<sock_filter, 4> code{ {
        { BPF_LD | BPF_H | BPF_ABS, 0, 0, typeOffset },
        { BPF_JMP | BPF_JEQ | BPF_K, 0, 1, newGeneration },
        { BPF_RET | BPF_K, 0, 0, 0xffffffff },
        { BPF_RET | BPF_K, 0, 0, 0 },
    } };
    const sock_fprog program{ static_cast<unsigned short>(code.size()), code.data() };
    if (::setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program) < 0)
        return errnoError(errno, "SO_ATTACH_FILTER");
    return {};
}

model::Result<void> joinGroup(int fd, int group)
{
    if (::setsockopt(fd, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &group, sizeof group) < 0)
        return errnoError(errno, "NETLINK_ADD_MEMBERSHIP");
    return {};
}

model::Result<void> join(int fd, EventSocket::Topic topic)
{
    if (topic == EventSocket::Topic::nft)
        return joinGroup(fd, NFNLGRP_NFTABLES);
    static constexpr std::array links{ RTNLGRP_LINK, RTNLGRP_IPV4_IFADDR, RTNLGRP_IPV6_IFADDR, RTNLGRP_NEIGH,
                                       RTNLGRP_NSID };
    static constexpr std::array routing{ RTNLGRP_IPV4_ROUTE, RTNLGRP_IPV6_ROUTE, RTNLGRP_IPV4_RULE,
                                         RTNLGRP_IPV6_RULE, RTNLGRP_NEIGH };
    for (const int group : topic == EventSocket::Topic::links ? links : routing) {
        if (auto joined = joinGroup(fd, group); !joined)
            return joined;
    }
    return {};
}

std::optional<std::int32_t> nsidOf(const msghdr &header)
{
    for (const cmsghdr *control = CMSG_FIRSTHDR(&header); control;
         control = CMSG_NXTHDR(const_cast<msghdr *>(&header), const_cast<cmsghdr *>(control))) {
        if (control->cmsg_level == SOL_NETLINK && control->cmsg_type == NETLINK_LISTEN_ALL_NSID
            && control->cmsg_len >= CMSG_LEN(sizeof(std::int32_t))) {
            std::int32_t nsid = 0;
            std::memcpy(&nsid, CMSG_DATA(control), sizeof nsid);
            return nsid;
        }
    }
    return std::nullopt;
}

} // namespace

model::Result<EventSocket> EventSocket::open(Scope scope, Topic topic)
{
    const int protocol = topic == Topic::nft ? NETLINK_NETFILTER : NETLINK_ROUTE;
    OwnedFd fd(::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, protocol));
    if (!fd.isOpen())
        return errnoError(errno, "netlink socket");
    if (::setsockopt(fd.get(), SOL_SOCKET, SO_RCVBUFFORCE, &receiveBufferBytes, sizeof receiveBufferBytes)
        < 0)
        ::setsockopt(fd.get(), SOL_SOCKET, SO_RCVBUF, &receiveBufferBytes, sizeof receiveBufferBytes);
    const int on = 1;
    if (scope == Scope::allNamespaces
        && ::setsockopt(fd.get(), SOL_NETLINK, NETLINK_LISTEN_ALL_NSID, &on, sizeof on) < 0)
        return errnoError(errno, "NETLINK_LISTEN_ALL_NSID");
    if (auto filtered =
            topic == Topic::nft ? keepOnlyGenerations(fd.get()) : keepOnlyNeighbours(fd.get(), topic);
        !filtered)
        return filtered.error();
    // Without a port the kernel skips the socket: its own messages carry port 0 as the one to leave out.
    sockaddr_nl any{};
    any.nl_family = AF_NETLINK;
    if (::bind(fd.get(), reinterpret_cast<const sockaddr *>(&any), sizeof any) < 0)
        return errnoError(errno, "bind netlink");
    if (auto joined = join(fd.get(), topic); !joined)
        return joined.error();
    return EventSocket(std::move(fd));
}

bool EventSocket::drain(const OnEvent &onEvent, std::size_t maxMessages)
{
    alignas(nlmsghdr) std::array<char, messageBytes> buffer;
    bool isWhole = true;
    for (std::size_t count = 0; count < maxMessages; ++count) {
        alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(std::int32_t)) + 64> control{};
        iovec part{ buffer.data(), buffer.size() };
        sockaddr_nl sender{};
        msghdr header{};
        header.msg_name = &sender;
        header.msg_namelen = sizeof sender;
        header.msg_iov = &part;
        header.msg_iovlen = 1;
        header.msg_control = control.data();
        header.msg_controllen = control.size();
        const ssize_t got = ::recvmsg(m_fd.get(), &header, 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 && errno == ENOBUFS) {
            isWhole = false;
            continue;
        }
        if (got < 0)
            return isWhole;
        if ((header.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) != 0) {
            isWhole = false;
            continue;
        }
        if (sender.nl_pid != 0) // another process may send to our port; only the kernel is believed
            continue;
        const auto nsid = nsidOf(header);
        int remaining = static_cast<int>(got);
        for (auto *message = reinterpret_cast<nlmsghdr *>(buffer.data()); nlmsg_ok(message, remaining);
             message = nlmsg_next(message, &remaining))
            onEvent(nsid, *message);
    }
    return isWhole;
}

} // namespace kv::netlink
