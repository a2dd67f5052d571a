// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/host/trafficwatch.h"

#include "probes/host/outbox.h"
#include "probes/netlink/conntrackread.h"
#include "probes/netlink/natread.h"

#include <sys/epoll.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

namespace kv::host {

using model::NetnsCookie;
using model::PortCount;

namespace {

constexpr std::chrono::seconds countInterval{ 1 };
/// Every router is visited once in so many ticks.
constexpr std::size_t ticksBetweenVisits = 10;
/// A router that carries nothing (a standby) is counted less often, not all of them in one tick.
constexpr std::size_t ticksUntilQuiet = 10;
constexpr std::size_t ticksBetweenQuiet = 4;
/// A router is built by many transactions: one look after the burst.
constexpr std::chrono::milliseconds visitDelay{ 200 };
constexpr std::size_t visitsATurn = 32;
constexpr std::size_t portsAMessage = 512;
constexpr std::size_t maxPorts = 4096;

bool isRouterPort(std::string_view name)
{
    return name.starts_with("qr-") || name.starts_with("qg-") || name.starts_with("ha-");
}

model::ConntrackCount conntrackOf(NetnsCookie netns, std::optional<std::uint32_t> entries, std::uint32_t most)
{
    return { netns, entries, entries ? most : 0 };
}

} // namespace

TrafficWatch::TrafficWatch(Loop &loop, Outbox &outbox, const netlink::KernelWatch &kernel)
    : m_loop(loop), m_outbox(outbox), m_kernel(kernel)
{
}

TrafficWatch::~TrafficWatch()
{
    for (const Loop::TimerId timer : { m_tickTimer, m_dueTimer }) {
        if (timer != 0)
            m_loop.stopTimer(timer);
    }
    if (m_nftEvents)
        m_loop.unwatch(m_nftEvents->fd());
}

void TrafficWatch::start(bool listens)
{
    if (auto socket = netlink::RouteSocket::open())
        m_socket.emplace(std::move(socket).value());
    m_listens = listens;
    m_conntrackMost = netlink::readConntrackMost();
    if (listens && m_kernel.hearsAllNsids()) {
        using netlink::EventSocket;
        if (auto events = EventSocket::open(EventSocket::Scope::allNamespaces, EventSocket::Topic::nft)) {
            m_nftEvents.emplace(std::move(events).value());
            m_loop.watch(m_nftEvents->fd(), EPOLLIN, [this](std::uint32_t) { hearNft(); });
        }
    }
}

void TrafficWatch::fill(const std::vector<PortCount> &counts)
{
    keepNews(counts, false);
}

void TrafficWatch::fill(std::optional<std::uint32_t> conntrackEntries, model::NatTable nat)
{
    const auto router = m_routers.find(nat.netns);
    if (router == m_routers.end())
        return;
    m_due.erase(nat.netns);
    router->second.conntrack = conntrackOf(nat.netns, conntrackEntries, m_conntrackMost);
    router->second.nat = std::move(nat);
}

void TrafficWatch::schedule()
{
    const bool isWanted = m_listens && !m_routers.empty();
    if (isWanted == (m_tickTimer != 0))
        return;
    if (isWanted)
        m_tickTimer = m_loop.startTimer(countInterval, true, [this] { tick(); });
    else
        m_loop.stopTimer(std::exchange(m_tickTimer, 0));
}

void TrafficWatch::tick()
{
    count();
    visitSome();
}

void TrafficWatch::count()
{
    if (!m_socket || m_routers.empty())
        return;
    std::map<NetnsCookie, std::int32_t> nsids;
    for (const auto &[nsid, netns] : m_kernel.nsids())
        nsids[netns] = nsid;
    std::vector<netlink::CountedPort> ports;
    std::vector<PortCount> counts;
    ++m_ticks;
    for (auto &[netns, router] : m_routers) {
        if (++router.quietTicks > ticksUntilQuiet && (m_ticks + netns) % ticksBetweenQuiet != 0)
            continue;
        const auto nsid = nsids.find(netns);
        if (nsid == nsids.end()) {
            [[maybe_unused]] const auto entered =
                m_kernel.visit(netns, [&, cookie = netns](netlink::RouteSocket &socket) {
                    if (auto here = netlink::readPortCountsOf(socket, cookie))
                        counts.insert(counts.end(), here->begin(), here->end());
                });
            continue;
        }
        for (const auto &[ifindex, known] : router.ports)
            ports.push_back({ { netns, ifindex }, nsid->second });
    }
    if (auto read = netlink::readPortCounts(*m_socket, ports))
        counts.insert(counts.end(), read->begin(), read->end());
    keepNews(counts, true);
}

void TrafficWatch::keepNews(const std::vector<PortCount> &counts, bool says)
{
    const model::TimeUs now = bootTimeNow();
    model::PortCounts news;
    for (const PortCount &count : counts) {
        const auto router = m_routers.find(count.port.netns);
        if (router == m_routers.end())
            continue;
        const auto known = router->second.ports.find(count.port.ifindex);
        if (known == router->second.ports.end() || known->second == count)
            continue;
        known->second = count;
        router->second.quietTicks = 0;
        if (!says)
            continue;
        news.ports.push_back(count);
        if (news.ports.size() == portsAMessage)
            m_outbox.say(now, std::exchange(news, {}));
    }
    if (!news.ports.empty())
        m_outbox.say(now, news);
}

// A share of the routers each tick, in the order of their cookies.
void TrafficWatch::visitSome()
{
    m_conntrackMost = netlink::readConntrackMost();
    const std::size_t share = (m_routers.size() + ticksBetweenVisits - 1) / ticksBetweenVisits;
    std::vector<NetnsCookie> chosen;
    auto router = m_routers.upper_bound(m_lastVisited);
    for (std::size_t i = 0; i < share; ++i, ++router) {
        if (router == m_routers.end())
            router = m_routers.begin();
        chosen.push_back(router->first);
    }
    for (const NetnsCookie netns : chosen)
        visit(netns);
    m_lastVisited = chosen.empty() ? 0 : chosen.back();
}

void TrafficWatch::visit(NetnsCookie netns)
{
    std::optional<model::ConntrackCount> conntrack;
    std::optional<model::NatTable> nat;
    [[maybe_unused]] const auto entered = m_kernel.inside(netns, [&] {
        auto opened = netlink::RouteSocket::open(NETLINK_NETFILTER);
        netlink::RouteSocket *netfilter = opened ? &*opened : nullptr;
        conntrack = conntrackOf(netns, netlink::readConntrackCount(netfilter), m_conntrackMost);
        nat = netlink::readNat(netns, netfilter);
    });
    const auto router = m_routers.find(netns);
    if (router == m_routers.end() || !nat)
        return;
    const model::TimeUs now = bootTimeNow();
    if (router->second.conntrack != conntrack)
        m_outbox.say(now, *conntrack);
    if (router->second.nat != nat)
        m_outbox.say(now, *nat);
    router->second.conntrack = std::move(conntrack);
    router->second.nat = std::move(nat);
}

void TrafficWatch::hearNft()
{
    const bool isWhole = m_nftEvents->drain(
        [this](std::optional<std::int32_t> nsid, const nlmsghdr &) {
            if (!nsid)
                return; // the host's own rules are not a router's
            if (const auto netns = m_kernel.namespaceOfNsid(*nsid))
                visitSoon(*netns);
        },
        std::numeric_limits<std::size_t>::max());
    if (isWhole)
        return;
    for (const auto &[netns, router] : m_routers)
        visitSoon(netns);
}

void TrafficWatch::visitSoon(NetnsCookie netns)
{
    if (!m_listens || !m_routers.contains(netns))
        return;
    m_due.insert(netns);
    if (m_dueTimer != 0)
        return;
    m_dueTimer = m_loop.startTimer(visitDelay, false, [this] {
        m_dueTimer = 0;
        for (std::size_t i = 0; i < visitsATurn && !m_due.empty(); ++i)
            visit(m_due.extract(m_due.begin()).value());
        if (!m_due.empty())
            visitSoon(*m_due.begin());
    });
}

void TrafficWatch::namespaceGone(NetnsCookie cookie)
{
    if (const auto router = m_routers.find(cookie); router != m_routers.end()) {
        m_ports -= router->second.ports.size();
        m_routers.erase(router);
    }
    m_due.erase(cookie);
    schedule();
}

void TrafficWatch::linkSeen(const model::Link &link)
{
    if (link.key.netns == m_kernel.home().cookie())
        return;
    if (!isRouterPort(link.name)) {
        linkGone(link.key); // it may have been renamed
        return;
    }
    const bool isNew = !m_routers.contains(link.key.netns);
    addPort(link.key);
    if (isNew)
        visitSoon(link.key.netns);
    schedule();
}

void TrafficWatch::addPort(model::LinkKey key)
{
    if (m_ports < maxPorts && m_routers[key.netns].ports.try_emplace(key.ifindex).second)
        ++m_ports;
}

void TrafficWatch::linkGone(model::LinkKey key)
{
    const auto router = m_routers.find(key.netns);
    if (router == m_routers.end())
        return;
    m_ports -= router->second.ports.erase(key.ifindex);
    if (router->second.ports.empty())
        m_routers.erase(router);
    schedule();
}

void TrafficWatch::sayAll(Outbox &outbox)
{
    const model::TimeUs now = bootTimeNow();
    model::PortCounts counts;
    for (const auto &[netns, router] : m_routers) {
        for (const auto &[ifindex, count] : router.ports) {
            if (!count)
                continue;
            counts.ports.push_back(*count);
            if (counts.ports.size() == portsAMessage)
                outbox.say(now, std::exchange(counts, {}));
        }
        if (router.conntrack)
            outbox.say(now, *router.conntrack);
        if (router.nat)
            outbox.say(now, *router.nat);
    }
    if (!counts.ports.empty())
        outbox.say(now, counts);
}

} // namespace kv::host
