// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/kernelwatch.h"

#include "probes/netlink/attributes.h"
#include "probes/netlink/errnoerror.h"
#include "probes/netlink/nsid.h"

#include <cerrno>
#include <fcntl.h>
#include <linux/net_namespace.h>
#include <linux/rtnetlink.h>
#include <sys/epoll.h>

#include <algorithm>
#include <limits>
#include <set>

namespace kv::netlink {

namespace {

constexpr std::size_t maxEventsARead = 4096;
constexpr std::size_t allEvents = std::numeric_limits<std::size_t>::max();
// Newcomers hold a descriptor each while they are admitted.
constexpr std::size_t newcomersAtOnce = 64;

} // namespace

/// A namespace on its way in.
struct KernelWatch::Newcomer {
    OwnedFd fd;
    model::NetNamespace netns;
    std::optional<std::int32_t> nsid;
};

KernelWatch::KernelWatch(const Options &options, HomeNamespace home, RouteSocket homeSocket) :
    m_options(options),
    m_home(std::move(home)),
    m_directory(options.directory, m_home.device()),
    m_homeSocket(std::move(homeSocket))
{
}

model::Result<std::unique_ptr<KernelWatch>> KernelWatch::open(const Options &options)
{
    auto home = HomeNamespace::open();
    if (!home)
        return home.error();
    auto socket = RouteSocket::open();
    if (!socket)
        return socket.error();
    std::unique_ptr<KernelWatch> watch(
        new KernelWatch(options, std::move(home).value(), std::move(socket).value()));
    if (auto started = watch->start(); !started)
        return started.error();
    return watch;
}

model::Result<void> KernelWatch::start()
{
    m_canEnter = m_home.canEnter();
    m_epoll.reset(::epoll_create1(EPOLL_CLOEXEC));
    if (!m_epoll.isOpen())
        return errnoError(errno, "epoll_create1");
    // poll() on this file tells each mount and unmount after it happened (fs/proc_namespace.c, mounts_poll).
    m_mounts.reset(::open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC));
    if (!m_mounts.isOpen())
        return errnoError(errno, "/proc/self/mountinfo");
    auto events = m_options.writesNsids ? EventSocket::open(EventSocket::Scope::allNamespaces)
                                        : model::Result<EventSocket>(model::Error{});
    m_hearsAllNsids = events.ok();
    if (!m_hearsAllNsids)
        events = EventSocket::open(EventSocket::Scope::ownNamespace);
    if (!events)
        return events.error();
    m_events = std::make_unique<EventSocket>(std::move(events).value());
    return watchFd(m_events->fd());
}

model::Result<void> KernelWatch::watchFd(int fd)
{
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = fd;
    if (::epoll_ctl(m_epoll.get(), EPOLL_CTL_ADD, fd, &event) < 0)
        return errnoError(errno, "epoll_ctl");
    return {};
}

KernelWatch::Round KernelWatch::readEvents()
{
    Round round;
    drainEvents(round, maxEventsARead);
    settle(round);
    return round;
}

KernelWatch::Round KernelWatch::readMounts()
{
    Round round;
    syncDirectory(round);
    settle(round);
    return round;
}

KernelWatch::Round KernelWatch::scan()
{
    Round round;
    drainEvents(round, allEvents);
    round.isWhole = true; // what was lost before the dumps below is read by them
    if (!m_mirror.knows(m_home.cookie()))
        m_mirror.setNamespace({m_home.cookie(), {}, m_home.inode(), true}, round.changes);
    std::vector<model::NetnsCookie> known;
    for (const auto &[cookie, netns] : m_mirror.namespaces())
        known.push_back(cookie);
    for (const model::NetnsCookie cookie : known)
        rescan(cookie, round);
    syncDirectory(round);
    settle(round);
    return round;
}

// What the directory says against what is known: names changed, namespaces gone, namespaces to admit.
void KernelWatch::syncDirectory(Round &round)
{
    auto byInode = m_directory.read();
    const std::map<model::NetnsCookie, model::NetNamespace> known = m_mirror.namespaces();
    for (const auto &[cookie, netns] : known) {
        const auto found = byInode.find(netns.inode);
        if (found != byInode.end()) {
            model::NetNamespace renamed = netns;
            renamed.names = found->second;
            m_mirror.setNamespace(renamed, round.changes);
            byInode.erase(found);
        } else if (netns.isHome) {
            model::NetNamespace unnamed = netns;
            unnamed.names.clear();
            m_mirror.setNamespace(unnamed, round.changes);
        } else {
            forget(cookie, round.changes);
        }
    }
    if (!m_canEnter)
        return;
    std::vector<Newcomer> newcomers;
    for (const auto &[inode, names] : byInode) {
        auto fd = m_directory.open(names.front(), inode);
        if (!fd)
            continue; // unmounted again meanwhile: mountinfo tells that too
        newcomers.push_back({std::move(fd).value(), {0, names, inode, false}, std::nullopt});
        if (newcomers.size() == newcomersAtOnce)
            admit(newcomers, round);
    }
    admit(newcomers, round);
}

