// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/hostview.h"

#include <vector>

namespace kv::engine {

/// The way of a namespace's interface out of its host: veth peer, bridge, VXLAN port or uplink, underlay.
struct LinkPath {
    std::vector<model::LinkKey>
        links; ///< from the interface to the underlay, every one of which must be usable
    model::LinkKey bridge; ///< {0,0} = none on the way
    model::LinkKey tunnel; ///< the VXLAN device; {0,0} = none on the way
    model::LinkKey underlay; ///< what leaves the host; {0,0} = could not be followed
    bool isComplete() const { return underlay.ifindex != 0; }
    bool operator==(const LinkPath &) const = default;
};

/// Follows `from` by what the kernel says: never by names.
LinkPath pathOf(const model::HostView &view, model::LinkKey from);

/// The link that a VXLAN device sends through: its own underlay, else the owner of its local address; {0,0} =
/// unknown.
model::LinkKey vxlanUnderlay(const model::HostView &view, const model::Link &vxlan);

/// Leaves the host: a physical device, or a veth whose other end cannot be seen from here.
bool isUplink(const model::HostView &view, const model::Link &link);

/// The ports of a bridge, in the order of their ifindex.
std::vector<const model::Link *> portsOf(const model::HostView &view, model::LinkKey bridge);

} // namespace kv::engine
