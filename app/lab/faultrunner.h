// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/fault.h"
#include "app/lab/hostboxes.h"
#include "app/lab/runner.h"
#include "probes/netlink/undosnapshot.h"

#include <functional>
#include <map>
#include <string>

namespace kv::lab {

/// Carries out the actions of faults, in the lab's PID 1. An undo of what is as it was already does nothing.
class FaultRunner {
public:
    using HostChanged = std::function<void(const std::string &host)>;

    /// hostChanged: its namespaces are others now (HostBoxes::fdsOf; none when it is off).
    FaultRunner(Runner &runner, HostBoxes &boxes, HostChanged hostChanged);

    model::Result<void> begin(const FaultAction &action);
    model::Result<void> undo(const FaultAction &action);

private:
    model::Result<void> signalProcess(const SignalProcess &action);
    model::Result<void> startAgain(const Action &process);
    model::Result<void> takeDown(const TakeDown &action);
    model::Result<void> bringUp(const BringUp &action);
    model::Result<void> runTool(const RunTool &action);
    model::Result<void> powerOff(const PowerOff &action);
    model::Result<void> powerOn(const PowerOn &action);

    Runner &m_runner;
    HostBoxes &m_boxes;
    HostChanged m_hostChanged;
    std::map<std::string, netlink::UndoSnapshot> m_lost; ///< by place and link
    std::map<std::string, std::vector<pid_t>> m_ending; ///< what was told to end, by what it is
};

} // namespace kv::lab