// An nsid may have had another owner whose last events still wait in the socket. So: obtain the nsids, read all that
// waits under the old meaning, and only then give the numbers their new meaning.
void KernelWatch::admit(std::vector<Newcomer> &newcomers, Round &round)
{
    if (m_hearsAllNsids) {
        for (Newcomer &newcomer : newcomers) {
            if (auto nsid = obtainNsid(m_homeSocket, newcomer.fd.get()))
                newcomer.nsid = *nsid;
        }
        drainEvents(round, allEvents);
    } else {
        for (Newcomer &newcomer : newcomers) {
            if (auto nsid = askNsid(m_homeSocket, newcomer.fd.get()))
                newcomer.nsid = *nsid;
        }
    }
    for (Newcomer &newcomer : newcomers)
        enterAndScan(newcomer, round);
    newcomers.clear();
}

void KernelWatch::enterAndScan(Newcomer &newcomer, Round &round)
{
    const bool needsOwnEvents = !m_hearsAllNsids || !newcomer.nsid;
    std::optional<EventSocket> events;
    std::optional<NamespaceScan> scanned;
    const auto entered = m_home.inside(newcomer.fd.get(), [&] {
        auto socket = RouteSocket::open();
        if (!socket)
            return;
        newcomer.netns.cookie = socket->cookie();
        if (needsOwnEvents) {
            if (auto opened = EventSocket::open(EventSocket::Scope::ownNamespace))
                events.emplace(std::move(opened).value());
        } else {
            m_homeNsids.insert_or_assign(*newcomer.nsid, newcomer.netns.cookie);
        }
        if (auto scan = scanNamespace(*socket))
            scanned.emplace(std::move(scan).value());
    });
    const model::NetnsCookie cookie = newcomer.netns.cookie;
    if (!entered || cookie == 0 || m_mirror.knows(cookie))
        return;
    if (newcomer.nsid)
        m_mirror.peers().learnNsid(m_home.cookie(), *newcomer.nsid, cookie);
    if (events && watchFd(events->fd()))
        m_ownEvents.emplace(cookie, std::move(*events));
    m_mirror.setNamespace(newcomer.netns, round.changes);
    if (scanned)
        m_mirror.replace(cookie, *scanned, round.changes);
    else
        round.isWhole = false;
}

void KernelWatch::rescan(model::NetnsCookie netns, Round &round)
{
    std::optional<NamespaceScan> scanned;
    const auto entered = inside(netns, [&] {
        if (auto socket = RouteSocket::open()) {
            if (auto scan = scanNamespace(*socket))
                scanned.emplace(std::move(scan).value());
        }
    });
    if (!entered)
        return; // gone: syncDirectory says so
    if (scanned)
        m_mirror.replace(netns, *scanned, round.changes);
    else
        round.isWhole = false;
}

void KernelWatch::drainEvents(Round &round, std::size_t maxMessages)
{
    const bool isWhole = m_events->drain(
        [&](std::optional<std::int32_t> nsid, const nlmsghdr &message) {
            if (!nsid) {
                take(m_home.cookie(), message, round.changes);
                return;
            }
            if (const auto known = m_homeNsids.find(*nsid); known != m_homeNsids.end())
                take(known->second, message, round.changes);
        },
        maxMessages);
    round.isWhole = round.isWhole && isWhole;
    for (auto &[cookie, socket] : m_ownEvents) {
        const bool isOwnWhole = socket.drain(
            [&, netns = cookie](std::optional<std::int32_t>, const nlmsghdr &message) {
                take(netns, message, round.changes);
            },
            maxMessages);
        round.isWhole = round.isWhole && isOwnWhole;
    }
}

void KernelWatch::take(model::NetnsCookie netns, const nlmsghdr &message, Changes &changes)
{
    switch (message.nlmsg_type) {
    case RTM_NEWLINK:
    case RTM_DELLINK:
        if (auto raw = decodeLink(message)) {
            raw->link.key.netns = netns;
            if (message.nlmsg_type == RTM_NEWLINK)
                m_mirror.setLink(*raw, changes);
            else
                m_mirror.removeLink(raw->link.key, changes);
        } else if (const auto port = decodeBridgePort(message)) {
            const bool isPort = message.nlmsg_type == RTM_NEWLINK;
            m_mirror.setMaster({netns, port->ifindex}, isPort ? port->masterIfindex : 0, changes);
        }
        break;
    case RTM_NEWADDR:
    case RTM_DELADDR:
        if (auto address = decodeAddress(message)) {
            address->link.netns = netns;
            if (message.nlmsg_type == RTM_NEWADDR)
                m_mirror.setAddress(*address, changes);
            else
                m_mirror.removeAddress(keyOf(*address), changes);
        }
        break;
    case RTM_NEWNEIGH:
    case RTM_DELNEIGH:
        if (auto entry = decodeFdbEntry(message)) {
            entry->key.port.netns = netns;
            if (message.nlmsg_type == RTM_NEWNEIGH)
                m_mirror.setFdbEntry(*entry, changes);
            else
                m_mirror.removeFdbEntry(entry->key, changes);
        }
        break;
    case RTM_NEWNSID:
    case RTM_DELNSID:
        takeNsid(netns, message, changes);
        break;
    default:
        break;
    }
}

