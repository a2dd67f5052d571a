// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/metadataagent.h"

#include "app/lab/socketaddress.h"
#include "app/lab/standin.h"
#include "probes/netlink/errnoerror.h"

#include <cerrno>
#include <string>

#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>

namespace kv::lab {

using model::Result;
using netlink::OwnedFd;

Result<OwnedFd> listenForMetadata()
{
    const SocketAddress at = unixAddress(metadataSocket);
    OwnedFd fd(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    constexpr int waiting = 16;
    if (!fd.isOpen() || bind(fd.get(), at.get(), at.size) != 0 || listen(fd.get(), waiting) != 0
        || chmod(metadataSocket, 0666) != 0) {
        return netlink::errnoError(errno, metadataSocket);
    }
    return fd;
}

void answerMetadata(int listener)
{
    constexpr int askLimitMs = 500;
    const OwnedFd client(accept4(listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
    pollfd asks{ client.get(), POLLIN, 0 };
    char request[4096];
    if (!client.isOpen() || poll(&asks, 1, askLimitMs) <= 0
        || recv(client.get(), request, sizeof request, MSG_DONTWAIT) <= 0) {
        return;
    }
    const std::string body = "keepview lab stand-in: no metadata here\n";
    const std::string answer =
        "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\nContent-Length: "
        + std::to_string(body.size()) + "\r\n\r\n" + body;
    (void)send(client.get(), answer.data(), answer.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
}

} // namespace kv::lab
