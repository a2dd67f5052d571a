// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/ipaddress.h"
#include "probes/model/netns.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kv::model {

/// What one port of a router has carried since it came (struct rtnl_link_stats64).
struct PortCount {
    LinkKey port;
    std::uint64_t rxPackets = 0;
    std::uint64_t rxBytes = 0;
    std::uint64_t txPackets = 0;
    std::uint64_t txBytes = 0;
    bool operator==(const PortCount &) const = default;
};

/// Ports whose counters moved since they were last said.
struct PortCounts {
    std::vector<PortCount> ports; ///< at most 512
    bool operator==(const PortCounts &) const = default;
};

/// Connections that one namespace tracks. Unset: that kernel or namespace has no connection tracking.
struct ConntrackCount {
    NetnsCookie netns = 0;
    std::optional<std::uint32_t> entries; ///< net.netfilter.nf_conntrack_count
    std::uint32_t most = 0; ///< net.netfilter.nf_conntrack_max, 0 when not known
    bool operator==(const ConntrackCount &) const = default;
};

/// What a NAT rule does to an address.
enum class NatAction { dnat, snat, masquerade };

std::string_view natActionName(NatAction action);
std::optional<NatAction> natActionFromName(std::string_view name);

/// One NAT rule as far as it matters who becomes whom.
struct NatRule {
    NatAction action = NatAction::dnat;
    IpPrefix source; ///< matched; address unset: any
    IpPrefix destination; ///< matched; address unset: any
    IpAddress to; ///< the new destination (dnat) or source (snat); unset for masquerade
    std::string inInterface; ///< matched, "" any
    std::string outInterface; ///< matched, "" any
    bool isOutInverted = false; ///< `! -o`
    bool hasMore = false; ///< it matches on something else too (marks, ports, sets, states)
    bool operator==(const NatRule &) const = default;

    /// A floating IP's own rule: one destination becomes another, whatever the port.
    bool isFloating() const;
};

/// The NAT of one namespace, whole.
struct NatTable {
    NetnsCookie netns = 0;
    bool hasNft = false; ///< nf_tables could be read there (iptables-nft keeps its rules in it too)
    bool hasLegacy = false; ///< the old iptables' nat table exists there
    std::vector<NatRule> rules; ///< in the kernel's order, at most 1,024
    std::uint32_t notUnderstood =
        0; ///< rules with a NAT statement that could not be read, and those over the bound
    bool operator==(const NatTable &) const = default;
};

/// The ports of a namespace's bridges that its filter rules name (iptables' physdev), whole.
struct PortFilters {
    static constexpr std::size_t maxPorts = 1024;
    NetnsCookie netns = 0;
    bool isRead = false; ///< the rules could be read there; else nothing is known
    std::vector<std::string> ports; ///< names of interfaces, sorted
    bool isCut = false; ///< there were more than maxPorts
    bool hasLegacy = false; ///< the old iptables has a filter table there, which was read too
    bool operator==(const PortFilters &) const = default;
};

} // namespace kv::model
