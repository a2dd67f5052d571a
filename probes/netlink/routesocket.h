// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/netns.h"
#include "probes/model/result.h"
#include "probes/netlink/message.h"
#include "probes/netlink/ownedfd.h"

#include <linux/netlink.h>

#include <cstdint>
#include <functional>

namespace kv::netlink {

/// The cookie of the namespace in which a socket was opened (SO_NETNS_COOKIE); 0 when the kernel knows none.
model::NetnsCookie cookieOfSocket(int fd);

/// One blocking netlink socket for requests, in the namespace in which it was opened.
class RouteSocket {
public:
    /// Must not use any RouteSocket: the bytes it is shown are in the one receive buffer.
    using OnMessage = std::function<void(const nlmsghdr &)>;

    static model::Result<RouteSocket> open(int protocol = NETLINK_ROUTE);

    int fd() const { return m_fd.get(); }
    model::NetnsCookie cookie() const { return cookieOfSocket(m_fd.get()); }

    /// Sends and waits for the acknowledgement; answers that come before it go to `onAnswer`.
    model::Result<void> talk(Message &request, const OnMessage &onAnswer = {});
    /// Sends a question that the kernel answers with exactly one message, and waits for that or the error.
    model::Result<void> ask(Message &request, const OnMessage &onAnswer);
    /// One whole dump. `wasInterrupted` tells NLM_F_DUMP_INTR: what was handed out may miss or repeat
    /// objects.
    model::Result<void> dump(Message &request, const OnMessage &onObject, bool &wasInterrupted);

private:
    explicit RouteSocket(OwnedFd fd) : m_fd(std::move(fd)) { }
    model::Result<void> send(Message &request);
    enum class Until { end, firstAnswer };
    model::Result<void> receive(const OnMessage &onMessage, bool &wasInterrupted, Until until = Until::end);

    OwnedFd m_fd;
    std::uint32_t m_sequence = 0;
};

} // namespace kv::netlink
