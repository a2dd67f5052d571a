// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/hostboxes.h"
#include "app/lab/plan.h"
#include "probes/model/result.h"
#include "probes/netlink/addresswatch.h"

namespace kv::lab {

/// Stands in for neutron-keepalived-state-change and the L3 agent of one router on one host: writes "primary"
/// or "backup" to its state file (no line end, as Neutron) and switches IPv6 forwarding when the VIP comes
/// and goes.
class RoleFollower {
public:
    /// Writes the state of this moment. Leaves the process in the place.
    static model::Result<RoleFollower> start(HostBoxes &boxes, const FollowRole &role);

    int fd() const { return m_watch.fd(); }
    const Place &place() const { return m_role.place; }
    /// Reads the kernel's events and acts when the role has changed.
    model::Result<void> update(HostBoxes &boxes);

private:
    RoleFollower(FollowRole role, netlink::AddressWatch watch);
    model::Result<void> writeRole(HostBoxes &boxes);

    FollowRole m_role;
    netlink::AddressWatch m_watch;
    bool m_isPrimary = false;
};

} // namespace kv::lab
