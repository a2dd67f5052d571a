// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/ipaddress.h"

#include <cstdint>
#include <string>

#include <sys/socket.h>

namespace kv::lab {

/// A sockaddr of any family with its size.
struct SocketAddress {
    sockaddr_storage content{};
    socklen_t size = 0;

    const sockaddr *get() const { return reinterpret_cast<const sockaddr *>(&content); }
    int family() const { return content.ss_family; }
};

SocketAddress tcpAddress(const model::IpAddress &address, std::uint16_t port);
/// A path too long for a sockaddr_un gives size 0.
SocketAddress unixAddress(const std::string &path);

/// Closing it ends a TCP connection at once. An orderly end would wait for the other side, which dies at the
/// same moment, and keep the network namespace alive for seconds after a kill -9.
void resetOnClose(int socket);

/// CLOCK_BOOTTIME.
std::int64_t nowMs();

} // namespace kv::lab
