// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/host/loop.h"
#include "probes/host/sense.h"
#include "probes/netlink/eventsocket.h"
#include "probes/netlink/kernelwatch.h"
#include "probes/netlink/routingmirror.h"

#include <map>
#include <optional>
#include <set>

namespace kv::host {

/// Says routes, policy rules and neighbours of every namespace. An event of a route or rule only tells
/// *where* to read again: the kernel announces neither the IPv4 routes that a link takes with it when it goes
/// down nor what a replaced route was. Neighbours are taken from their events.
class RoutingWatch : public Sense {
public:
    /// Namespaces read in one turn of the loop.
    static constexpr std::size_t spacesATurn = 32;

    RoutingWatch(Loop &loop, Outbox &outbox, const netlink::KernelWatch &kernel);
    ~RoutingWatch() override;

    /// Subscribes, before the first namespaces are shown and read.
    void listen();
    /// What others read in one namespace since listen(), for sayAll.
    void fill(netlink::RoutingScan scan);
    /// From now on changes are told. What was shown and not filled is read soon.
    void start();
    /// Everything is read again, a few namespaces a turn.
    void readAgain();

    void namespaceSeen(const model::NetNamespace &netns) override;
    void namespaceGone(model::NetnsCookie cookie) override;
    void linkSeen(const model::Link &link) override;
    void linkGone(model::LinkKey key) override;
    void addressGone(const model::AddressKey &key) override;
    void sayAll(Outbox &outbox) override;

private:
    bool listenIn(model::NetnsCookie netns);
    void wake();
    bool drain();
    void drainAgain();
    void setListening(bool isOn);
    void take(model::NetnsCookie netns, const nlmsghdr &message);
    void touch(model::NetnsCookie netns);
    void plan();
    void readDue();
    netlink::RoutingMirror::Changes read(model::NetnsCookie netns);
    void rest(model::NetnsCookie netns, bool isLarge);
    void say(const netlink::RoutingMirror::Changes &changes);

    Loop &m_loop;
    Outbox &m_outbox;
    const netlink::KernelWatch &m_kernel;
    netlink::RoutingMirror m_mirror;
    std::optional<netlink::EventSocket> m_events;
    std::map<model::NetnsCookie, netlink::EventSocket>
        m_ownEvents; ///< of namespaces that the one socket cannot hear
    std::set<model::NetnsCookie> m_spaces;
    std::map<model::NetnsCookie, model::TimeUs> m_touched; ///< to be read, not before that time
    std::map<model::NetnsCookie, model::TimeUs> m_notBefore; ///< of each namespace that was read lately
    std::map<model::LinkKey, bool> m_links; ///< with whether it was usable
    Loop::TimerId m_drainTimer = 0;
    Loop::TimerId m_readTimer = 0;
    bool m_isStarted = false;
};

} // namespace kv::host
