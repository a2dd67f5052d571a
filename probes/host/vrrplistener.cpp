// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/host/vrrplistener.h"

#include "probes/host/outbox.h"
#include "probes/icmp/kernelclock.h"
#include "probes/netlink/ownedfd.h"
#include "probes/vrrp/advertparser.h"

#include <linux/filter.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <optional>
#include <utility>

namespace kv::host {

using model::LinkKey;

namespace {

/// Links come in bursts; one look after the burst is enough.
constexpr std::chrono::milliseconds updateDelay { 20 };
/// After a wake nobody listens for this long; then everything queued is read at once. 1 s / 50 ms = 20 wakes a second.
constexpr std::chrono::milliseconds drainDelay { 50 };
/// One drain of one network; what a flood queues beyond that waits for the next drain or is dropped by the kernel.
constexpr int maxFramesPerDrain = 512;
constexpr std::size_t maxEars = 256;
constexpr int receiveBufferBytes = 512 * 1024;

template <class T> bool set(int fd, int level, int option, const T &value)
{
    return setsockopt(fd, level, option, &value, sizeof value) == 0;
}

/// Ethernet with IPv4 protocol 112 or IPv6 next header 112, and nothing else.
bool filterVrrp(int fd)
{
    std::array<sock_filter, 8> code { {
        BPF_STMT(BPF_LD | BPF_H | BPF_ABS, 12),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ETH_P_IP, 0, 2),
        BPF_STMT(BPF_LD | BPF_B | BPF_ABS, 14 + 9),
        BPF_JUMP(BPF_JMP | BPF_JA, 2, 0, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ETH_P_IPV6, 0, 3),
        BPF_STMT(BPF_LD | BPF_B | BPF_ABS, 14 + 6),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, vrrp::ipProtocol, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, 0xffff),
    } };
    std::array<sock_filter, 9> whole {};
    std::copy(code.begin(), code.end(), whole.begin());
    whole[8] = BPF_STMT(BPF_RET | BPF_K, 0);
    const sock_fprog program { whole.size(), whole.data() };
    return set(fd, SOL_SOCKET, SO_ATTACH_FILTER, program);
}

bool joinGroup(int fd, int ifindex, const std::array<std::uint8_t, 6> &group)
{
    packet_mreq request {};
    request.mr_ifindex = ifindex;
    request.mr_type = PACKET_MR_MULTICAST;
    request.mr_alen = 6;
    std::copy(group.begin(), group.end(), request.mr_address);
    return set(fd, SOL_PACKET, PACKET_ADD_MEMBERSHIP, request);
}

/// Opened in the calling thread's namespace, with protocol 0 so that nothing is queued before the filter is there.
netlink::OwnedFd openEar(int ifindex)
{
    netlink::OwnedFd fd(::socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    const int on = 1;
    if (!fd.isOpen() || !filterVrrp(fd.get()) || !set(fd.get(), SOL_SOCKET, SO_TIMESTAMPNS, on))
        return {};
    static_cast<void>(set(fd.get(), SOL_SOCKET, SO_RCVBUF, receiveBufferBytes));
    sockaddr_ll address {};
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
    alignas(cmsghdr) std::array<std::uint8_t, 128> control {};
    iovec part { buffer.data(), buffer.size() };
    msghdr message {};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    const ssize_t count = recvmsg(fd, &message, MSG_DONTWAIT);
    if (count < 0)
        return std::nullopt;
    Frame frame { static_cast<std::size_t>(count), std::nullopt };
    for (cmsghdr *item = CMSG_FIRSTHDR(&message); item; item = CMSG_NXTHDR(&message, item)) {
        if (item->cmsg_level == SOL_SOCKET && item->cmsg_type == SCM_TIMESTAMPNS) {
            timespec stamp {};
            std::memcpy(&stamp, CMSG_DATA(item), sizeof stamp);
            frame.stamp = stamp;
        }
    }
    return frame;
}

} // namespace

struct VrrpListener::Ear {
    LinkKey key;
    netlink::OwnedFd fd;
};

VrrpListener::VrrpListener(Loop &loop, Outbox &outbox, NamespaceDoor &door)
    : m_loop(loop)
    , m_outbox(outbox)
    , m_door(door)
{
}

VrrpListener::~VrrpListener()
{
    for (const auto &[key, ear] : m_ears)
        m_loop.unwatch(ear->fd.get());
    if (m_updateTimer != 0)
        m_loop.stopTimer(m_updateTimer);
    if (m_drainTimer != 0)
        m_loop.stopTimer(m_drainTimer);
}

void VrrpListener::listenFor(const std::vector<model::VrrpInstanceConfig> &configs)
{
    std::set<Wanted> wanted;
    for (const model::VrrpInstanceConfig &config : configs) {
        if (config.netns != 0 && !config.interface.empty())
            wanted.insert({ config.netns, config.interface });
    }
    if (wanted == m_wanted)
        return;
    m_wanted = std::move(wanted);
    scheduleUpdate();
}

void VrrpListener::linkSeen(const model::Link &link)
{
    const auto known = m_links.find(link.key);
    if (known != m_links.end()) {
        const model::Link &old = known->second;
        if (old.name == link.name && old.peer == link.peer && old.masterIfindex == link.masterIfindex)
            return;
        m_byName.erase({ link.key.netns, old.name });
    }
    m_byName[{ link.key.netns, link.name }] = link.key;
    m_links[link.key] = link;
    scheduleUpdate();
}

