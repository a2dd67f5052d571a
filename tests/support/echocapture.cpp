// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Writes one line for each ICMP echo request and reply on an interface, until its input closes:
//   TIME o|i DESTINATION-OR-SOURCE KEY     (microseconds of CLOCK_REALTIME, kernel stamp; KEY: id, sequence,
//   payload)
// An independent witness for what Keepview says about continuity.
#include <arpa/inet.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <string>
#include <string_view>

namespace {

struct Place {
    std::size_t icmp = 0; ///< offset of the ICMP header, 0: not an echo
    std::size_t peer = 0; ///< offset of the other side's address
    int family = 0;
};

Place findEcho(const std::uint8_t *packet, std::size_t size, bool isOutgoing)
{
    if (size >= 28 && packet[0] >> 4 == 4 && packet[9] == 1) {
        const std::size_t header = (packet[0] & 0xFu) * 4u;
        if (header + 8 <= size && packet[header] == (isOutgoing ? 8 : 0))
            return { header, isOutgoing ? 16u : 12u, AF_INET };
    }
    if (size >= 48 && packet[0] >> 4 == 6 && packet[6] == 58 && packet[40] == (isOutgoing ? 128 : 129))
        return { 40, isOutgoing ? 24u : 8u, AF_INET6 };
    return {};
}

long long stampOf(msghdr &message)
{
    for (cmsghdr *part = CMSG_FIRSTHDR(&message); part; part = CMSG_NXTHDR(&message, part)) {
        if (part->cmsg_level == SOL_SOCKET && part->cmsg_type == SCM_TIMESTAMPNS) {
            timespec stamp{};
            std::memcpy(&stamp, CMSG_DATA(part), sizeof stamp);
            return static_cast<long long>(stamp.tv_sec) * 1'000'000 + stamp.tv_nsec / 1'000;
        }
    }
    return 0;
}

// Kept until the end: a reader that is busy must not make the kernel drop packets behind a full pipe.
void readOne(int socket, std::string &lines)
{
    std::array<std::uint8_t, 2048> packet{};
    alignas(cmsghdr) std::array<char, 256> control{};
    sockaddr_ll from{};
    iovec piece{ packet.data(), packet.size() };
    msghdr message{};
    message.msg_name = &from;
    message.msg_namelen = sizeof from;
    message.msg_iov = &piece;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    const ssize_t got = ::recvmsg(socket, &message, MSG_DONTWAIT);
    if (got <= 0)
        return;
    const auto size = static_cast<std::size_t>(got);
    const bool isOutgoing = from.sll_pkttype == PACKET_OUTGOING;
    const Place place = findEcho(packet.data(), size, isOutgoing);
    if (place.icmp == 0)
        return;
    std::array<char, INET6_ADDRSTRLEN> address{};
    ::inet_ntop(place.family, packet.data() + place.peer, address.data(), address.size());
    lines += std::to_string(stampOf(message)) + (isOutgoing ? " o " : " i ") + address.data() + ' ';
    constexpr std::string_view digits = "0123456789abcdef";
    for (std::size_t i = place.icmp + 4; i < size && i < place.icmp + 40; ++i) {
        lines += digits[packet[i] >> 4U];
        lines += digits[packet[i] & 15U];
    }
    lines += '\n';
}

} // namespace

int main(int argc, char **argv)
{
    const int socket = ::socket(AF_PACKET, SOCK_DGRAM, htons(ETH_P_ALL));
    sockaddr_ll where{};
    where.sll_family = AF_PACKET;
    where.sll_protocol = htons(ETH_P_ALL);
    where.sll_ifindex = argc > 1 ? static_cast<int>(::if_nametoindex(argv[1])) : 0;
    const int on = 1;
    const int bufferBytes = 8 << 20;
    if (socket < 0 || where.sll_ifindex == 0
        || ::bind(socket, reinterpret_cast<sockaddr *>(&where), sizeof where) != 0
        || ::setsockopt(socket, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on) != 0) {
        std::perror("echocapture");
        return 1;
    }
    ::setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &bufferBytes, sizeof bufferBytes);
    std::printf("ready\n");
    std::fflush(stdout);
    std::string lines;
    for (;;) {
        std::array<pollfd, 2> wanted{ { { 0, POLLIN, 0 }, { socket, POLLIN, 0 } } };
        if (::poll(wanted.data(), wanted.size(), -1) <= 0)
            continue;
        if (wanted[1].revents != 0) {
            readOne(socket, lines);
            continue;
        }
        std::array<char, 64> bytes{};
        if (wanted[0].revents != 0 && ::read(0, bytes.data(), bytes.size()) <= 0) {
            std::fwrite(lines.data(), 1, lines.size(), stdout);
            return 0;
        }
    }
}
