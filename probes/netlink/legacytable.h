// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/ipaddress.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace kv::netlink {

/// A table of the old iptables (ip_tables or ip6_tables) in the calling thread's network namespace.
struct LegacyTable {
    bool exists = false;
    bool isRead = false; ///< else the kernel refused it, or it has more than 4 MiB (some 20,000 rules)
    std::uint32_t count = 0; ///< of its entries, as the kernel says it
    std::vector<char> entries; ///< ipt_entry or ip6t_entry, one after another
};

/// By getsockopt, and that only when the table exists already, because asking for it makes it.
LegacyTable readLegacyTable(model::IpFamily family, const char *name);

/// Where the parts of one ipt_entry or ip6t_entry are (linux/netfilter_ipv4/ip_tables.h and
/// linux/netfilter_ipv6/ip6_tables.h).
struct LegacyEntry {
    const char *matches = nullptr;
    std::size_t matchBytes = 0;
    std::string target; ///< its name: "" for a verdict, a jump or a goto (XT_STANDARD_TARGET)
    unsigned targetRevision = 0;
    const char *targetData = nullptr;
    std::size_t targetBytes = 0; ///< of targetData
    std::size_t bytes = 0; ///< of the whole entry: where the next one is
};

/// The entry at `data`, which has `size` bytes at most; nothing when it is broken.
std::optional<LegacyEntry> legacyEntryAt(model::IpFamily family, const void *data, std::size_t size);

/// One match of an entry: its name and data. Stops when `visit` says false, and at what is broken.
using OnLegacyMatch = std::function<bool(const std::string &name, const char *data, std::size_t bytes)>;
void visitMatches(const LegacyEntry &entry, const OnLegacyMatch &visit);

} // namespace kv::netlink
