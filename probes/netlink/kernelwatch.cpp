// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/kernelwatch.h"

#include "probes/netlink/errnoerror.h"
#include "probes/netlink/nsid.h"

#include <cerrno>
#include <fcntl.h>
#include <linux/rtnetlink.h>
#include <sys/epoll.h>

#include <atomic>
#include <limits>
#include <system_error>
#include <thread>
#include <utility>

namespace kv::netlink {

namespace {

constexpr std::size_t maxEventsARead = 4096;
constexpr std::size_t allEvents = std::numeric_limits<std::size_t>::max();
// Newcomers hold a descriptor each while they are admitted; the usual soft limit is 1,024.
constexpr std::size_t newcomersAtOnce = 512;
// With fewer a thread costs more than it saves.
constexpr std::size_t newcomersForTwo = 16;

std::size_t objectsIn(const NamespaceScan &scan)
{
    return scan.links.size() + scan.addresses.size() + scan.fdb.size();
}

} // namespace

/// A namespace on its way in.
struct KernelWatch::Newcomer {
    OwnedFd fd;
    model::NetNamespace netns;
    std::optional<std::int32_t> nsid;
    std::optional<EventSocket> events; ///< its own, where the one socket cannot hear it
    std::optional<NamespaceScan> scan;
};

KernelWatch::KernelWatch(const Options &options, HomeNamespace home, RouteSocket homeSocket)
    : m_options(options), m_home(std::move(home)), m_directory(options.directory, m_home.device()),
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
    admitAll(round);
    settle(round);
    return round;
}

// No event is taken between the first dump and the last: a dump must not be laid over a newer event.
KernelWatch::Round KernelWatch::scan(const OnOpened &onOpened)
{
    Round round;
    if (!m_mirror.knows(m_home.cookie()))
        m_mirror.setNamespace({ m_home.cookie(), {}, m_home.inode(), true }, round.changes);
    if (onOpened)
        onOpened(m_home.fd());
    std::vector<Newcomer> newcomers = syncNames(round, onOpened);
    obtainNsids(newcomers);
    drainEvents(round, allEvents);
    round.isWhole = true; // what was lost before the dumps is read by them
    std::vector<std::pair<model::NetnsCookie, NamespaceScan>> scans;
    enterAndScan(newcomers, round, !onOpened, [&] {
        for (const auto &[cookie, netns] : m_mirror.namespaces()) {
            if (auto scan = scanKnown(cookie, round))
                scans.emplace_back(cookie, std::move(*scan));
        }
    });
    std::size_t objects = 0;
    for (const auto &[cookie, scan] : scans)
        objects += objectsIn(scan);
    for (const Newcomer &newcomer : newcomers)
        objects += newcomer.scan ? objectsIn(*newcomer.scan) + 1 : 0;
    round.changes.reserve(round.changes.size() + objects);
    for (auto &[cookie, scan] : scans)
        m_mirror.replace(cookie, std::move(scan), round.changes);
    takeIn(newcomers, round);
    if (newcomers.size() == newcomersAtOnce) // who came meanwhile is told by mountsFd()
        admitAll(round, onOpened);
    settle(round);
    return round;
}

// What the directory says against what is known: names changed, namespaces gone. Gives those to admit,
// opened.
std::vector<KernelWatch::Newcomer> KernelWatch::syncNames(Round &round, const OnOpened &onOpened)
{
    auto byInode = m_directory.read();
    const std::map<model::NetnsCookie, model::NetNamespace> known = m_mirror.namespaces();
    for (const auto &[cookie, netns] : known) {
        const auto found = byInode.find(netns.inode);
        if (found == byInode.end() && !netns.isHome) {
            forget(cookie, round.changes);
            continue;
        }
        model::NetNamespace renamed = netns;
        renamed.names.clear();
        if (found != byInode.end()) {
            renamed.names = std::move(found->second);
            byInode.erase(found);
        }
        m_mirror.setNamespace(renamed, round.changes);
    }
    std::vector<Newcomer> newcomers;
    for (const auto &[inode, names] : byInode) {
        if (!m_canEnter || newcomers.size() == newcomersAtOnce)
            break;
        // What cannot be opened was unmounted again meanwhile: mountinfo tells that too.
        auto fd = m_directory.open(names.front(), inode);
        if (!fd)
            continue;
        if (onOpened)
            onOpened(fd->get());
        newcomers.push_back({ std::move(fd).value(), { 0, names, inode, false }, {}, {}, {} });
    }
    return newcomers;
}

