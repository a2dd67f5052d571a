// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/neighbour.h"
#include "probes/model/route.h"

#include <linux/netlink.h>

#include <optional>

namespace kv::netlink {

/// RTM_NEWROUTE or RTM_DELROUTE. Nothing for what model::Route leaves out. key.netns is left 0.
std::optional<model::Route> decodeRoute(const nlmsghdr &message);

/// RTM_NEWRULE or RTM_DELRULE; nothing for families other than IPv4 and IPv6.
std::optional<model::PolicyRule> decodeRule(const nlmsghdr &message);

/// RTM_NEWNEIGH or RTM_DELNEIGH of IPv4 or IPv6; key.link.netns is left 0. `isKept` false: an entry that is
/// not kept in its present state (NUD_NOARP, NUD_NONE), so it counts as gone.
struct DecodedNeighbour {
    model::Neighbour neighbour;
    bool isKept = true;
};
std::optional<DecodedNeighbour> decodeNeighbour(const nlmsghdr &message);

} // namespace kv::netlink
