// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/ipaddress.h"
#include "probes/model/netns.h"

#include <compare>
#include <cstdint>

namespace kv::model {

/// One address on one interface.
struct InterfaceAddress {
    LinkKey link;
    IpPrefix prefix;
    std::uint8_t scope = 0; ///< RT_SCOPE_* of linux/rtnetlink.h: 0 global, 253 link, 254 host
    std::uint32_t flags = 0; ///< IFA_F_* of linux/if_addr.h
    bool operator==(const InterfaceAddress &) const = default;
};

/// What makes an address the same one when it is announced again.
struct AddressKey {
    LinkKey link;
    IpPrefix prefix;
    auto operator<=>(const AddressKey &) const = default;
};

inline AddressKey keyOf(const InterfaceAddress &address)
{
    return { address.link, address.prefix };
}

} // namespace kv::model
