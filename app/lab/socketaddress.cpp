// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/socketaddress.h"

#include <cstddef>
#include <cstring>
#include <ctime>

#include <netinet/in.h>
#include <sys/un.h>

namespace kv::lab {

SocketAddress tcpAddress(const model::IpAddress &address, std::uint16_t port)
{
    SocketAddress made;
    if (address.family == model::IpFamily::v4) {
        sockaddr_in v4{};
        v4.sin_family = AF_INET;
        v4.sin_port = htons(port);
        std::memcpy(&v4.sin_addr, address.bytes.data(), 4);
        std::memcpy(&made.content, &v4, sizeof v4);
        made.size = sizeof v4;
    } else {
        sockaddr_in6 v6{};
        v6.sin6_family = AF_INET6;
        v6.sin6_port = htons(port);
        std::memcpy(&v6.sin6_addr, address.bytes.data(), 16);
        std::memcpy(&made.content, &v6, sizeof v6);
        made.size = sizeof v6;
    }
    return made;
}

SocketAddress unixAddress(const std::string &path)
{
    SocketAddress made;
    sockaddr_un address{};
    if (path.size() < sizeof address.sun_path) {
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
        std::memcpy(&made.content, &address, sizeof address);
        made.size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path.size() + 1);
    }
    return made;
}

void resetOnClose(int socket)
{
    const linger atOnce{ 1, 0 };
    setsockopt(socket, SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
}

std::int64_t nowMs()
{
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return static_cast<std::int64_t>(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
}

} // namespace kv::lab
