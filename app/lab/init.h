// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/fault.h"
#include "probes/model/result.h"
#include "probes/netlink/ownedfd.h"

#include <sys/types.h>

namespace kv::lab {

/// The lab's PID 1 in its new namespaces. When it ends the kernel ends everything in them.
/// It says on its control socket, in this order: "namespaces" (words name the descriptors), "phase" TEXT,
/// "note" TEXT (what this system cannot do), "host" NAME with mnt, uts and net, … and at last "ready" or
/// "error"; it ends when that socket closes. After "ready" it answers "fault" NUMBER and a request of
/// faultwords.h with "answer" NUMBER and words, and says "fault-begun", "fault-ended", and "host" NAME again
/// when its namespaces are others or (without descriptors) none.
struct LabInit {
    pid_t pid = -1;
    netlink::OwnedFd control;
};

/// Makes the namespaces and PID 1 in them, as a child of the caller. An ordinary user gets a user namespace
/// in which he is root; root gets none unless the others are forbidden without.
/// unsupported, naming the switch, where the system forbids it.
model::Result<LabInit> startInit(const Blueprint &lab);

} // namespace kv::lab
