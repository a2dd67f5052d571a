// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/ipaddress.h"
#include "probes/model/netns.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>

namespace kv::model {

/// NUD_* of linux/neighbour.h, without the coming and going between reachable, stale, delay and probe.
enum class NeighbourState {
    known, ///< it has answered: reachable, stale, delay or probe
    asked, ///< incomplete: no answer yet
    failed,
    permanent, ///< set by hand
};

std::string_view neighbourStateName(NeighbourState state);
std::optional<NeighbourState> neighbourStateFromName(std::string_view name);

struct NeighbourKey {
    LinkKey link;
    IpAddress address;
    auto operator<=>(const NeighbourKey &) const = default;
};

/// One entry of a namespace's ARP or neighbour-discovery table. NUD_NOARP entries (multicast) are left out.
struct Neighbour {
    NeighbourKey key;
    MacAddress mac; ///< zero when not known
    NeighbourState state = NeighbourState::known;
    bool isRouter = false; ///< NTF_ROUTER: it advertises itself as one (IPv6)
    bool isProxy = false; ///< NTF_PROXY: answered for, not a neighbour
    bool operator==(const Neighbour &) const = default;
};

} // namespace kv::model
