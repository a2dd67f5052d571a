// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/host/loop.h"
#include "probes/host/sense.h"
#include "probes/netlink/eventsocket.h"
#include "probes/netlink/kernelwatch.h"
#include "probes/netlink/portcounts.h"

#include <map>
#include <optional>
#include <set>
#include <vector>

namespace kv::host {

/// Says what Neutron's routers carry: counters of their ha-, qr- and qg- ports each second (of a router
/// whose counters stood still for ten seconds each four), tracked
/// connections each ten seconds and NAT when it changes. Only namespaces other than the host's own; nothing
/// runs without a router.
class TrafficWatch : public Sense {
public:
    TrafficWatch(Loop &loop, Outbox &outbox, const netlink::KernelWatch &kernel);
    ~TrafficWatch() override;

    /// Subscribes, before the first namespaces are shown and read; `listens`: also counts from now on.
    void start(bool listens);
    /// What others read since start(), for sayAll. Of any namespace, and counts of any links: takes what is a
    /// router's.
    void fill(const std::vector<model::PortCount> &counts);
    void fill(std::optional<std::uint32_t> conntrackEntries, model::NatTable nat);

    void namespaceGone(model::NetnsCookie cookie) override;
    void linkSeen(const model::Link &link) override;
    void linkGone(model::LinkKey key) override;
    void sayAll(Outbox &outbox) override;

private:
    struct Router {
        std::map<std::int32_t, std::optional<model::PortCount>> ports; ///< by ifindex
        std::size_t quietTicks = 0; ///< since a counter moved
        std::optional<model::ConntrackCount> conntrack;
        std::optional<model::NatTable> nat;
    };

    void schedule();
    void tick();
    void count();
    void keepNews(const std::vector<model::PortCount> &counts, bool says);
    void visit(model::NetnsCookie netns);
    void visitSome();
    void hearNft();
    void addPort(model::LinkKey key);
    void visitSoon(model::NetnsCookie netns);

    Loop &m_loop;
    Outbox &m_outbox;
    const netlink::KernelWatch &m_kernel;
    std::optional<netlink::RouteSocket> m_socket;
    std::optional<netlink::EventSocket> m_nftEvents;
    std::map<model::NetnsCookie, Router> m_routers;
    std::size_t m_ports = 0; ///< of all routers
    std::set<model::NetnsCookie> m_due; ///< to be visited in the next turn
    model::NetnsCookie m_lastVisited = 0;
    std::uint32_t m_conntrackMost = 0; ///< one for all namespaces
    std::size_t m_ticks = 0;
    Loop::TimerId m_tickTimer = 0;
    Loop::TimerId m_dueTimer = 0;
    bool m_listens = false;
};

} // namespace kv::host