// Admits what the directory has, as many at once as descriptors allow, until nobody new comes in.
void KernelWatch::admitAll(Round &round, const OnOpened &onOpened)
{
    for (std::size_t before = 0; before != m_mirror.namespaces().size();) {
        before = m_mirror.namespaces().size();
        std::vector<Newcomer> newcomers = syncNames(round, onOpened);
        if (newcomers.empty())
            return;
        obtainNsids(newcomers);
        drainEvents(round, allEvents);
        enterAndScan(newcomers, round, !onOpened);
        takeIn(newcomers, round);
    }
}

// An nsid may have had another owner whose last events still wait in the socket. So: obtain the nsids, drain
// what waits under the old meaning (the caller), and only then give the numbers their new meaning
// (enterAndScan).
void KernelWatch::obtainNsids(std::vector<Newcomer> &newcomers)
{
    for (Newcomer &newcomer : newcomers) {
        if (m_hearsAllNsids) {
            if (auto nsid = obtainNsid(m_homeSocket, newcomer.fd.get()))
                newcomer.nsid = *nsid;
        } else if (auto nsid = askNsid(m_homeSocket, newcomer.fd.get())) {
            newcomer.nsid = *nsid;
        }
    }
}

// Only the dump of links holds the kernel's one lock (RTNL). Entering, sockets, addresses and decoding do
// not, so two threads overlap in these.
void KernelWatch::enterAndScan(std::vector<Newcomer> &newcomers, Round &round, bool mayHaveHelp,
                               const std::function<void()> &first)
{
    std::atomic<std::size_t> next{ 0 };
    const auto scanSome = [&] {
        HomeNamespace::Journey journey(m_home);
        for (std::size_t i = next++; i < newcomers.size(); i = next++) {
            if (journey.enter(newcomers[i].fd.get()))
                scanHere(newcomers[i], !mayHaveHelp);
        }
    };
    std::thread helper;
    if (mayHaveHelp && newcomers.size() >= newcomersForTwo) {
        try {
            helper = std::thread(scanSome);
        } catch (const std::system_error &) {
            // EAGAIN: no thread to be had, one is enough.
        }
    }
    if (first)
        first();
    scanSome();
    if (helper.joinable())
        helper.join();
    for (Newcomer &newcomer : newcomers) {
        newcomer.fd.reset();
        listenTo(newcomer, round);
    }
}

// In the newcomer, by either thread: touches nothing but the newcomer.
void KernelWatch::scanHere(Newcomer &newcomer, bool withCounts) const
{
    auto socket = RouteSocket::open();
    if (!socket)
        return;
    newcomer.netns.cookie = socket->cookie();
    if (!m_hearsAllNsids || !newcomer.nsid) {
        if (auto opened = EventSocket::open(EventSocket::Scope::ownNamespace))
            newcomer.events.emplace(std::move(opened).value());
    }
    if (auto scan = scanNamespace(*socket, newcomer.netns.cookie, withCounts))
        newcomer.scan.emplace(std::move(scan).value());
}

// The nsids get their new meaning.
void KernelWatch::listenTo(Newcomer &newcomer, Round &round)
{
    const model::NetnsCookie cookie = newcomer.netns.cookie;
    if (cookie == 0)
        return;
    if (m_hearsAllNsids && newcomer.nsid)
        m_homeNsids.insert_or_assign(*newcomer.nsid, cookie);
    if (m_mirror.knows(cookie))
        return;
    if (newcomer.nsid)
        m_mirror.peers().learnNsid(m_home.cookie(), *newcomer.nsid, cookie);
    if (newcomer.events && watchFd(newcomer.events->fd()))
        m_ownEvents.emplace(cookie, std::move(*newcomer.events));
    round.isWhole = round.isWhole && newcomer.scan;
}

