// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/icmp/echosocket.h"

#include <linux/errqueue.h>
#include <linux/filter.h>
#include <linux/icmp.h>
#include <linux/net_tstamp.h>
#include <netinet/icmp6.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <optional>
#include <utility>

namespace kv::icmp {

using model::IpAddress;
using model::IpFamily;
using model::Result;

namespace {

/// Bounds one call, so that a flood cannot keep the probe's only thread.
constexpr int maxPerRead = 256;
constexpr int receiveBufferBytes = 256 * 1024;
constexpr int stampFlags = SOF_TIMESTAMPING_SOFTWARE | SOF_TIMESTAMPING_RX_SOFTWARE
    | SOF_TIMESTAMPING_TX_SOFTWARE | SOF_TIMESTAMPING_OPT_TSONLY;

model::Error systemError(int error, const char *context)
{
    const auto code = error == EPERM || error == EACCES ? model::ErrorCode::notPermitted
        : error == EAFNOSUPPORT || error == EPROTONOSUPPORT || error == ENOPROTOOPT
        ? model::ErrorCode::unsupported
        : model::ErrorCode::io;
    return { code, std::strerror(error), context };
}

template <class T> bool set(int fd, int level, int option, const T &value)
{
    return setsockopt(fd, level, option, &value, sizeof value) == 0;
}

/// Only echo replies with our identifier reach the socket's queue.
bool filterReplies(int fd, IpFamily family, std::uint16_t ident)
{
    if (family == IpFamily::v4) {
        std::array<sock_filter, 4> code{ {
            BPF_STMT(BPF_LDX | BPF_B | BPF_MSH, 0),
            BPF_STMT(BPF_LD | BPF_H | BPF_IND, 4),
            BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ident, 1, 0),
            BPF_STMT(BPF_RET | BPF_K, 0),
        } };
        std::array<sock_filter, 5> whole{ code[0], code[1], code[2], code[3],
                                          BPF_STMT(BPF_RET | BPF_K, 0xffff) };
        const sock_fprog program{ whole.size(), whole.data() };
        const icmp_filter types{ ~(1U << ICMP_ECHOREPLY) };
        return set(fd, SOL_RAW, ICMP_FILTER, types) && set(fd, SOL_SOCKET, SO_ATTACH_FILTER, program);
    }
    std::array<sock_filter, 4> code{ {
        BPF_STMT(BPF_LD | BPF_H | BPF_ABS, 4),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ident, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, 0),
        BPF_STMT(BPF_RET | BPF_K, 0xffff),
    } };
    const sock_fprog program{ code.size(), code.data() };
    icmp6_filter types{};
    ICMP6_FILTER_SETBLOCKALL(&types);
    ICMP6_FILTER_SETPASS(ICMP6_ECHO_REPLY, &types);
    return set(fd, IPPROTO_ICMPV6, ICMP6_FILTER, types) && set(fd, SOL_SOCKET, SO_ATTACH_FILTER, program);
}

struct Received {
    std::size_t bytes = 0;
    std::optional<timespec> stamp;
    std::optional<sock_extended_err> extended;
    IpAddress source;
};

IpAddress addressOf(const sockaddr_storage &from)
{
    if (from.ss_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, &from, sizeof v4);
        return IpAddress::fromBytes(&v4.sin_addr, 4);
    }
    if (from.ss_family == AF_INET6) {
        sockaddr_in6 v6{};
        std::memcpy(&v6, &from, sizeof v6);
        return IpAddress::fromBytes(&v6.sin6_addr, 16);
    }
    return {};
}

std::optional<Received> receiveOne(int fd, int flags, std::array<std::uint8_t, 512> &buffer)
{
    alignas(cmsghdr) std::array<std::uint8_t, 512> control{};
    sockaddr_storage from{};
    iovec part{ buffer.data(), buffer.size() };
    msghdr message{};
    message.msg_name = &from;
    message.msg_namelen = sizeof from;
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    const ssize_t count = recvmsg(fd, &message, flags | MSG_DONTWAIT);
    if (count < 0)
        return std::nullopt;
    Received received;
    received.bytes = static_cast<std::size_t>(count);
    received.source = addressOf(from);
    for (cmsghdr *item = CMSG_FIRSTHDR(&message); item; item = CMSG_NXTHDR(&message, item)) {
        if (item->cmsg_level == SOL_SOCKET && item->cmsg_type == SCM_TIMESTAMPING) {
            scm_timestamping stamps{};
            std::memcpy(&stamps, CMSG_DATA(item), sizeof stamps);
            received.stamp = timespec{ stamps.ts[0].tv_sec, stamps.ts[0].tv_nsec };
        } else if ((item->cmsg_level == SOL_IP && item->cmsg_type == IP_RECVERR)
                   || (item->cmsg_level == SOL_IPV6 && item->cmsg_type == IPV6_RECVERR)) {
            sock_extended_err extended{};
            std::memcpy(&extended, CMSG_DATA(item), sizeof extended);
            received.extended = extended;
        }
    }
    return received;
}

} // namespace

