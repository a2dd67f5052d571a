// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/host/filterwatch.h"

#include "probes/host/outbox.h"
#include "probes/netlink/portfilterread.h"

#include <sys/epoll.h>

#include <chrono>
#include <limits>
#include <utility>

namespace kv::host {

namespace {

constexpr std::chrono::seconds slowInterval{ 60 };
/// An agent changes its rules in many transactions: one look after the burst.
constexpr std::chrono::milliseconds lookDelay{ 500 };

} // namespace

FilterWatch::~FilterWatch()
{
    for (const Loop::TimerId timer : { m_slowTimer, m_dueTimer }) {
        if (timer != 0)
            m_loop.stopTimer(timer);
    }
    if (m_events)
        m_loop.unwatch(m_events->fd());
}

void FilterWatch::start(model::NetnsCookie home, bool listens)
{
    using netlink::EventSocket;
    if (listens) {
        if (auto events = EventSocket::open(EventSocket::Scope::ownNamespace, EventSocket::Topic::nft)) {
            m_events.emplace(std::move(events).value());
            m_loop.watch(m_events->fd(), EPOLLIN, [this](std::uint32_t) { hearNft(); });
        }
        m_slowTimer = m_loop.startTimer(slowInterval, true, [this] { look(); });
    }
    m_known = netlink::readPortFilters(home);
}

void FilterWatch::hearNft()
{
    // Whatever changed or was lost: all of it is read again.
    static_cast<void>(m_events->drain([](std::optional<std::int32_t>, const nlmsghdr &) {},
                                      std::numeric_limits<std::size_t>::max()));
    if (m_dueTimer != 0)
        return;
    m_dueTimer = m_loop.startTimer(lookDelay, false, [this] {
        m_dueTimer = 0;
        look();
    });
}

void FilterWatch::look()
{
    model::PortFilters now = netlink::readPortFilters(m_known.netns);
    if (now == m_known)
        return;
    m_known = std::move(now);
    m_outbox.say(bootTimeNow(), m_known);
}

void FilterWatch::sayAll(Outbox &outbox)
{
    if (m_known.isRead && !m_known.ports.empty())
        outbox.say(bootTimeNow(), m_known);
}

} // namespace kv::host
