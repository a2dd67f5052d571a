// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/rolefollower.h"

#include "app/lab/hostfiles.h"

#include <utility>

#include <fcntl.h>

namespace kv::lab {

using model::Result;

RoleFollower::RoleFollower(FollowRole role, netlink::AddressWatch watch)
    : m_role(std::move(role)), m_watch(std::move(watch))
{
}

Result<RoleFollower> RoleFollower::start(HostBoxes &boxes, const FollowRole &role)
{
    if (Result<void> entered = boxes.enter(role.place); !entered) {
        return entered.error();
    }
    Result<netlink::AddressWatch> watch = netlink::AddressWatch::open();
    if (!watch) {
        return watch.error();
    }
    RoleFollower follower(role, std::move(*watch));
    follower.m_mounts.reset(open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC));
    follower.m_isPrimary = follower.m_watch.has(role.vip);
    if (Result<void> written = follower.writeRole(boxes); !written) {
        return written.error();
    }
    return follower;
}

bool RoleFollower::isOver(HostBoxes &boxes) const
{
    return !boxes.enter(m_role.place);
}

Result<void> RoleFollower::update(HostBoxes &boxes)
{
    if (Result<void> read = m_watch.update(); !read) {
        return read;
    }
    const bool isPrimary = m_watch.has(m_role.vip);
    if (isPrimary == m_isPrimary) {
        return {};
    }
    m_isPrimary = isPrimary;
    return writeRole(boxes);
}

Result<void> RoleFollower::writeRole(HostBoxes &boxes)
{
    if (Result<void> entered = boxes.enter(m_role.place); !entered) {
        return entered;
    }
    if (Result<void> set = writeSysctl("net/ipv6/conf/all/forwarding", m_isPrimary ? "1" : "0"); !set) {
        return set;
    }
    return writeHostFile(m_role.stateFile, m_isPrimary ? "primary" : "backup");
}

} // namespace kv::lab
