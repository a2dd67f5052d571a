// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/result.h"
#include "probes/netlink/ownedfd.h"

#include <linux/netlink.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>

namespace kv::netlink {

/// A non-blocking socket that hears netlink events.
class EventSocket {
public:
    enum class Scope {
        ownNamespace,
        allNamespaces, ///< also every namespace that has an nsid in this one; needs CAP_NET_BROADCAST
    };
    enum class Topic {
        links, ///< links, addresses, forwarding entries and nsids
        routing, ///< routes, policy rules, IPv4 and IPv6 neighbours
        nft, ///< the end of each nf_tables transaction (NFT_MSG_NEWGEN)
    };
    /// `nsid` names the event's namespace in the socket's own; none = the socket's own namespace itself.
    using OnEvent = std::function<void(std::optional<std::int32_t> nsid, const nlmsghdr &message)>;

    /// Opened in the calling thread's namespace.
    static model::Result<EventSocket> open(Scope scope, Topic topic = Topic::links);

    int fd() const { return m_fd.get(); }
    /// What waits, at most `maxMessages`. False when the kernel had to drop events (ENOBUFS, a cut message).
    [[nodiscard]] bool drain(const OnEvent &onEvent, std::size_t maxMessages);

private:
    explicit EventSocket(OwnedFd fd) : m_fd(std::move(fd)) { }
    OwnedFd m_fd;
};

} // namespace kv::netlink
