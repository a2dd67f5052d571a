// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/hostview.h"

#include <vector>

namespace kv::engine {

/// What a table says of one key. Of several entries the newest holds: a move leaves no word of the old one.
template <class T> struct Lookup {
    const model::Fact<T> *fact = nullptr; ///< nullptr = no entry
    bool isAmbiguous = false; ///< another entry, said at the same time, says otherwise
    const model::Fact<T> *rival = nullptr; ///< that entry, of a forwarding database
};

/// Where a bridge has learned a MAC, of the ports that are named.
Lookup<model::FdbEntry> learnedOn(const model::HostView &view, const std::vector<model::LinkKey> &ports,
                                  model::LinkKey bridge, const model::MacAddress &mac);
/// The same, of all its ports.
Lookup<model::FdbEntry> learnedOn(const model::HostView &view, model::LinkKey bridge,
                                  const model::MacAddress &mac);

/// Whereto a VXLAN device sends frames for a MAC. No entry: to all of floodsTo().
Lookup<model::FdbEntry> remoteOf(const model::HostView &view, model::LinkKey vxlan,
                                 const model::MacAddress &mac);
/// Its remotes for what it has no entry for: a group, or other VTEPs one by one (MAC 00:00:00:00:00:00).
std::vector<model::IpAddress> floodsTo(const model::HostView &view, model::LinkKey vxlan);

/// The route of the main table that a namespace sends by: longest prefix, then lowest metric. Policy rules
/// are not followed.
Lookup<model::Route> routeTo(const model::HostView &view, model::NetnsCookie netns,
                             const model::IpAddress &address);

/// The first next hop of a route that is not dead, the first of all when every one is; nullptr = it has none.
const model::NextHop *nextHopOf(const model::Route &route);

/// Whether any route of the namespace was told: without one there is none, or nobody has looked.
bool knowsRoutes(const model::HostView &view, model::NetnsCookie netns);

/// What a namespace's interface knows of a neighbour; nullptr = nothing.
const model::Fact<model::Neighbour> *neighbourOf(const model::HostView &view, model::LinkKey link,
                                                 const model::IpAddress &address);

} // namespace kv::engine
