// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/link.h"

#include <cstdint>
#include <optional>

namespace kv::netlink {

/// A link as one message tells it: the peer of a veth is still a number in the link's own namespace.
struct RawLink {
    model::Link link; ///< `peer` and `parent`'s netns unset; key.netns set by the reader
    std::int32_t peerIfindex = 0; ///< IFLA_LINK of a veth; 0 for every other kind
    std::optional<std::int32_t> parentNsid; ///< where link.parent is, as peerNsid; none = same namespace
    std::optional<std::int32_t>
        peerNsid; ///< IFLA_LINK_NETNSID, an nsid of the link's namespace; none = same namespace
};

} // namespace kv::netlink
