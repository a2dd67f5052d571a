// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/legacytable.h"

#include "probes/netlink/ownedfd.h"
#include "probes/netlink/procfile.h"

// The kernel's headers of ip_tables want <netinet/in.h> before them, and the C library's <net/if.h> or their
// own, not both.
#include <netinet/in.h>
#include <sys/socket.h>

#include <linux/if.h>
#include <linux/netfilter/x_tables.h>
#include <linux/netfilter_ipv4/ip_tables.h>
#include <linux/netfilter_ipv6/ip6_tables.h>

#include <cerrno>
#include <cstring>

namespace kv::netlink {

namespace {

constexpr unsigned maxLegacyBytes = 4 * 1024 * 1024;

/// How the old iptables of a family is asked; the two have the same structures for that.
struct Legacy {
    int domain;
    int protocol; ///< of the raw socket that takes the questions
    int level;
    int getInfo;
    int getEntries;
    const char *names; ///< the file in /proc/net that names its tables
};
constexpr Legacy legacyV4{ AF_INET,         IPPROTO_RAW,        SOL_IP,
                           IPT_SO_GET_INFO, IPT_SO_GET_ENTRIES, "ip_tables_names" };
constexpr Legacy legacyV6{ AF_INET6,         IPPROTO_RAW,         SOL_IPV6,
                           IP6T_SO_GET_INFO, IP6T_SO_GET_ENTRIES, "ip6_tables_names" };
static_assert(sizeof(ipt_getinfo) == sizeof(ip6t_getinfo)
              && sizeof(ipt_get_entries) == sizeof(ip6t_get_entries)
              && offsetof(ipt_get_entries, entrytable) == offsetof(ip6t_get_entries, entrytable));

template <std::size_t size> std::string nameIn(const char (&name)[size])
{
    return std::string(name, ::strnlen(name, size));
}

/// False with EAGAIN when the table was changed between the two questions.
bool tryRead(const Legacy &legacy, int fd, const char *name, LegacyTable &table)
{
    ipt_getinfo info{};
    std::strncpy(info.name, name, sizeof info.name - 1);
    socklen_t size = sizeof info;
    errno = 0;
    if (::getsockopt(fd, legacy.level, legacy.getInfo, &info, &size) < 0)
        return false;
    table.count = info.num_entries;
    if (info.size > maxLegacyBytes)
        return false;
    constexpr std::size_t before = offsetof(ipt_get_entries, entrytable);
    std::vector<char> buffer(sizeof(ipt_get_entries) + info.size);
    auto *entries = reinterpret_cast<ipt_get_entries *>(buffer.data());
    std::strncpy(entries->name, name, sizeof entries->name - 1);
    entries->size = info.size;
    size = static_cast<socklen_t>(buffer.size());
    if (::getsockopt(fd, legacy.level, legacy.getEntries, buffer.data(), &size) < 0)
        return false;
    table.entries.assign(buffer.begin() + before, buffer.begin() + before + info.size);
    return true;
}

template <class Entry> std::optional<LegacyEntry> entryAt(const void *data, std::size_t size)
{
    Entry header{};
    if (!data || size < sizeof header)
        return std::nullopt;
    std::memcpy(&header, data, sizeof header);
    if (header.next_offset > size || header.target_offset < sizeof header
        || header.target_offset + sizeof(xt_entry_target) > header.next_offset)
        return std::nullopt;
    const char *base = static_cast<const char *>(data);
    xt_entry_target target{};
    std::memcpy(&target, base + header.target_offset, sizeof target);
    LegacyEntry entry;
    entry.matches = base + sizeof header;
    entry.matchBytes = header.target_offset - sizeof header;
    entry.target = nameIn(target.u.user.name);
    entry.targetRevision = target.u.user.revision;
    entry.targetData = base + header.target_offset + sizeof target;
    entry.targetBytes = header.next_offset - header.target_offset - sizeof target;
    entry.bytes = header.next_offset;
    return entry;
}

} // namespace

LegacyTable readLegacyTable(model::IpFamily family, const char *name)
{
    constexpr int maxTries = 3;
    const Legacy &legacy = family == model::IpFamily::v6 ? legacyV6 : legacyV4;
    LegacyTable table;
    const std::string names = "\n" + procNetText(legacy.names);
    table.exists = names.find("\n" + std::string(name) + "\n") != std::string::npos;
    if (!table.exists)
        return table;
    const OwnedFd fd(::socket(legacy.domain, SOCK_RAW | SOCK_CLOEXEC, legacy.protocol));
    for (int attempt = 0; attempt < maxTries && fd.isOpen() && !table.isRead; ++attempt) {
        table.isRead = tryRead(legacy, fd.get(), name, table);
        if (!table.isRead && errno != EAGAIN)
            break;
    }
    return table;
}

std::optional<LegacyEntry> legacyEntryAt(model::IpFamily family, const void *data, std::size_t size)
{
    return family == model::IpFamily::v6 ? entryAt<ip6t_entry>(data, size) : entryAt<ipt_entry>(data, size);
}

void visitMatches(const LegacyEntry &entry, const OnLegacyMatch &visit)
{
    for (std::size_t at = 0; at + sizeof(xt_entry_match) <= entry.matchBytes;) {
        xt_entry_match match{};
        std::memcpy(&match, entry.matches + at, sizeof match);
        const std::size_t bytes = match.u.match_size;
        const bool isWhole = bytes >= sizeof match && bytes <= entry.matchBytes - at;
        const char *data = entry.matches + at + sizeof match;
        if (!visit(nameIn(match.u.user.name), data, isWhole ? bytes - sizeof match : 0) || !isWhole)
            return;
        at += bytes;
    }
}

} // namespace kv::netlink