Result<EchoSocket> EchoSocket::open(const IpAddress &target, std::uint16_t ident)
{
    const bool isIpv4 = target.family == IpFamily::v4;
    const int fd = ::socket(isIpv4 ? AF_INET : AF_INET6, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK,
                            isIpv4 ? static_cast<int>(IPPROTO_ICMP) : static_cast<int>(IPPROTO_ICMPV6));
    if (fd < 0)
        return systemError(errno, "raw ICMP socket");
    EchoSocket opened(fd, target);
    if (!filterReplies(fd, target.family, ident))
        return systemError(errno, "ICMP filter");
    if (!set(fd, SOL_SOCKET, SO_TIMESTAMPING, stampFlags | SOF_TIMESTAMPING_OPT_ID))
        return systemError(errno, "SO_TIMESTAMPING");
    // A smaller buffer than asked for loses answers only under a flood.
    static_cast<void>(set(fd, SOL_SOCKET, SO_RCVBUF, receiveBufferBytes));
    return opened;
}

EchoSocket::EchoSocket(EchoSocket &&other) noexcept
    : m_fd(std::exchange(other.m_fd, -1)), m_target(other.m_target), m_sentCount(other.m_sentCount)
{
}

EchoSocket &EchoSocket::operator=(EchoSocket &&other) noexcept
{
    std::swap(m_fd, other.m_fd);
    m_target = other.m_target;
    m_sentCount = other.m_sentCount;
    return *this;
}

EchoSocket::~EchoSocket()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

bool EchoSocket::send(const EchoBytes &request)
{
    sockaddr_storage to{};
    socklen_t toBytes = 0;
    if (m_target.family == IpFamily::v4) {
        sockaddr_in v4{};
        v4.sin_family = AF_INET;
        std::memcpy(&v4.sin_addr, m_target.bytes.data(), 4);
        std::memcpy(&to, &v4, sizeof v4);
        toBytes = sizeof v4;
    } else {
        sockaddr_in6 v6{};
        v6.sin6_family = AF_INET6;
        std::memcpy(&v6.sin6_addr, m_target.bytes.data(), 16);
        std::memcpy(&to, &v6, sizeof v6);
        toBytes = sizeof v6;
    }
    const ssize_t sent = ::sendto(m_fd, request.data(), request.size(), MSG_DONTWAIT,
                                  reinterpret_cast<const sockaddr *>(&to), toBytes);
    if (sent == static_cast<ssize_t>(request.size())) {
        ++m_sentCount;
        return true;
    }
    restartStampNumbers();
    return false;
}

/// A failed send may or may not have used up a number: begin again at 0 on both sides.
void EchoSocket::restartStampNumbers()
{
    static_cast<void>(set(m_fd, SOL_SOCKET, SO_TIMESTAMPING, stampFlags));
    static_cast<void>(set(m_fd, SOL_SOCKET, SO_TIMESTAMPING, stampFlags | SOF_TIMESTAMPING_OPT_ID));
    m_sentCount = 0;
}

void EchoSocket::readTransmitStamps(const KernelClock &clock,
                                    const std::function<void(std::uint32_t, model::TimeUs)> &onStamp)
{
    std::array<std::uint8_t, 512> buffer;
    for (int i = 0; i < maxPerRead; ++i) {
        const auto received = receiveOne(m_fd, MSG_ERRQUEUE, buffer);
        if (!received)
            return;
        if (received->stamp && received->extended
            && received->extended->ee_origin == SO_EE_ORIGIN_TIMESTAMPING)
            onStamp(received->extended->ee_data, clock.bootTimeOf(*received->stamp));
    }
}

void EchoSocket::readReplies(const KernelClock &clock,
                             const std::function<void(const EchoContent &, model::TimeUs)> &onReply)
{
    std::array<std::uint8_t, 512> buffer;
    for (int i = 0; i < maxPerRead; ++i) {
        const auto received = receiveOne(m_fd, 0, buffer);
        if (!received && errno == EAGAIN)
            return;
        if (!received || received->source != m_target)
            continue;
        const auto content = readEchoReply(m_target.family, { buffer.data(), received->bytes });
        if (content)
            onReply(*content, received->stamp ? clock.bootTimeOf(*received->stamp) : clock.now());
    }
}

} // namespace kv::icmp
