// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

namespace kv::model {

/// A network namespace's cookie (SO_NETNS_COOKIE, kernel >= 5.14): unique and never reused within one boot.
/// 0 means "not known".
using NetnsCookie = std::uint64_t;

/// Identity of an interface on one host within one boot (the boot id is in Hello).
struct LinkKey {
    NetnsCookie netns = 0;
    std::int32_t ifindex = 0;
    auto operator<=>(const LinkKey &) const = default;
};

/// One network namespace as a host sees it.
struct NetNamespace {
    NetnsCookie cookie = 0;
    std::vector<std::string> names; ///< file names in /run/netns, sorted; empty for the host's own
    std::uint64_t inode = 0; ///< of the nsfs file, as `ls -l /proc/PID/ns/net` shows
    bool isHome = false; ///< the probe's own namespace: the host itself
    bool operator==(const NetNamespace &) const = default;
};

} // namespace kv::model
