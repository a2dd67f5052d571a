// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/hostboxes.h"
#include "app/lab/plan.h"
#include "probes/model/result.h"
#include "probes/netlink/addresswatch.h"
#include "probes/netlink/ownedfd.h"

namespace kv::lab {

/// Stands in for neutron-keepalived-state-change and the L3 agent of one router on one host: writes "primary"
/// or "backup" to its state file (no line end, as Neutron) and switches IPv6 forwarding when the VIP comes
/// and goes.
class RoleFollower {
public:
    /// Writes the state of this moment. Leaves the process in the place.
    static model::Result<RoleFollower> start(HostBoxes &boxes, const FollowRole &role);

    int fd() const { return m_watch.fd(); }
    /// POLLPRI when the host's mounts have changed; then ask isOver().
    int mountsFd() const { return m_mounts.get(); }
    /// The router's name was taken away (`ip netns del`): following it further would keep it alive.
    bool isOver(HostBoxes &boxes) const;
    /// Reads the kernel's events and acts when the role has changed.
    model::Result<void> update(HostBoxes &boxes);

private:
    RoleFollower(FollowRole role, netlink::AddressWatch watch);
    model::Result<void> writeRole(HostBoxes &boxes);

    FollowRole m_role;
    netlink::AddressWatch m_watch;
    netlink::OwnedFd m_mounts;
    bool m_isPrimary = false;
};

} // namespace kv::lab
