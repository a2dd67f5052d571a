// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/attributes.h"
#include "probes/netlink/kernelwatch.h"
#include "probes/netlink/nsid.h"

#include <linux/if_addr.h>
#include <linux/net_namespace.h>
#include <linux/rtnetlink.h>

#include <algorithm>

namespace kv::netlink {

namespace {

// An IPv6 address is announced only after its duplicate address detection, a second and more after its stamp.
bool isSetAtOnce(const model::InterfaceAddress &address)
{
    return address.prefix.address.family == model::IpFamily::v4 || (address.flags & IFA_F_NODAD) != 0;
}

} // namespace

void KernelWatch::drainEvents(Round &round, std::size_t maxMessages)
{
    m_stamps.look();
    const bool isWhole = m_events->drain(
        [&](std::optional<std::int32_t> nsid, const nlmsghdr &message) {
            if (!nsid) {
                take(m_home.cookie(), message, round);
                return;
            }
            if (const auto netns = namespaceOfNsid(*nsid))
                take(*netns, message, round);
        },
        maxMessages);
    round.isWhole = round.isWhole && isWhole;
    for (auto &[cookie, socket] : m_ownEvents) {
        const bool isOwnWhole =
            socket.drain([&, netns = cookie](std::optional<std::int32_t>,
                                             const nlmsghdr &message) { take(netns, message, round); },
                         maxMessages);
        round.isWhole = round.isWhole && isOwnWhole;
    }
}

void KernelWatch::take(model::NetnsCookie netns, const nlmsghdr &message, Round &round)
{
    Changes &changes = round.changes;
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
        takeAddress(netns, message, round);
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

void KernelWatch::takeAddress(model::NetnsCookie netns, const nlmsghdr &message, Round &round)
{
    auto address = decodeAddress(message);
    if (!address)
        return;
    address->link.netns = netns;
    const model::AddressKey key = keyOf(*address);
    if (message.nlmsg_type == RTM_DELADDR) {
        round.addedAt.erase(key);
        m_mirror.removeAddress(key, round.changes);
        return;
    }
    const auto stamp = decodeAddressStamp(message);
    if (stamp && isSetAtOnce(*address) && !m_mirror.knows(key)) {
        if (const auto at = m_stamps.timeOf(*stamp))
            round.addedAt.insert_or_assign(key, *at);
    }
    m_mirror.setAddress(*address, round.changes);
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
