// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/continuity.h"
#include "app/state/distribution.h"
#include "app/state/router.h"
#include "probes/model/hostview.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace kv::state {

/// What a host is for, inferred from what it holds.
enum class HostKind : std::uint8_t { unknown, controller, network, compute, gateway, client };

/// What a network carries; also the colour of everything that belongs to it.
enum class NetworkKind : std::uint8_t { none, management, provider, overlay, untagged, selfService, ha };

/// One layer-2 network that can be told apart: a VNI, a provider bridge's network, a fabric.
struct Network {
    std::string key; ///< stable: "vni:101", "provider:<brq name>", "overlay", "management"
    NetworkKind kind = NetworkKind::none;
    std::string label; ///< field terms: "VNI 101", "203.0.113.0/24"
    std::uint32_t vni = 0;
    bool operator==(const Network &) const = default;
};

/// What an interface is for, inferred (DESIGN, picture) or told by the site.
struct InterfaceUse {
    NetworkKind kind = NetworkKind::none;
    std::string network; ///< Network::key, "" when none
    bool operator==(const InterfaceUse &) const = default;
};

/// A link down that Keepview made, as the window shows it.
struct ChangeInForce {
    std::string host;
    model::ChangeState change;
    model::TimeUs until = 0; ///< near end's clock
    bool operator==(const ChangeInForce &) const = default;
};

/// How fast one port of a router counts.
struct PortRate {
    TrafficRate rx;
    TrafficRate tx;
    bool operator==(const PortRate &) const = default;
};
using PortRateMap = std::map<model::LinkKey, PortRate>;

struct Host {
    std::string name;
    HostKind kind = HostKind::unknown;
    model::SessionState session;
    bool stale = false; ///< nothing heard for > 3 s
    model::TimeUs lastHeard = 0; ///< near end's clock
    std::int64_t clockOffsetUs = 0; ///< near = host + offset
    std::int64_t clockErrorUs = 0;
    std::shared_ptr<const model::HostView> view; ///< never null
    std::map<model::LinkKey, InterfaceUse> uses; ///< every link whose use is known
    /// Of routers' ports that were counted twice; none = no counters. A port that stands still has zeros.
    std::shared_ptr<const PortRateMap> rates;
};

/// Everything that the window draws, at one moment. Immutable once made; a function of the journal.
struct Site {
    model::TimeUs now = 0; ///< near end's clock of the newest record
    std::uint64_t records = 0; ///< of the journal that it was made from
    std::vector<Host> hosts; ///< in the order in which they were given
    std::vector<Network> networks; ///< sorted by kind, then key
    std::vector<Router> routers; ///< sorted by name, then id
    std::vector<ChangeInForce> changes;
    std::vector<TargetContinuity> targets; ///< in the order in which they were given
    std::vector<Marker> markers; ///< sorted by time, the newest 256
    std::vector<RoleSpan> roleSpans; ///< sorted by host, router, begin; the newest 512

    const Host *host(const std::string &name) const;
    const Router *router(const std::string &id) const;
};

using SitePtr = std::shared_ptr<const Site>;

} // namespace kv::state
