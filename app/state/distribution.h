// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/role.h"
#include "app/state/router.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kv::state {

/// What went through ports in a second, both directions.
struct TrafficRate {
    double packets = 0; ///< a second
    double bytes = 0; ///< a second
    bool operator==(const TrafficRate &) const = default;
};

/// One network node's part of the routers.
struct NodeShare {
    std::string host;
    bool isStale = false; ///< its probe is silent: the last that is known
    std::uint32_t serves = 0; ///< routers with keepalived that it serves
    std::uint32_t standsBy = 0; ///< of which it is a standby
    std::uint32_t alone = 0; ///< that it serves and nobody would take over, those without keepalived included
    std::uint32_t unclear =
        0; ///< with an instance here, of which it is not known who serves, or whether anybody does
    double fairShare = 0; ///< each router with keepalived spread evenly over the hosts that it is on
    std::optional<TrafficRate> traffic; ///< of its routers' ports inside and outside; none = no counters yet
    bool operator==(const NodeShare &) const = default;
};

/// What becomes of one router if the host that serves it fails.
struct RouterShare {
    std::string routerId;
    std::string name;
    Protection protection = Protection::unknown;
    std::string servedBy; ///< "" = nobody or not known
    std::string movesTo; ///< "" = nobody that could serve takes over, or not known who serves
    std::vector<std::string> orMovesTo; ///< others that wait as long
    ExpectedOutage expected; ///< after a silent fault
    bool hasNoRedundancy = false; ///< served, and known that nobody that could serve takes over
    std::optional<TrafficRate> traffic; ///< on the host that serves it
    bool operator==(const RouterShare &) const = default;
};

/// Who carries what.
struct Distribution {
    std::vector<NodeShare> nodes; ///< hosts with a router's instance, in the site's order
    std::vector<RouterShare> routers; ///< in the site's order
    bool operator==(const Distribution &) const = default;
};

enum class RebootVerdict : std::uint8_t { may, losesService, cannotSay };

/// One thing that a reboot concerns.
struct RebootItem {
    enum class Kind : std::uint8_t { host, router, instance, dhcp, gateway, program, change };
    Kind kind = Kind::router;
    std::string subject; ///< field terms: a router's name, an instance's namespace, an address
    std::string text; ///< for people, translated: what becomes of it
    bool operator==(const RebootItem &) const = default;
};

/// "May I reboot network1?"
struct RebootAnswer {
    std::string host;
    RebootVerdict verdict = RebootVerdict::cannotSay;
    std::vector<RebootItem> losses; ///< would lose service until the host is back
    std::vector<RebootItem> unclear; ///< of which the facts do not say it
    std::vector<RebootItem> moves; ///< served here now, another host takes over
    std::vector<RebootItem> exposed; ///< go on being served, without redundancy until the host is back
    std::string summary; ///< for people, translated: one sentence
    bool operator==(const RebootAnswer &) const = default;
};

} // namespace kv::state
