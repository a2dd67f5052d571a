// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/traffic.h"
#include "probes/netlink/homenamespace.h"
#include "probes/netlink/ownedfd.h"
#include "probes/netlink/routingscan.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace kv::host {

/// Reads routes, rules, neighbours, connection counts and NAT, in a thread of its own, while the caller reads
/// links and addresses: the first snapshot of a large host is complete in little more than half the time. It
/// reads nothing that waits for the kernel's one lock (RTNL), which the caller's dumps of links hold:
/// counters come with these. The thread lives from the first add() to finish().
class FirstLook {
public:
    struct Found {
        netlink::RoutingScan routing; ///< its rules.netns is the namespace
        std::optional<std::uint32_t> conntrackEntries;
        model::NatTable nat;
    };

    explicit FirstLook(const netlink::HomeNamespace &home) : m_home(home) { }
    ~FirstLook();
    FirstLook(const FirstLook &) = delete;
    FirstLook &operator=(const FirstLook &) = delete;

    /// Duplicates the descriptor.
    void add(int namespaceFd);
    /// Helps with what is left, from the home namespace and back to it, and waits for the last one. What
    /// could not be read (the namespace is going, there was no descriptor to be had) is not in the answer.
    std::vector<Found> finish();

private:
    void work();
    netlink::OwnedFd take(bool waits);
    static std::optional<Found> lookHere();

    const netlink::HomeNamespace &m_home;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<netlink::OwnedFd> m_tasks; ///< under the mutex
    bool m_isLast = false; ///< under the mutex: no more tasks will come
    std::vector<Found> m_found; ///< the thread's until it is joined
    std::thread m_thread;
};

} // namespace kv::host
