// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/hostview.h"

#include <vector>

namespace kv::engine {

/// The way of a namespace's interface out of its host: veth peer, bridge, VXLAN port or uplink, underlay, and
/// what that rides on: the parent of a VLAN, the ports of a bond.
struct LinkPath {
    std::vector<model::LinkKey> links; ///< from the interface down, every one of which must be usable
    std::vector<model::LinkKey> anyOf; ///< the last one's ports, one of which must be usable: a bond's
    model::LinkKey bridge; ///< {0,0} = none on the way
    model::LinkKey tunnel; ///< the VXLAN device; {0,0} = none on the way
    /// The uppermost link that leaves the host: the VLAN, not the bond that it shares. {0,0} = could not be
    /// followed.
    model::LinkKey underlay;
    bool isComplete() const { return underlay.ifindex != 0; }
    bool operator==(const LinkPath &) const = default;
};

/// Follows `from` by what the kernel says: never by names.
LinkPath pathOf(const model::HostView &view, model::LinkKey from);

/// The first link of the path that is not usable, of a bond's ports when all are not; nullptr when it is
/// whole as far as it is known.
const model::Link *brokenOn(const model::HostView &view, const LinkPath &path);

/// Whether the path ends when this link goes down: a bond's port is missed only when it is the last one
/// usable.
bool isCutBy(const model::HostView &view, const LinkPath &path, model::LinkKey link);

/// The link that a VXLAN device sends through: its own underlay, else the owner of its local address; {0,0} =
/// unknown.
model::LinkKey vxlanUnderlay(const model::HostView &view, const model::Link &vxlan);

/// Leaves the host: a physical device, a bond, a VLAN, or a veth whose other end cannot be seen from here.
bool isUplink(const model::HostView &view, const model::Link &link);

/// The ports of a bridge, in the order of their ifindex.
std::vector<const model::Link *> portsOf(const model::HostView &view, model::LinkKey bridge);

} // namespace kv::engine
