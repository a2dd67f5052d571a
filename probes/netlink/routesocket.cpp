// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/routesocket.h"

#include "probes/netlink/errnoerror.h"

#include <asm/socket.h>
#include <cerrno>
#include <linux/netlink.h>
#include <sys/socket.h>

#include <vector>

namespace kv::netlink {

namespace {

// The kernel never puts more than 32 KiB into one dump message (NLMSG_GOODSIZE, netlink_dump).
constexpr std::size_t receiveBytes = 64 * 1024;

model::Result<void> acknowledged(const nlmsghdr &message)
{
    if (!nlmsg_valid_hdr(&message, sizeof(nlmsgerr)))
        return model::Error{ model::ErrorCode::malformed, "short netlink acknowledgement", "netlink" };
    const int error = static_cast<const nlmsgerr *>(nlmsg_data(&message))->error;
    return error == 0 ? model::Result<void>() : errnoError(-error, "netlink");
}

// NLMSG_DONE carries the dump's own error, 0 when all was said.
model::Result<void> dumpEnded(const nlmsghdr &message)
{
    int error = 0;
    if (nlmsg_valid_hdr(&message, sizeof error))
        error = *static_cast<const int *>(nlmsg_data(&message));
    return error >= 0 ? model::Result<void>() : errnoError(-error, "netlink dump");
}

} // namespace

model::NetnsCookie cookieOfSocket(int fd)
{
    model::NetnsCookie cookie = 0;
    socklen_t size = sizeof cookie;
    return ::getsockopt(fd, SOL_SOCKET, SO_NETNS_COOKIE, &cookie, &size) == 0 ? cookie : 0;
}

model::Result<RouteSocket> RouteSocket::open(int protocol)
{
    OwnedFd fd(::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, protocol));
    if (!fd.isOpen())
        return errnoError(errno, "netlink socket");
    return RouteSocket(std::move(fd));
}

model::Result<void> RouteSocket::send(Message &request)
{
    nlmsghdr *header = request.header();
    header->nlmsg_seq = ++m_sequence;
    header->nlmsg_flags = static_cast<std::uint16_t>(header->nlmsg_flags | NLM_F_REQUEST);
    sockaddr_nl kernel{};
    kernel.nl_family = AF_NETLINK;
    while (::sendto(m_fd.get(), header, header->nlmsg_len, 0, reinterpret_cast<const sockaddr *>(&kernel),
                    sizeof kernel)
           < 0) {
        if (errno != EINTR)
            return errnoError(errno, "netlink send");
    }
    return {};
}

// Reads until the acknowledgement or the end of the dump that carries our sequence number, or the one answer.
model::Result<void> RouteSocket::receive(const OnMessage &onMessage, bool &wasInterrupted, Until until)
{
    static thread_local std::vector<char> buffer(receiveBytes);
    for (;;) {
        const ssize_t got = ::recv(m_fd.get(), buffer.data(), buffer.size(), MSG_TRUNC);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return errnoError(errno, "netlink receive");
        if (static_cast<std::size_t>(got) > buffer.size())
            return model::Error{ model::ErrorCode::oversized, "netlink message over the buffer", "netlink" };
        int remaining = static_cast<int>(got);
        for (auto *message = reinterpret_cast<nlmsghdr *>(buffer.data()); nlmsg_ok(message, remaining);
             message = nlmsg_next(message, &remaining)) {
            if (message->nlmsg_seq != m_sequence)
                continue;
            if ((message->nlmsg_flags & NLM_F_DUMP_INTR) != 0)
                wasInterrupted = true;
            if (message->nlmsg_type == NLMSG_DONE)
                return dumpEnded(*message);
            if (message->nlmsg_type == NLMSG_ERROR)
                return acknowledged(*message);
            if (onMessage)
                onMessage(*message);
            if (until == Until::firstAnswer)
                return {};
        }
    }
}

model::Result<void> RouteSocket::talk(Message &request, const OnMessage &onAnswer)
{
    nlmsghdr *header = request.header();
    header->nlmsg_flags = static_cast<std::uint16_t>(header->nlmsg_flags | NLM_F_ACK);
    if (auto sent = send(request); !sent)
        return sent;
    bool wasInterrupted = false;
    return receive(onAnswer, wasInterrupted);
}

model::Result<void> RouteSocket::ask(Message &request, const OnMessage &onAnswer)
{
    if (auto sent = send(request); !sent)
        return sent;
    bool wasInterrupted = false;
    return receive(onAnswer, wasInterrupted, Until::firstAnswer);
}

model::Result<void> RouteSocket::dump(Message &request, const OnMessage &onObject, bool &wasInterrupted)
{
    nlmsghdr *header = request.header();
    header->nlmsg_flags = static_cast<std::uint16_t>(header->nlmsg_flags | NLM_F_DUMP);
    wasInterrupted = false;
    if (auto sent = send(request); !sent)
        return sent;
    return receive(onObject, wasInterrupted);
}

} // namespace kv::netlink
