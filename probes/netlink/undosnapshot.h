// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/ipaddress.h"
#include "probes/model/result.h"
#include "probes/model/time.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace kv::netlink {

/// What a link's down and up can lose (FACTS 4), in the order in which it is given back.
enum class UndoKind { address, neighbour, route, fdb };

/// One such thing: the kernel's own message, without what changes by itself, ready to be sent back.
struct UndoItem {
    UndoKind kind = UndoKind::address;
    std::vector<std::uint8_t> message; ///< fixed header (ifaddrmsg, ndmsg, rtmsg) and attributes
    std::string text; ///< "route 192.0.2.0/24 via 10.0.0.1", for people and syslog
    bool isKernelMade =
        false; ///< comes back by itself with the link or its addresses; compared, not given back
    bool operator==(const UndoItem &) const = default;
};

/// Everything of one link, and of the macvlans on it, that its undo must give back. Soft state that the
/// network renews (router advertisements, learned neighbours and forwarding entries) is not in it, and no
/// route of keepalived's (RTPROT_KEEPALIVED), which gives and takes its own.
struct UndoSnapshot {
    std::int32_t ifindex = 0;
    std::string name;
    model::TimeUs takenAt = 0; ///< lifetimes in the items count from here
    std::vector<UndoItem> items;
    /// Addresses that follow a role (leaveToRoles): whoever is active has them.
    std::vector<model::IpPrefix> roleAddresses;
    std::vector<std::int32_t> riders; ///< the macvlans on it; not in a file, its items name theirs
    bool operator==(const UndoSnapshot &) const = default;
};

constexpr std::size_t maxUndoItems = 20'000;
constexpr std::size_t maxRoleAddresses = 4'096;

/// Reads in the calling thread's network namespace. notFound; refused when the link carries what cannot be
/// restored (VLAN and similar devices on top, nexthop objects); oversized over maxUndoItems.
/// A macvlan on top (keepalived's use_vmac) stays up and only loses its carrier, and with it nothing but
/// nexthop objects (measured on Linux 6.18); its items are read too, so that a kernel that is otherwise
/// shows.
model::Result<UndoSnapshot> takeUndoSnapshot(std::int32_t ifindex, model::TimeUs now);

/// Takes these addresses, and what the kernel makes for them, out of what is given back and compared:
/// keepalived removes them in FAULT, and given back to a standby they would be there twice. At most
/// maxRoleAddresses.
void leaveToRoles(UndoSnapshot &snapshot, const std::vector<model::IpPrefix> &addresses);

model::Result<void> setLinkAdminUp(std::int32_t ifindex, bool up);

/// Gives back what `wanted` has and `present` has not; the texts of what the kernel did not take.
std::vector<std::string> addMissing(const UndoSnapshot &wanted, const UndoSnapshot &present,
                                    model::TimeUs now);

/// "missing …" and "unexpected …"; empty when both read the same.
std::vector<std::string> undoDifferences(const UndoSnapshot &wanted, const UndoSnapshot &present,
                                         model::TimeUs now);

} // namespace kv::netlink