void KernelWatch::takeNsid(model::NetnsCookie netns, const nlmsghdr &message, Changes &changes)
{
    const auto nsid = Attributes<NETNSA_MAX + 1>(message, sizeof(rtgenmsg)).get<std::int32_t>(NETNSA_NSID);
    if (!nsid)
        return;
    if (message.nlmsg_type == RTM_NEWNSID) {
        m_hasUnknownNsid = m_hasUnknownNsid || netns == m_home.cookie();
        return;
    }
    m_mirror.peers().forgetNsid(netns, *nsid);
    if (netns != m_home.cookie())
        return;
    // The kernel takes an nsid away only when its namespace is no more.
    if (const auto owner = m_homeNsids.find(*nsid); owner != m_homeNsids.end()) {
        const model::NetnsCookie gone = owner->second;
        m_homeNsids.erase(owner);
        forget(gone, changes);
    }
}

void KernelWatch::forget(model::NetnsCookie netns, Changes &changes)
{
    m_ownEvents.erase(netns); // closing the socket also takes it out of the epoll set
    std::erase_if(m_homeNsids, [netns](const auto &entry) { return entry.second == netns; });
    m_mirror.forgetNamespace(netns, changes);
}

void KernelWatch::settle(Round &round)
{
    if (m_hasUnknownNsid && !m_hearsAllNsids)
        learnHomeNsids();
    m_hasUnknownNsid = false;
    rereadDoubtful(round.changes);
    m_mirror.settlePeers(
        [this](model::NetnsCookie in, model::NetnsCookie of) { return askNsidOf(in, of); }, round.changes);
}

// Without RTM_NEWNSID of our own a namespace gets its nsid when the first veth reaches into it.
void KernelWatch::learnHomeNsids()
{
    for (const auto &[cookie, netns] : m_mirror.namespaces()) {
        if (netns.isHome)
            continue;
        const auto fd = openNamespace(cookie);
        if (!fd)
            continue;
        if (const auto nsid = askNsid(m_homeSocket, fd->get()); nsid && *nsid)
            m_mirror.peers().learnNsid(m_home.cookie(), **nsid, cookie);
    }
}

void KernelWatch::rereadDoubtful(Changes &changes)
{
    std::vector<RawLink> raws;
    for (const model::LinkKey &key : m_mirror.takeDoubtful()) {
        [[maybe_unused]] const auto entered = inside(key.netns, [&raws, key] {
            auto socket = RouteSocket::open();
            if (!socket)
                return;
            ifinfomsg header{};
            header.ifi_index = key.ifindex;
            Message request(RTM_GETLINK, 0, header);
            // notFound: it went too, and its own event says so.
            [[maybe_unused]] const auto talked = socket->talk(request, [&raws, key](const nlmsghdr &answer) {
                if (auto raw = decodeLink(answer)) {
                    raw->link.key.netns = key.netns;
                    raws.push_back(std::move(*raw));
                }
            });
        });
    }
    for (const RawLink &raw : raws)
        m_mirror.setLink(raw, changes);
}

model::Result<OwnedFd> KernelWatch::openNamespace(model::NetnsCookie netns) const
{
    const auto known = m_mirror.namespaces().find(netns);
    if (known == m_mirror.namespaces().end() || known->second.names.empty())
        return model::Error{model::ErrorCode::notFound, "no such namespace", "netns"};
    return m_directory.open(known->second.names.front(), known->second.inode);
}

model::Result<void> KernelWatch::inside(model::NetnsCookie netns, const std::function<void()> &work) const
{
    if (netns == 0 || netns == m_home.cookie()) {
        work();
        return {};
    }
    const auto fd = openNamespace(netns);
    if (!fd)
        return fd.error();
    bool isSame = false;
    const auto entered = m_home.inside(fd->get(), [&] {
        const auto socket = RouteSocket::open();
        isSame = socket && socket->cookie() == netns;
        if (isSame)
            work();
    });
    if (entered && !isSame)
        return model::Error{model::ErrorCode::notFound, "the name stands for another namespace now", "netns"};
    return entered;
}

std::optional<std::int32_t> KernelWatch::askNsidOf(model::NetnsCookie in, model::NetnsCookie of) const
{
    OwnedFd ofFd;
    if (of != m_home.cookie()) {
        auto opened = openNamespace(of);
        if (!opened)
            return std::nullopt;
        ofFd = std::move(opened).value();
    }
    std::optional<std::int32_t> nsid;
    [[maybe_unused]] const auto entered = inside(in, [&] {
        auto socket = RouteSocket::open();
        if (!socket)
            return;
        if (const auto asked = askNsid(*socket, ofFd.isOpen() ? ofFd.get() : m_home.fd()))
            nsid = *asked;
    });
    return nsid;
}

} // namespace kv::netlink
