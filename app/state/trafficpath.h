// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/ipaddress.h"
#include "probes/model/netns.h"
#include "probes/model/time.h"

#include <cstdint>
#include <string>
#include <vector>

namespace kv::state {

/// What one hop of a traffic path is.
enum class HopKind : std::uint8_t {
    station, ///< an interface of a host outside: the sender's, a gateway's
    physicalNetwork, ///< switches that no probe sees
    uplink, ///< the interface that a bridge or a tunnel leaves its host by
    bridge,
    port, ///< a bridge's port that leads into a namespace or a guest
    gatewayPort, ///< the router's port outside (Neutron's qg-)
    nat, ///< the router's translation
    routing, ///< the router's choice of its port inside
    insidePort, ///< the router's port inside (Neutron's qr-)
    tunnel, ///< a VXLAN port
    guest, ///< the instance's own interface
    end, ///< nothing more is known of the way
};

/// How sure a hop is. Everything but `clear` has a note that says why.
enum class HopState : std::uint8_t {
    clear,
    flooded, ///< no entry: frames go to every port, so this one gets them, too; a neighbour is asked for
             ///< first
    ambiguous, ///< the facts name several ways
    outdated, ///< the facts point to where the router is not served any more
    broken, ///< the facts say that nothing passes here
    unknown, ///< no fact says it
};

/// Which table of the kernel, or which conclusion, a hop is read from.
enum class HopSource : std::uint8_t {
    none,
    link, ///< the interface, its peer, its bridge
    address,
    route,
    neighbour,
    bridgeFdb,
    vxlanFdb,
    nat,
    role, ///< who serves the router, by its evidence
};

/// One hop, with the fact that it rests on.
struct PathHop {
    HopKind kind = HopKind::end;
    HopState state = HopState::clear;
    HopSource source = HopSource::none;
    std::string host; ///< "" = on no host that a probe sees
    model::LinkKey link; ///< ifindex 0: a namespace as a whole, or nothing on a host
    std::string netns; ///< the namespace's name, "" = the host's own
    std::string interface; ///< the kernel's name
    std::string network; ///< Network::key where it is known
    std::string fact; ///< field terms only, not for translation: "fa:16:3e:71:e9:3e on vxlan-101"
    std::string why; ///< for people: where the fact was read, "bridge FDB of brq3a1b7e90-2f on network2"
    std::string note; ///< for people: why the hop is not clear; "" when it is
    model::TimeUs at = 0; ///< when the fact was last said, near end's clock; 0 = no fact
    bool isStale = false; ///< the host's probe is silent
    /// 0: every frame comes here. From 1: one of several ways, numbered; which one is taken is not known.
    std::uint8_t way = 0;
    bool isAside = false; ///< not on the way: an entry that points away from it
    bool isWayBack = false; ///< about the frames from the instance to the router
    std::vector<model::LinkKey>
        towards; ///< of an aside: the port that the entry names, and the one behind it
    bool operator==(const PathHop &) const = default;
};

enum class PathTargetKind : std::uint8_t { floatingIp, fixedAddress, router };

/// Whose path it is.
struct PathTarget {
    PathTargetKind kind = PathTargetKind::router;
    std::string routerId;
    model::IpAddress outside; ///< what senders outside send to; unset: nobody outside can begin
    model::IpAddress inside; ///< the instance's own address; unset: a router's path, or not known
    bool operator==(const PathTarget &) const = default;
};

/// The way of a frame from outside to its target, at one moment: a function of the site.
struct TrafficPath {
    PathTarget target;
    std::string fromHost; ///< where it begins; "" = no sender outside is seen
    std::string servedBy; ///< host; "" = nobody, or several may
    std::vector<PathHop> hops; ///< in the order in which a frame comes by; asides after what they belong to
    HopState state = HopState::unknown; ///< the worst of its hops that are on the way
    bool operator==(const TrafficPath &) const = default;
};

} // namespace kv::state
