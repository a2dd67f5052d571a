// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/host/vrrpear.h"

#include "probes/icmp/kernelclock.h"
#include "probes/vrrp/advertparser.h"

#include <linux/filter.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <sys/socket.h>

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace kv::host {

namespace {

/// One drain of one network; what a flood queues beyond that waits for the next drain or is dropped by the
/// kernel.
constexpr int maxFramesPerDrain = 512;
constexpr int receiveBufferBytes = 512 * 1024;

template <class T> bool set(int fd, int level, int option, const T &value)
{
    return setsockopt(fd, level, option, &value, sizeof value) == 0;
}

/// Ethernet with IPv4 protocol 112 or IPv6 next header 112, and nothing else.
bool filterVrrp(int fd)
{
    std::array<sock_filter, 8> code{ {
        BPF_STMT(BPF_LD | BPF_H | BPF_ABS, 12),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ETH_P_IP, 0, 2),
        BPF_STMT(BPF_LD | BPF_B | BPF_ABS, 14 + 9),
        BPF_JUMP(BPF_JMP | BPF_JA, 2, 0, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ETH_P_IPV6, 0, 3),
        BPF_STMT(BPF_LD | BPF_B | BPF_ABS, 14 + 6),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, vrrp::ipProtocol, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, 0xffff),
    } };
    std::array<sock_filter, 9> whole{};
    std::copy(code.begin(), code.end(), whole.begin());
    whole[8] = BPF_STMT(BPF_RET | BPF_K, 0);
    const sock_fprog program{ whole.size(), whole.data() };
    return set(fd, SOL_SOCKET, SO_ATTACH_FILTER, program);
}

bool joinGroup(int fd, int ifindex, const std::array<std::uint8_t, 6> &group)
{
    packet_mreq request{};
    request.mr_ifindex = ifindex;
    request.mr_type = PACKET_MR_MULTICAST;
    request.mr_alen = 6;
    std::copy(group.begin(), group.end(), request.mr_address);
    return set(fd, SOL_PACKET, PACKET_ADD_MEMBERSHIP, request);
}

/// Opened in the calling thread's namespace, with protocol 0 so that nothing is queued before the filter is
/// there.
netlink::OwnedFd openSocket(int ifindex)
{
    netlink::OwnedFd fd(::socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    const int on = 1;
    if (!fd.isOpen() || !filterVrrp(fd.get()) || !set(fd.get(), SOL_SOCKET, SO_TIMESTAMPNS, on))
        return {};
    static_cast<void>(set(fd.get(), SOL_SOCKET, SO_RCVBUF, receiveBufferBytes));
    sockaddr_ll address{};
    address.sll_family = AF_PACKET;
    address.sll_protocol = htons(ETH_P_ALL);
    address.sll_ifindex = ifindex;
    if (::bind(fd.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        return {};
    joinGroup(fd.get(), ifindex, { 0x01, 0x00, 0x5e, 0x00, 0x00, 0x12 });
    joinGroup(fd.get(), ifindex, { 0x33, 0x33, 0x00, 0x00, 0x00, 0x12 });
    return fd;
}

/// Room for the longest advertisement: 255 IPv6 addresses.
using FrameBuffer = std::array<std::uint8_t, 4352>;

struct Frame {
    std::size_t bytes = 0;
    std::optional<timespec> stamp;
};

std::optional<Frame> receiveFrame(int fd, FrameBuffer &buffer)
{
    alignas(cmsghdr) std::array<std::uint8_t, 128> control{};
    iovec part{ buffer.data(), buffer.size() };
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    const ssize_t count = recvmsg(fd, &message, MSG_DONTWAIT);
    if (count < 0)
        return std::nullopt;
    Frame frame{ static_cast<std::size_t>(count), std::nullopt };
    for (cmsghdr *item = CMSG_FIRSTHDR(&message); item; item = CMSG_NXTHDR(&message, item)) {
        if (item->cmsg_level == SOL_SOCKET && item->cmsg_type == SCM_TIMESTAMPNS) {
            timespec stamp{};
            std::memcpy(&stamp, CMSG_DATA(item), sizeof stamp);
            frame.stamp = stamp;
        }
    }
    return frame;
}

} // namespace

std::optional<VrrpEar> VrrpEar::open(model::LinkKey key)
{
    netlink::OwnedFd fd = openSocket(key.ifindex);
    if (!fd.isOpen())
        return std::nullopt;
    return VrrpEar(key, std::move(fd));
}

// The link went down: reading the error clears it, and the kernel listens on when the link is up again.
void VrrpEar::clearError()
{
    int error = 0;
    socklen_t size = sizeof error;
    getsockopt(m_fd.get(), SOL_SOCKET, SO_ERROR, &error, &size);
}

bool VrrpEar::drain(const OnAdvert &onAdvert)
{
    FrameBuffer buffer;
    const icmp::KernelClock clock = icmp::KernelClock::read();
    int count = 0;
    for (; count < maxFramesPerDrain; ++count) {
        const auto frame = receiveFrame(m_fd.get(), buffer);
        if (!frame)
            break;
        model::Result<model::VrrpAdvert> advert = vrrp::parseFrame({ buffer.data(), frame->bytes });
        if (!advert)
            continue;
        advert->heardOn = m_key;
        onAdvert(frame->stamp ? clock.bootTimeOf(*frame->stamp) : clock.now(), std::move(*advert));
    }
    return count > 0;
}

} // namespace kv::host
