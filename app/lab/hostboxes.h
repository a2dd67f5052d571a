// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/plan.h"
#include "probes/model/result.h"
#include "probes/netlink/ownedfd.h"

#include <map>
#include <string>
#include <vector>

namespace kv::lab {

/// The lab's hosts as namespaces, held open by descriptors, and the calling process's way between them.
/// Only for a process of one thread: entering a mount namespace needs it.
class HostBoxes {
public:
    /// Remembers the namespaces that the process is in as the lab's own.
    static model::Result<HostBoxes> open();

    model::Result<void> makeHost(const std::string &host);
    model::Result<void> makeNetns(const Place &place);

    /// The process is in that place until the next call; a Place without host is the lab's own.
    model::Result<void> enter(const Place &place);

    /// For link changes: the network namespace of Place::key(); -1 when there is none.
    int netnsFd(const std::string &key) const;
    /// After the plan: named namespaces must end when their last user has gone, so nothing here holds them.
    void forgetNamed();
    /// Its namespaces end with their last process.
    void forgetHost(const std::string &host) { m_hosts.erase(host); }

    /// Mount, UTS and network namespace of a host, in this order; empty when there is no such host.
    std::vector<int> fdsOf(const std::string &host) const;

private:
    struct Box {
        netlink::OwnedFd mount;
        netlink::OwnedFd uts;
        netlink::OwnedFd net;
    };
    static model::Result<Box> currentBox();
    static model::Result<void> join(const Box &box);

    Box m_own;
    std::map<std::string, Box> m_hosts;
    std::map<std::string, netlink::OwnedFd> m_named; ///< by Place::key()
};

} // namespace kv::lab
