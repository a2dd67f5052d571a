// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/fdbentry.h"
#include "probes/model/interfaceaddress.h"
#include "probes/netlink/rawlink.h"

#include <linux/netlink.h>

#include <cstdint>
#include <optional>

namespace kv::netlink {

/// Readers of one rtnetlink message. Nothing for what is too short, of another family, or not ours to keep.
/// key.netns is left 0: only the caller knows in whose name the message came.

/// RTM_NEWLINK or RTM_DELLINK of family AF_UNSPEC.
std::optional<RawLink> decodeLink(const nlmsghdr &message);

/// The AF_BRIDGE form of the same messages: of which bridge the link is a port now.
struct BridgePort {
    std::int32_t ifindex = 0;
    std::int32_t masterIfindex = 0;
};
std::optional<BridgePort> decodeBridgePort(const nlmsghdr &message);

/// RTM_NEWADDR or RTM_DELADDR.
std::optional<model::InterfaceAddress> decodeAddress(const nlmsghdr &message);

/// RTM_NEWNEIGH or RTM_DELNEIGH of family AF_BRIDGE. The multicast filters that every device lists there
/// (NTF_SELF without a remote) are not forwarding entries and give nothing.
std::optional<model::FdbEntry> decodeFdbEntry(const nlmsghdr &message);

} // namespace kv::netlink
