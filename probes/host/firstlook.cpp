// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/host/firstlook.h"

#include "probes/netlink/conntrackread.h"
#include "probes/netlink/natread.h"

#include <fcntl.h>
#include <sched.h>

#include <algorithm>
#include <iterator>
#include <system_error>
#include <utility>

namespace kv::host {

namespace {

/// The kernel lets a table of descriptors that threads share grow only after an RCU grace period (fs/file.c,
/// expand_fdtable), which takes longer than all the reading: so it grows before there is a thread.
void makeRoomForDescriptors(int anyFd)
{
    constexpr int highest = 2000;
    const netlink::OwnedFd fd(::fcntl(anyFd, F_DUPFD_CLOEXEC, highest));
}

} // namespace

FirstLook::~FirstLook()
{
    finish();
}

void FirstLook::add(int namespaceFd)
{
    netlink::OwnedFd fd(::fcntl(namespaceFd, F_DUPFD_CLOEXEC, 0));
    if (!fd.isOpen())
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.push_back(std::move(fd));
    }
    m_changed.notify_one();
    if (m_thread.joinable())
        return;
    makeRoomForDescriptors(namespaceFd);
    try {
        m_thread = std::thread([this] { work(); });
    } catch (const std::system_error &) {
        // EAGAIN: none to be had now, but perhaps at the next add().
    }
}

std::vector<FirstLook::Found> FirstLook::finish()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isLast = true;
    }
    m_changed.notify_one();
    std::vector<Found> mine;
    {
        netlink::HomeNamespace::Journey journey(m_home);
        for (netlink::OwnedFd fd = take(false); fd.isOpen(); fd = take(false)) {
            auto found = journey.enter(fd.get()) ? lookHere() : std::nullopt;
            if (found)
                mine.push_back(std::move(*found));
        }
    }
    if (m_thread.joinable())
        m_thread.join();
    std::vector<Found> found = std::exchange(m_found, {});
    std::move(mine.begin(), mine.end(), std::back_inserter(found));
    return found;
}

/// The next namespace; not open when there is none (any more).
netlink::OwnedFd FirstLook::take(bool waits)
{
    std::unique_lock lock(m_mutex);
    if (waits)
        m_changed.wait(lock, [this] { return m_isLast || !m_tasks.empty(); });
    if (m_tasks.empty())
        return {};
    netlink::OwnedFd fd = std::move(m_tasks.front());
    m_tasks.pop_front();
    return fd;
}

void FirstLook::work()
{
    for (netlink::OwnedFd fd = take(true); fd.isOpen(); fd = take(true)) {
        // This thread never comes back: it ends.
        auto found = ::setns(fd.get(), CLONE_NEWNET) == 0 ? lookHere() : std::nullopt;
        if (found)
            m_found.push_back(std::move(*found));
    }
}

std::optional<FirstLook::Found> FirstLook::lookHere()
{
    auto socket = netlink::RouteSocket::open();
    if (!socket)
        return std::nullopt;
    auto routing = netlink::scanRouting(*socket);
    if (!routing)
        return std::nullopt;
    Found found;
    found.routing = std::move(routing).value();
    const model::NetnsCookie netns = found.routing.rules.netns;
    auto opened = netlink::RouteSocket::open(NETLINK_NETFILTER);
    netlink::RouteSocket *netfilter = opened ? &*opened : nullptr;
    found.conntrackEntries = netlink::readConntrackCount(netfilter);
    found.nat = netlink::readNat(netns, netfilter);
    return found;
}

} // namespace kv::host
