// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/facts.h"
#include "app/lab/fault.h"
#include "probes/netlink/ownedfd.h"

#include <sys/types.h>

namespace kv::lab {

/// What a supervisor is made of.
struct SupervisorTask {
    LabFacts facts;
    Blueprint lab;
    netlink::OwnedFd owner; ///< gets facts and events; its end is the lab's end until it says "detach"
    pid_t ownerPid = 0;
};

/// The process between the lab and its users, in the namespaces of its caller: holds the name, PID 1 and the
/// descriptors of the hosts, and answers requests ("watch", "status", "enter" HOST, "fault" and a request of
/// faultwords.h, "down", "detach").
/// For a fresh child of one thread; returns its exit status when the lab has ended and nothing of it is left.
int superviseLab(SupervisorTask task);

} // namespace kv::lab