void VrrpListener::linkGone(LinkKey key)
{
    const auto known = m_links.find(key);
    if (known == m_links.end())
        return;
    const auto named = m_byName.find({ key.netns, known->second.name });
    if (named != m_byName.end() && named->second == key)
        m_byName.erase(named);
    m_links.erase(known);
    close(key);
    scheduleUpdate();
}

void VrrpListener::namespaceGone(model::NetnsCookie cookie)
{
    const LinkKey first { cookie, 0 };
    for (auto ear = m_ears.lower_bound(first); ear != m_ears.end() && ear->first.netns == cookie;) {
        const LinkKey key = ear->first;
        ++ear;
        close(key);
    }
    for (auto link = m_links.lower_bound(first); link != m_links.end() && link->first.netns == cookie;) {
        m_byName.erase({ cookie, link->second.name });
        link = m_links.erase(link);
    }
    scheduleUpdate();
}

std::set<LinkKey> VrrpListener::listeningOn() const
{
    std::set<LinkKey> keys;
    for (const auto &[key, ear] : m_ears)
        keys.insert(key);
    return keys;
}

void VrrpListener::scheduleUpdate()
{
    if (m_updateTimer != 0)
        return;
    m_updateTimer = m_loop.startTimer(updateDelay, false, [this] {
        m_updateTimer = 0;
        update();
    });
}

std::set<LinkKey> VrrpListener::placesToListen() const
{
    std::set<LinkKey> places;
    for (const Wanted &wanted : m_wanted) {
        const auto named = m_byName.find(wanted);
        if (named == m_byName.end())
            continue;
        LinkKey place = named->second;
        const model::Link &link = m_links.at(place);
        if (link.peer && link.peer->netns != 0) {
            const auto peer = m_links.find({ link.peer->netns, link.peer->ifindex });
            if (peer != m_links.end() && peer->second.masterIfindex != 0) {
                const LinkKey bridge { peer->first.netns, peer->second.masterIfindex };
                if (m_links.contains(bridge))
                    place = bridge;
            }
        }
        if (places.size() < maxEars)
            places.insert(place);
    }
    return places;
}

void VrrpListener::update()
{
    const std::set<LinkKey> places = placesToListen();
    for (const LinkKey &key : listeningOn()) {
        if (!places.contains(key))
            close(key);
    }
    for (const LinkKey &key : places) {
        if (!m_ears.contains(key))
            open(key);
    }
}

void VrrpListener::open(LinkKey key)
{
    auto ear = std::make_unique<Ear>();
    ear->key = key;
    const auto entered = m_door.inside(key.netns, [&] { ear->fd = openEar(key.ifindex); });
    if (!entered || !ear->fd.isOpen())
        return;
    // While a drain is due nobody listens: wake() and drainAll() keep all ears in the same state.
    const std::uint32_t events = m_drainTimer == 0 ? EPOLLIN : 0U;
    const int fd = ear->fd.get();
    m_loop.watch(fd, events, [this, fd](std::uint32_t happened) {
        // The link went down: reading the error clears it, and the kernel listens on when the link is up again.
        int error = 0;
        socklen_t size = sizeof error;
        if ((happened & EPOLLERR) != 0)
            getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size);
        if ((happened & EPOLLIN) != 0)
            wake();
    });
    m_ears.emplace(key, std::move(ear));
}

void VrrpListener::close(LinkKey key)
{
    const auto ear = m_ears.find(key);
    if (ear == m_ears.end())
        return;
    m_loop.unwatch(ear->second->fd.get());
    m_ears.erase(ear);
}

void VrrpListener::wake()
{
    if (m_drainTimer != 0)
        return;
    for (const auto &[key, ear] : m_ears) {
        m_loop.change(ear->fd.get(), 0);
        drain(*ear);
    }
    m_drainTimer = m_loop.startTimer(drainDelay, true, [this] { drainAll(); });
}

void VrrpListener::drainAll()
{
    bool heardAny = false;
    for (const auto &[key, ear] : m_ears)
        heardAny = drain(*ear) || heardAny;
    if (heardAny)
        return;
    m_loop.stopTimer(m_drainTimer);
    m_drainTimer = 0;
    for (const auto &[key, ear] : m_ears)
        m_loop.change(ear->fd.get(), EPOLLIN);
}

bool VrrpListener::drain(Ear &ear)
{
    FrameBuffer buffer;
    const icmp::KernelClock clock = icmp::KernelClock::read();
    int count = 0;
    for (; count < maxFramesPerDrain; ++count) {
        const auto frame = receiveFrame(ear.fd.get(), buffer);
        if (!frame)
            break;
        model::Result<model::VrrpAdvert> advert = vrrp::parseFrame({ buffer.data(), frame->bytes });
        if (!advert)
            continue;
        advert->heardOn = ear.key;
        m_outbox.say(frame->stamp ? clock.bootTimeOf(*frame->stamp) : clock.now(), std::move(*advert));
    }
    return count > 0;
}

} // namespace kv::host
