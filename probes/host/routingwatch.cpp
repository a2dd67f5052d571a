// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/host/routingwatch.h"

#include "probes/host/outbox.h"

#include <linux/rtnetlink.h>
#include <sys/epoll.h>

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

namespace kv::host {

using model::NetnsCookie;
using model::TimeUs;

namespace {

/// After a wake nobody listens for this long, then everything queued is read at once: ARP is chatty.
constexpr std::chrono::milliseconds drainDelay{ 50 };
/// Routes come in bursts: one look after the burst.
constexpr TimeUs settleUs = 30'000;
/// The same namespace is not read again sooner.
constexpr TimeUs restUs = 200'000;
/// A namespace with more than is kept (a full Internet table) costs more to read.
constexpr TimeUs longRestUs = 10'000'000;
constexpr std::size_t mostEvents = std::numeric_limits<std::size_t>::max();

} // namespace

RoutingWatch::RoutingWatch(Loop &loop, Outbox &outbox, const netlink::KernelWatch &kernel)
    : m_loop(loop), m_outbox(outbox), m_kernel(kernel)
{
}

RoutingWatch::~RoutingWatch()
{
    for (const Loop::TimerId timer : { m_drainTimer, m_readTimer }) {
        if (timer != 0)
            m_loop.stopTimer(timer);
    }
    if (m_events)
        m_loop.unwatch(m_events->fd());
    for (const auto &[netns, socket] : m_ownEvents)
        m_loop.unwatch(socket.fd());
}

void RoutingWatch::fill(netlink::RoutingScan scan)
{
    const NetnsCookie netns = scan.rules.netns;
    if (!m_spaces.contains(netns)) // it went while it was read
        return;
    rest(netns, scan.isCut);
    m_mirror.fill(netns, std::move(scan));
}

void RoutingWatch::start()
{
    m_isStarted = true;
    for (const NetnsCookie netns : m_spaces) {
        // One that is heard by a socket of its own may have changed between its reading and now.
        if (listenIn(netns) || !m_notBefore.contains(netns))
            touch(netns);
    }
    plan();
}

void RoutingWatch::readAgain()
{
    for (const NetnsCookie netns : m_spaces)
        m_touched.try_emplace(netns);
    plan();
}

void RoutingWatch::listen()
{
    using netlink::EventSocket;
    const auto scope =
        m_kernel.hearsAllNsids() ? EventSocket::Scope::allNamespaces : EventSocket::Scope::ownNamespace;
    if (auto events = EventSocket::open(scope, EventSocket::Topic::routing)) {
        m_events.emplace(std::move(events).value());
        m_loop.watch(m_events->fd(), EPOLLIN, [this](std::uint32_t) { wake(); });
    }
}

/// Whether it needs a socket of its own, and has one now. Closed by namespaceGone: such a socket keeps the
/// namespace alive until its name disappears (--no-nsid).
bool RoutingWatch::listenIn(NetnsCookie netns)
{
    using netlink::EventSocket;
    if (!m_events || netns == m_kernel.home().cookie() || m_kernel.isHeardByNsid(netns)
        || m_ownEvents.contains(netns))
        return false;
    std::optional<EventSocket> opened;
    [[maybe_unused]] const auto entered = m_kernel.inside(netns, [&opened] {
        if (auto events = EventSocket::open(EventSocket::Scope::ownNamespace, EventSocket::Topic::routing))
            opened.emplace(std::move(events).value());
    });
    if (!opened)
        return false;
    m_loop.watch(opened->fd(), m_drainTimer == 0 ? EPOLLIN : 0U, [this](std::uint32_t) { wake(); });
    m_ownEvents.emplace(netns, std::move(*opened));
    return true;
}

void RoutingWatch::setListening(bool isOn)
{
    const std::uint32_t events = isOn ? EPOLLIN : 0U;
    if (m_events)
        m_loop.change(m_events->fd(), events);
    for (const auto &[netns, socket] : m_ownEvents)
        m_loop.change(socket.fd(), events);
}

void RoutingWatch::wake()
{
    if (m_drainTimer != 0)
        return;
    drain();
    setListening(false);
    m_drainTimer = m_loop.startTimer(drainDelay, true, [this] { drainAgain(); });
}

void RoutingWatch::drainAgain()
{
    if (drain())
        return;
    m_loop.stopTimer(std::exchange(m_drainTimer, 0));
    setListening(true);
}

/// Whether anything had come.
bool RoutingWatch::drain()
{
    bool heardAny = false;
    const auto hear = [&](NetnsCookie netns, const nlmsghdr &message) {
        heardAny = true;
        take(netns, message);
    };
    bool isWhole = true;
    if (m_events) {
        isWhole = m_events->drain(
            [&](std::optional<std::int32_t> nsid, const nlmsghdr &message) {
                const auto netns =
                    nsid ? m_kernel.namespaceOfNsid(*nsid) : std::optional(m_kernel.home().cookie());
                if (netns)
                    hear(*netns, message);
            },
            mostEvents);
    }
    for (auto &[netns, socket] : m_ownEvents) {
        const bool isOwnWhole =
            socket.drain([&, cookie = netns](std::optional<std::int32_t>,
                                             const nlmsghdr &message) { hear(cookie, message); },
                         mostEvents);
        isWhole = isWhole && isOwnWhole;
    }
    if (!isWhole)
        readAgain();
    plan();
    return heardAny || !isWhole;
}

void RoutingWatch::take(NetnsCookie netns, const nlmsghdr &message)
{
    const bool isNeighbour = message.nlmsg_type == RTM_NEWNEIGH || message.nlmsg_type == RTM_DELNEIGH;
    if (!isNeighbour) {
        touch(netns);
        return;
    }
    auto decoded = netlink::decodeNeighbour(message);
    if (!decoded || !m_spaces.contains(netns))
        return;
    decoded->neighbour.key.link.netns = netns;
    netlink::RoutingMirror::Changes changes;
    if (message.nlmsg_type == RTM_NEWNEIGH && decoded->isKept)
        m_mirror.setNeighbour(decoded->neighbour, changes);
    else
        m_mirror.removeNeighbour(decoded->neighbour.key, changes);
    say(changes);
}

void RoutingWatch::touch(NetnsCookie netns)
{
    if (!m_isStarted || !m_spaces.contains(netns) || m_touched.contains(netns))
        return;
    const auto rest = m_notBefore.find(netns);
    const TimeUs earliest = rest == m_notBefore.end() ? 0 : rest->second;
    m_touched[netns] = std::max(bootTimeNow() + settleUs, earliest);
}

void RoutingWatch::plan()
{
    if (m_readTimer != 0 || m_touched.empty())
        return;
    TimeUs first = std::numeric_limits<TimeUs>::max();
    for (const auto &[netns, due] : m_touched)
        first = std::min(first, due);
    const TimeUs wait = std::max<TimeUs>(first - bootTimeNow(), 1);
    m_readTimer = m_loop.startTimer(std::chrono::microseconds(wait), false, [this] {
        m_readTimer = 0;
        readDue();
    });
}

void RoutingWatch::readDue()
{
    const TimeUs now = bootTimeNow();
    std::erase_if(m_notBefore, [now](const auto &entry) { return entry.second < now; });
    std::vector<NetnsCookie> due;
    for (const auto &[netns, when] : m_touched) {
        if (when <= now && due.size() < spacesATurn)
            due.push_back(netns);
    }
    for (const NetnsCookie netns : due) {
        m_touched.erase(netns);
        say(read(netns));
    }
    plan();
}

netlink::RoutingMirror::Changes RoutingWatch::read(NetnsCookie netns)
{
    std::optional<netlink::RoutingScan> scanned;
    [[maybe_unused]] const auto entered = m_kernel.visit(netns, [&scanned](netlink::RouteSocket &socket) {
        if (auto scan = netlink::scanRouting(socket))
            scanned.emplace(std::move(scan).value());
    });
    if (!scanned) // gone, or going: its end is told by others
        return {};
    rest(netns, scanned->isCut);
    netlink::RoutingMirror::Changes changes;
    m_mirror.replace(netns, std::move(*scanned), changes);
    return changes;
}

void RoutingWatch::rest(NetnsCookie netns, bool isLarge)
{
    m_notBefore[netns] = bootTimeNow() + (isLarge ? longRestUs : restUs);
}

void RoutingWatch::say(const netlink::RoutingMirror::Changes &changes)
{
    const TimeUs now = bootTimeNow();
    for (const model::ObservationBody &change : changes)
        m_outbox.say(now, change);
}

void RoutingWatch::namespaceSeen(const model::NetNamespace &netns)
{
    if (!m_spaces.insert(netns.cookie).second || !m_isStarted)
        return;
    listenIn(netns.cookie);
    touch(netns.cookie);
    plan();
}

void RoutingWatch::namespaceGone(NetnsCookie cookie)
{
    if (const auto own = m_ownEvents.find(cookie); own != m_ownEvents.end()) {
        m_loop.unwatch(own->second.fd());
        m_ownEvents.erase(own);
    }
    m_spaces.erase(cookie);
    m_touched.erase(cookie);
    m_notBefore.erase(cookie);
    m_mirror.forgetNamespace(cookie);
    m_links.erase(m_links.lower_bound({ cookie, 0 }), m_links.lower_bound({ cookie + 1, 0 }));
}

void RoutingWatch::linkSeen(const model::Link &link)
{
    const auto [known, isNew] = m_links.try_emplace(link.key, link.isUsable());
    if (!isNew && known->second == link.isUsable())
        return;
    known->second = link.isUsable();
    touch(link.key.netns);
    plan();
}

void RoutingWatch::linkGone(model::LinkKey key)
{
    m_links.erase(key);
    netlink::RoutingMirror::Changes changes;
    m_mirror.removeLink(key, changes);
    say(changes);
    touch(key.netns);
    plan();
}

// A route whose preferred source goes is taken away without a word.
void RoutingWatch::addressGone(const model::AddressKey &key)
{
    touch(key.link.netns);
    plan();
}

void RoutingWatch::sayAll(Outbox &outbox)
{
    const TimeUs now = bootTimeNow();
    m_mirror.tellAll([&](const model::ObservationBody &body) { outbox.say(now, body); });
}

} // namespace kv::host
