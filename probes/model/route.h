// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/ipaddress.h"
#include "probes/model/netns.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kv::model {

/// One way of a route (struct rtnexthop).
struct NextHop {
    IpAddress gateway; ///< unset: directly on the link
    std::int32_t ifindex = 0; ///< in the route's namespace; 0 when there is none
    std::uint32_t weight = 1;
    bool isDead = false; ///< RTNH_F_DEAD or RTNH_F_LINKDOWN
    auto operator<=>(const NextHop &) const = default;
};

/// What makes a route the same one.
struct RouteKey {
    NetnsCookie netns = 0;
    IpPrefix destination; ///< 0.0.0.0/0 or ::/0 is the default route
    std::uint32_t table = 0; ///< RT_TABLE_*: 254 main
    std::uint32_t metric = 0;
    std::uint8_t tos = 0;
    NextHop first; ///< the kernel keeps several routes that differ only in their way; weight 1, not dead
    auto operator<=>(const RouteKey &) const = default;
};

/// RTN_* of linux/rtnetlink.h, without those of the local table.
enum class RouteType { unicast, blackhole, unreachable, prohibit, throwOut, other };

std::string_view routeTypeName(RouteType type);
std::optional<RouteType> routeTypeFromName(std::string_view name);

/// One route that somebody could have chosen otherwise: the local table, cached and multicast routes and the
/// kernel's own fe80::/64 are left out.
struct Route {
    RouteKey key;
    RouteType type = RouteType::unicast;
    std::uint8_t protocol = 0; ///< RTPROT_*: who made it; 2 kernel, 3 boot, 4 static, 18 keepalived
    std::uint8_t scope = 0; ///< RT_SCOPE_*
    IpAddress preferredSource;
    std::vector<NextHop> nextHops; ///< at most 64; empty for blackhole and the like
    bool operator==(const Route &) const = default;
};

/// One policy rule (struct fib_rule_hdr), as `ip rule` tells it.
struct PolicyRule {
    IpFamily family = IpFamily::v4;
    std::uint32_t priority = 0;
    std::string
        action; ///< "lookup", "goto", "nop", "blackhole", "unreachable", "prohibit"; "action N" for others
    std::uint32_t table = 0; ///< of "lookup"
    IpPrefix from; ///< address unset: from all
    IpPrefix to;
    std::string inInterface;
    std::string outInterface;
    std::uint32_t mark = 0;
    std::uint32_t mask = 0; ///< 0: no mark is asked for
    bool isInverted = false; ///< `not`
    bool operator==(const PolicyRule &) const = default;
};

/// All policy rules of one namespace, in order of family and priority; at most 512.
struct PolicyRules {
    NetnsCookie netns = 0;
    std::vector<PolicyRule> rules;
    bool operator==(const PolicyRules &) const = default;
};

} // namespace kv::model
