// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/ipaddress.h"
#include "probes/netlink/undosnapshot.h"

#include <linux/netlink.h>

#include <functional>
#include <optional>
#include <string>

namespace kv::netlink {

/// The item in one dumped message of RTM_NEWADDR, RTM_NEWNEIGH (AF_BRIDGE too) or RTM_NEWROUTE; nothing when
/// it belongs to another link or is soft state. `usesNexthopObject` is set when the route rests on one.
std::optional<UndoItem> undoItemOf(const nlmsghdr &message, std::int32_t ifindex, bool &usesNexthopObject);

/// What makes an item the same one: header and attributes, but not flags and counters that move by
/// themselves.
std::string undoIdentity(const UndoItem &item);

/// The interface that an item is on; 0 for a multipath route.
std::int32_t undoLinkOf(const UndoItem &item);

/// Whether an item is this address, or what the kernel makes for it: its local, broadcast and prefix routes.
bool isMadeFor(const UndoItem &item, const model::IpPrefix &address);

/// False when an address's lifetime has run out `elapsedUs` after the snapshot.
bool isStillValid(const UndoItem &item, model::TimeUs elapsedUs);

std::size_t undoHeaderBytes(UndoKind kind);
/// Attributes of an item, with the type as the kernel wrote it (NLA_F_NESTED kept).
void eachUndoAttribute(const UndoItem &item,
                       const std::function<void(int type, const std::uint8_t *data, std::size_t size)> &see);

} // namespace kv::netlink
