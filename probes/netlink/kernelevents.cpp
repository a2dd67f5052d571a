// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/attributes.h"
#include "probes/netlink/kernelwatch.h"
#include "probes/netlink/nsid.h"

#include <linux/net_namespace.h>
#include <linux/rtnetlink.h>

#include <algorithm>

namespace kv::netlink {

void KernelWatch::drainEvents(Round &round, std::size_t maxMessages)
{
    const bool isWhole = m_events->drain(
        [&](std::optional<std::int32_t> nsid, const nlmsghdr &message) {
            if (!nsid) {
                take(m_home.cookie(), message, round.changes);
                return;
            }
            if (const auto netns = namespaceOfNsid(*nsid))
                take(*netns, message, round.changes);
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
                m_mirror.setLink(std::move(*raw), changes);
            else
                m_mirror.removeLink(raw->link.key, changes);
        } else if (const auto port = decodeBridgePort(message)) {
            const bool isPort = message.nlmsg_type == RTM_NEWLINK;
            m_mirror.setMaster({ netns, port->ifindex }, isPort ? port->masterIfindex : 0, changes);
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

// A namespace may have an nsid in itself: the kernel gives it one when a link elsewhere that has its other
// end here is told of by IFLA_TARGET_NETNSID (rtnl_fill_link_netnsid). From then on its own events are marked
// with it.
std::optional<model::NetnsCookie> KernelWatch::namespaceOfNsid(std::int32_t nsid) const
{
    if (const auto known = m_homeNsids.find(nsid); known != m_homeNsids.end())
        return known->second;
    if (!m_ownNsid) {
        if (const auto asked = askNsid(m_homeSocket, m_home.fd()); asked && *asked)
            m_ownNsid = **asked;
    }
    return m_ownNsid == nsid ? std::optional(m_home.cookie()) : std::nullopt;
}

bool KernelWatch::isHeardByNsid(model::NetnsCookie netns) const
{
    return m_hearsAllNsids && std::any_of(m_homeNsids.begin(), m_homeNsids.end(), [netns](const auto &entry) {
               return entry.second == netns;
           });
}

void KernelWatch::forget(model::NetnsCookie netns, Changes &changes)
{
    m_ownEvents.erase(netns); // closing the socket also takes it out of the epoll set
    std::erase_if(m_homeNsids, [netns](const auto &entry) { return entry.second == netns; });
    m_mirror.forgetNamespace(netns, changes);
}

} // namespace kv::netlink
