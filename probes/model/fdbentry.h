// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/ipaddress.h"
#include "probes/model/netns.h"

#include <compare>
#include <cstdint>

namespace kv::model {

/// What makes a forwarding entry the same one. A VXLAN port may hold several entries for one MAC, one a
/// remote.
struct FdbKey {
    LinkKey port; ///< NDA ndm_ifindex: the bridge port or VXLAN device
    MacAddress mac;
    std::uint16_t vlan = 0;
    IpAddress remote; ///< NDA_DST: VXLAN remote; unset for bridge entries
    auto operator<=>(const FdbKey &) const = default;
};

/// One entry of a bridge's or VXLAN device's forwarding database (AF_BRIDGE neighbour).
struct FdbEntry {
    FdbKey key;
    std::int32_t bridgeIfindex = 0; ///< NDA_MASTER; 0 for a VXLAN device's own entry
    bool isLocal = false; ///< NUD_PERMANENT: the port's own MAC or set by hand
    bool isSelf = false; ///< NTF_SELF: the device's own table (VXLAN)
    bool operator==(const FdbEntry &) const = default;
};

} // namespace kv::model
