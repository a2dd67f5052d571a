// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/registry.h"

#include "probes/netlink/errnoerror.h"

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <fstream>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace kv::lab {

using model::Error;
using model::ErrorCode;
using model::Result;
using netlink::OwnedFd;

namespace {

constexpr std::size_t maxNameLength = 40;
constexpr int pendingClients = 16;

std::string prefix()
{
    return "keepview-lab-" + std::to_string(geteuid()) + "-";
}

struct Address {
    sockaddr_un content{};
    socklen_t size = 0;
    const sockaddr *get() const { return reinterpret_cast<const sockaddr *>(&content); }
};

Address addressOf(const std::string &name)
{
    Address address;
    const std::string text = prefix() + name;
    address.content.sun_family = AF_UNIX;
    std::memcpy(address.content.sun_path + 1, text.data(), text.size());
    address.size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + text.size());
    return address;
}

Result<OwnedFd> openSocket(const std::string &name, int flags)
{
    if (!isLabName(name)) {
        return Error{ ErrorCode::invalidArgument,
                      "a lab's name has 1 to 40 letters, digits, '.', '_' and '-'", name };
    }
    OwnedFd fd(socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | flags, 0));
    if (!fd.isOpen()) {
        return netlink::errnoError(errno, "socket");
    }
    return fd;
}

} // namespace

bool isLabName(const std::string &name)
{
    return !name.empty() && name.size() <= maxNameLength
        && name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")
        == std::string::npos;
}

Result<OwnedFd> takeName(const std::string &name)
{
    Result<OwnedFd> fd = openSocket(name, SOCK_NONBLOCK);
    if (!fd) {
        return fd;
    }
    const Address address = addressOf(name);
    if (bind(fd->get(), address.get(), address.size) != 0) {
        return errno == EADDRINUSE ? Error{ ErrorCode::busy, "a lab of this name is already running", name }
                                   : netlink::errnoError(errno, "bind");
    }
    if (listen(fd->get(), pendingClients) != 0) {
        return netlink::errnoError(errno, "listen");
    }
    return fd;
}

Result<OwnedFd> connectTo(const std::string &name)
{
    Result<OwnedFd> fd = openSocket(name, 0);
    if (!fd) {
        return fd;
    }
    const Address address = addressOf(name);
    if (connect(fd->get(), address.get(), address.size) != 0) {
        return Error{ ErrorCode::notFound, "no lab of this name is running", name };
    }
    if (!isOwnPeer(fd->get())) {
        return Error{ ErrorCode::notPermitted, "this lab belongs to another user", name };
    }
    return fd;
}

bool isOwnPeer(int socket)
{
    ucred peer{};
    socklen_t size = sizeof peer;
    return getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0
        && (peer.uid == geteuid() || peer.uid == 0);
}

std::vector<std::string> labNames()
{
    std::vector<std::string> names;
    std::ifstream table("/proc/net/unix");
    const std::string wanted = "@" + prefix();
    for (std::string line; std::getline(table, line);) {
        const std::size_t at = line.find(wanted);
        if (at != std::string::npos) {
            names.push_back(line.substr(at + wanted.size()));
        }
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

} // namespace kv::lab
