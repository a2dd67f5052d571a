// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/echocheck.h"

#include "probes/netlink/errnoerror.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <netinet/icmp6.h>
#include <netinet/in.h>
#include <netinet/ip_icmp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace kv::lab {

using model::Result;

namespace {

constexpr std::uint16_t cookie = 0x6b76; // "kv"

/// RFC 1071.
std::uint16_t checksum(const std::uint8_t *bytes, std::size_t size)
{
    std::uint32_t sum = 0;
    for (std::size_t i = 0; i + 1 < size; i += 2) {
        sum += static_cast<std::uint32_t>(bytes[i] << 8 | bytes[i + 1]);
    }
    while (sum >> 16) {
        sum = (sum & 0xffff) + (sum >> 16);
    }
    return static_cast<std::uint16_t>(~sum);
}

bool isV4(const model::IpAddress &address)
{
    return address.family == model::IpFamily::v4;
}

} // namespace

Result<EchoCheck> EchoCheck::open(const model::IpAddress &target)
{
    EchoCheck check;
    check.m_target = target;
    const int family = isV4(target) ? AF_INET : AF_INET6;
    const int protocol = isV4(target) ? static_cast<int>(IPPROTO_ICMP) : static_cast<int>(IPPROTO_ICMPV6);
    check.m_socket.reset(socket(family, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, protocol));
    if (!check.m_socket.isOpen()) {
        return netlink::errnoError(errno, "raw ICMP socket");
    }
    return check;
}

void EchoCheck::ask()
{
    ++m_sequence;
    const std::uint8_t type = isV4(m_target) ? std::uint8_t{ ICMP_ECHO } : std::uint8_t{ ICMP6_ECHO_REQUEST };
    std::array<std::uint8_t, 8> packet{ type,
                                        0,
                                        0,
                                        0,
                                        cookie >> 8,
                                        cookie & 0xff,
                                        static_cast<std::uint8_t>(m_sequence >> 8),
                                        static_cast<std::uint8_t>(m_sequence) };
    sockaddr_storage address{};
    socklen_t size = 0;
    if (isV4(m_target)) {
        const std::uint16_t sum = checksum(packet.data(), packet.size());
        packet[2] = static_cast<std::uint8_t>(sum >> 8);
        packet[3] = static_cast<std::uint8_t>(sum);
        sockaddr_in v4{};
        v4.sin_family = AF_INET;
        std::memcpy(&v4.sin_addr, m_target.bytes.data(), 4);
        std::memcpy(&address, &v4, sizeof v4);
        size = sizeof v4;
    } else {
        sockaddr_in6 v6{};
        v6.sin6_family = AF_INET6;
        std::memcpy(&v6.sin6_addr, m_target.bytes.data(), 16);
        std::memcpy(&address, &v6, sizeof v6);
        size = sizeof v6;
    }
    (void)sendto(m_socket.get(), packet.data(), packet.size(), 0,
                 reinterpret_cast<const sockaddr *>(&address), size);
}

bool EchoCheck::isAnswered()
{
    std::array<std::uint8_t, 256> bytes{};
    for (;;) {
        sockaddr_storage from{};
        socklen_t fromSize = sizeof from;
        const ssize_t size = recvfrom(m_socket.get(), bytes.data(), bytes.size(), 0,
                                      reinterpret_cast<sockaddr *>(&from), &fromSize);
        if (size < 0) {
            return false;
        }
        // A raw IPv4 socket delivers the IP header too.
        const std::size_t header = isV4(m_target) ? (bytes[0] & 0x0fU) * 4 : 0;
        if (static_cast<std::size_t>(size) < header + 8) {
            continue;
        }
        const bool isReply = bytes[header] == (isV4(m_target) ? ICMP_ECHOREPLY : ICMP6_ECHO_REPLY);
        const int id = bytes[header + 4] << 8 | bytes[header + 5];
        model::IpAddress source;
        if (from.ss_family == AF_INET) {
            source = model::IpAddress::fromBytes(&reinterpret_cast<const sockaddr_in &>(from).sin_addr, 4);
        } else if (from.ss_family == AF_INET6) {
            source = model::IpAddress::fromBytes(&reinterpret_cast<const sockaddr_in6 &>(from).sin6_addr, 16);
        }
        if (isReply && id == cookie && source == m_target) {
            return true;
        }
    }
}

} // namespace kv::lab
