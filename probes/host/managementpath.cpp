// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/host/managementpath.h"

#include "probes/host/procentry.h"
#include "probes/netlink/linkpath.h"

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <optional>
#include <sstream>

namespace kv::host {

using model::Error;
using model::ErrorCode;
using model::IpAddress;
using model::Result;

namespace {

constexpr std::size_t maxTableBytes = 32 * 1024 * 1024;
constexpr int maxAncestors = 64;
constexpr std::uint16_t sshPort = 22;
/// PROC_PID_INIT_INO of linux/proc_ns.h: the first pid namespace hides no ancestor.
constexpr ino_t initialPidNamespace = 0xEFFFFFFCU;

/// The kernel prints addresses as 32-bit words in the host's byte order.
bool readAddress(const std::string &text, IpAddress &address, std::uint16_t &port)
{
    const std::size_t colon = text.find(':');
    if (colon != 8 && colon != 32)
        return false;
    std::array<std::uint8_t, 16> bytes{};
    for (std::size_t at = 0; at < colon; at += 8) {
        const auto word = static_cast<std::uint32_t>(std::strtoul(text.substr(at, 8).c_str(), nullptr, 16));
        std::memcpy(bytes.data() + at / 2, &word, sizeof word);
    }
    port = static_cast<std::uint16_t>(std::strtoul(text.c_str() + colon + 1, nullptr, 16));
    constexpr std::array<std::uint8_t, 12> mapped{ 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff };
    const bool isMapped = colon == 32 && std::equal(mapped.begin(), mapped.end(), bytes.begin());
    address =
        isMapped ? IpAddress::fromBytes(bytes.data() + 12, 4) : IpAddress::fromBytes(bytes.data(), colon / 2);
    return true;
}

struct Ancestry {
    std::set<std::uint64_t> sockets; ///< inodes
    bool isHidden = false; ///< some ancestor cannot be looked at
};

struct CloseDir {
    void operator()(DIR *directory) const { closedir(directory); }
};

bool addSockets(const std::string &proc, std::int32_t pid, std::set<std::uint64_t> &sockets)
{
    const std::string folder = proc + "/" + std::to_string(pid) + "/fd";
    const std::unique_ptr<DIR, CloseDir> directory(opendir(folder.c_str()));
    if (!directory)
        return false;
    while (const dirent *entry = readdir(directory.get())) {
        std::array<char, 64> target{};
        const std::string link = folder + "/" + entry->d_name;
        if (readlink(link.c_str(), target.data(), target.size() - 1) > 0
            && std::strncmp(target.data(), "socket:[", 8) == 0)
            sockets.insert(std::strtoull(target.data() + 8, nullptr, 10));
    }
    return true;
}

Ancestry ancestry(const std::string &proc)
{
    Ancestry found;
    struct stat about { };
    const std::string own = proc + "/self/ns/pid";
    found.isHidden = ::stat(own.c_str(), &about) != 0 || about.st_ino != initialPidNamespace;
    std::int32_t pid = getpid();
    for (int depth = 0; depth < maxAncestors && pid > 1; ++depth) {
        if (!addSockets(proc, pid, found.sockets))
            found.isHidden = true;
        const auto file = readSmallFile(proc + "/" + std::to_string(pid) + "/stat", 1024);
        const auto stat = file ? parseProcStat(file->text) : std::nullopt;
        if (!stat) {
            found.isHidden = true;
            break;
        }
        pid = stat->parentPid;
    }
    return found;
}

std::vector<SocketLine> readTable(const std::string &proc, const char *name)
{
    const auto file = readSmallFile(proc + "/self/net/" + name, maxTableBytes);
    return file ? parseSocketTable(file->text) : std::vector<SocketLine>();
}

bool isZero(const IpAddress &address)
{
    return std::all_of(address.bytes.begin(), address.bytes.end(),
                       [](std::uint8_t byte) { return byte == 0; });
}

/// The far ends of the connections that may be ours.
struct Paths {
    std::set<IpAddress> remotes;
    std::set<IpAddress> locals;
    bool isUntraceable = false;
};

Paths findPaths(const std::string &proc)
{
    const Ancestry ours = ancestry(proc);
    Paths paths;
    bool isLocalForward = false;
    for (const char *table : { "tcp", "tcp6" }) {
        for (const SocketLine &line : readTable(proc, table)) {
            const bool isOwned = ours.sockets.contains(line.inode);
            if (!line.isEstablished || !(isOwned || ours.isHidden || line.localPort == sshPort))
                continue;
            if (line.remote.isLoopback() || line.remote == line.local) {
                isLocalForward = isLocalForward || isOwned;
                continue;
            }
            paths.remotes.insert(line.remote);
            paths.locals.insert(line.local);
        }
    }
    bool isUnconnected = false;
    for (const char *table : { "udp", "udp6" }) {
        for (const SocketLine &line : readTable(proc, table)) {
            if (!ours.sockets.contains(line.inode) || line.local.isLoopback())
                continue;
            if (isZero(line.remote)) {
                isUnconnected = true;
            } else {
                paths.remotes.insert(line.remote);
                paths.locals.insert(line.local);
            }
        }
    }
    paths.isUntraceable = paths.remotes.empty() && (isLocalForward || isUnconnected);
    return paths;
}

} // namespace

std::vector<SocketLine> parseSocketTable(const std::string &text)
{
    std::vector<SocketLine> lines;
    std::istringstream stream(text);
    std::string line;
    std::getline(stream, line); // the heading
    while (std::getline(stream, line)) {
        std::istringstream words(line);
        std::string number, local, remote, state, queues, timer, retransmits, uid, timeout, inode;
        words >> number >> local >> remote >> state >> queues >> timer >> retransmits >> uid >> timeout
            >> inode;
        SocketLine entry;
        std::uint16_t remotePort = 0;
        if (inode.empty() || !readAddress(local, entry.local, entry.localPort)
            || !readAddress(remote, entry.remote, remotePort))
            continue;
        entry.inode = std::strtoull(inode.c_str(), nullptr, 10);
        entry.isEstablished = state == "01";
        lines.push_back(entry);
    }
    return lines;
}

Result<std::set<std::int32_t>> managementLinks(const std::string &proc)
{
    const Paths paths = findPaths(proc);
    if (paths.isUntraceable)
        return Error{ ErrorCode::refused, "the way by which this host is reached leads to no interface",
                      "own path" };
    Result<std::set<std::int32_t>> links = netlink::defaultRouteLinks();
    if (!links)
        return links.error();
    for (const IpAddress &remote : paths.remotes) {
        const Result<std::int32_t> by = netlink::linkTowards(remote);
        if (!by)
            return Error{ ErrorCode::refused, "no route back to " + remote.toString(), "own path" };
        links->insert(*by);
    }
    for (const IpAddress &local : paths.locals) {
        const Result<std::int32_t> by = netlink::linkWithAddress(local);
        if (by)
            links->insert(*by);
    }
    return netlink::withLowerLinks(std::move(*links));
}

} // namespace kv::host