void KernelWatch::takeIn(std::vector<Newcomer> &newcomers, Round &round)
{
    for (Newcomer &newcomer : newcomers) {
        const model::NetnsCookie cookie = newcomer.netns.cookie;
        if (cookie == 0 || m_mirror.knows(cookie))
            continue;
        m_mirror.setNamespace(newcomer.netns, round.changes);
        if (!newcomer.scan)
            continue;
        round.counts.insert(round.counts.end(), newcomer.scan->counts.begin(), newcomer.scan->counts.end());
        m_mirror.replace(cookie, std::move(*newcomer.scan), round.changes);
    }
}

/// Nothing when the namespace is gone: its name's disappearance says so.
std::optional<NamespaceScan> KernelWatch::scanKnown(model::NetnsCookie netns, Round &round) const
{
    std::optional<NamespaceScan> scanned;
    const auto entered = visit(netns, [&](RouteSocket &socket) {
        if (auto scan = scanNamespace(socket, netns))
            scanned.emplace(std::move(scan).value());
    });
    round.isWhole = round.isWhole && (scanned || !entered);
    return scanned;
}

void KernelWatch::settle(Round &round)
{
    if (m_hasUnknownNsid && !m_hearsAllNsids)
        learnHomeNsids();
    m_hasUnknownNsid = false;
    rereadDoubtful(round.changes);
    m_mirror.settlePeers([this](model::NetnsCookie in, model::NetnsCookie of) { return askNsidOf(in, of); },
                         round.changes);
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
        [[maybe_unused]] const auto entered = visit(key.netns, [&raws, key](RouteSocket &socket) {
            ifinfomsg header{};
            header.ifi_index = key.ifindex;
            Message request(RTM_GETLINK, 0, header);
            // notFound: it went too, and its own event says so.
            [[maybe_unused]] const auto talked = socket.talk(request, [&raws, key](const nlmsghdr &answer) {
                if (auto raw = decodeLink(answer)) {
                    raw->link.key.netns = key.netns;
                    raws.push_back(std::move(*raw));
                }
            });
        });
    }
    for (RawLink &raw : raws)
        m_mirror.setLink(std::move(raw), changes);
}

model::Result<OwnedFd> KernelWatch::openNamespace(model::NetnsCookie netns) const
{
    const auto known = m_mirror.namespaces().find(netns);
    if (known == m_mirror.namespaces().end() || known->second.names.empty())
        return model::Error{ model::ErrorCode::notFound, "no such namespace", "netns" };
    return m_directory.open(known->second.names.front(), known->second.inode);
}

model::Result<void> KernelWatch::visit(model::NetnsCookie netns,
                                       const std::function<void(RouteSocket &)> &work) const
{
    model::Result<void> worked;
    const auto workHere = [&] {
        auto socket = RouteSocket::open();
        if (!socket)
            worked = socket.error();
        else if (netns != 0 && socket->cookie() != netns)
            worked = model::Error{ model::ErrorCode::notFound, "the name stands for another namespace now",
                                   "netns" };
        else
            work(*socket);
    };
    if (netns == 0 || netns == m_home.cookie()) {
        workHere();
        return worked;
    }
    const auto fd = openNamespace(netns);
    if (!fd)
        return fd.error();
    const auto entered = m_home.inside(fd->get(), workHere);
    return entered ? worked : entered;
}

model::Result<void> KernelWatch::inside(model::NetnsCookie netns, const std::function<void()> &work) const
{
    if (netns == 0 || netns == m_home.cookie()) {
        work();
        return {};
    }
    return visit(netns, [&work](RouteSocket &) { work(); });
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
    [[maybe_unused]] const auto entered = visit(in, [&](RouteSocket &socket) {
        if (const auto asked = askNsid(socket, ofFd.isOpen() ? ofFd.get() : m_home.fd()))
            nsid = *asked;
    });
    return nsid;
}

} // namespace kv::netlink
