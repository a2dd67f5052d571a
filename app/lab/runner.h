// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/hostboxes.h"
#include "app/lab/packets.h"
#include "app/lab/plan.h"
#include "probes/model/result.h"

#include <chrono>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <sys/types.h>

namespace kv::lab {

/// Carries out a plan, in the lab's PID 1. What it starts stays; what it opened in a named namespace for the
/// plan only is closed at the plan's end.
class Runner {
public:
    /// ownerFd: becomes readable or hung up when the lab has to end; SIGCHLD must be blocked.
    Runner(HostBoxes &boxes, int ownerFd, int childSignalFd);

    using Progress = std::function<void(const std::string &phase)>;
    using HostMade = std::function<void(const std::string &host)>;
    /// Stops at the first failure; `gone` when the owner left meanwhile.
    /// note: a part of the plan that this kernel does not support.
    model::Result<void> run(const Plan &plan, const Progress &progress, const HostMade &hostMade,
                            const Progress &note);

    /// What comes after the plan: packets on the owner's socket, and a time to be woken.
    struct Service {
        std::function<void(const Packet &)> take;
        std::function<int()> nextDueMs; ///< -1 = never
        std::function<void()> due;
    };
    /// Until the owner leaves; reaps children meanwhile.
    void serve(const Service &service);

    /// One action, outside of run().
    model::Result<void> carryOut(const Action &action);
    /// Of a StartProcess or StartStandIn that was carried out; 0 = it does not run.
    pid_t pidOf(const Action &process) const;
    /// timedOut when one of them still runs then.
    model::Result<void> awaitEnd(const std::vector<pid_t> &pids, std::chrono::milliseconds limit);

private:
    struct Running {
        std::string name; ///< "HOST: NAME", for messages
        Action action;
    };
    model::Result<void> perform(const Action &action);
    model::Result<void> loadRules(const LoadRules &action);
    model::Result<void> startProcess(const StartProcess &action);
    model::Result<void> startStandIn(const StartStandIn &action);
    model::Result<void> awaitAddress(const AwaitAddress &action);
    model::Result<void> awaitEcho(const AwaitEcho &action);
    /// Waits for the descriptor, the owner or a child; an error when one of them ends the plan.
    model::Result<void> waitFor(int fd, int timeoutMs);
    model::Result<void> reapChildren(bool endIsFailure);
    bool ownerLeft() const;

    HostBoxes &m_boxes;
    int m_ownerFd;
    int m_childSignalFd;
    std::map<pid_t, Running> m_processes;
};

} // namespace kv::lab
