// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/ipaddress.h"
#include "probes/model/netns.h"

#include <cstdint>
#include <vector>

namespace kv::model {

/// One VRRP advertisement as heard on a link. The authentication data of VRRPv2 is never kept.
struct VrrpAdvert {
    LinkKey heardOn; ///< where the listener was: the HA network's bridge, or the interface itself
    std::uint8_t version = 0; ///< 2 (RFC 3768) or 3 (RFC 5798/9568)
    std::uint8_t vrid = 0;
    std::uint8_t priority = 0; ///< 0 = the sender gives up its role
    std::uint8_t authType = 0; ///< VRRPv2: 0 none, 1 simple text, 2 AH
    std::uint32_t advertCentis = 0; ///< interval in 1/100 s; VRRPv2 whole seconds times 100
    bool checksumValid = false;
    IpAddress source;
    MacAddress sourceMac;
    std::vector<IpAddress> addresses; ///< the virtual addresses it names, at most 255
    bool operator==(const VrrpAdvert &) const = default;
};

} // namespace kv::model
