// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/definition.h"
#include "app/lab/plan.h"
#include "probes/model/result.h"

#include <string>
#include <variant>
#include <vector>

namespace kv::lab {

/// Ends or stops something that the plan has started.
struct SignalProcess {
    enum class Whom {
        leader, ///< the process that was started, its children not
        family, ///< with all that it has forked
    };
    Action process; ///< the plan's StartProcess or StartStandIn
    Whom whom = Whom::family;
    int signal = 0;
    bool operator==(const SignalProcess &) const = default;
};

/// keepalived reads its file again.
struct Reload {
    Action process;
    bool operator==(const Reload &) const = default;
};

/// Admin down, with what a down and up would lose remembered; BringUp gives that back.
struct TakeDown {
    Place place;
    std::string link;
    bool operator==(const TakeDown &) const = default;
};
struct BringUp {
    Place place;
    std::string link;
    bool operator==(const BringUp &) const = default;
};

/// A program that is run to its end, as `tc`.
struct RunTool {
    Place place;
    std::vector<std::string> argv;
    std::string module; ///< of the kernel that it needs, for the complaint
    bool operator==(const RunTool &) const = default;
};

/// The host's processes are killed, its interfaces, namespaces and files are gone.
struct PowerOff {
    std::string host;
    std::vector<std::string> fabricPorts; ///< the other ends of its interfaces
    bool operator==(const PowerOff &) const = default;
};
/// It boots: its part of the plan, and what waits for other hosts left out.
struct PowerOn {
    std::string host;
    std::vector<Step> steps;
    bool operator==(const PowerOn &) const = default;
};

using FaultAction =
    std::variant<Action, SignalProcess, Reload, TakeDown, BringUp, RunTool, PowerOff, PowerOn>;

/// For messages: "network1: kill keepalived and its children (signal 9)".
std::string describe(const FaultAction &action);

/// What is asked for.
struct FaultRequest {
    std::string kind; ///< FaultKind::name
    std::string host;
    std::string router; ///< name or id; "" = the first redundant one that is on the host
    int percent = 0; ///< loss: 1 to 100
    int milliseconds = 0; ///< delay: 1 to 10,000
};

/// A fault as a value: how it is made and how it is undone. Undone twice is undone once.
struct Fault {
    std::string kind;
    std::string host;
    std::string router; ///< name, "" when it concerns all that the host carries
    std::string subject; ///< what breaks, in field terms: "overlay0", "203.0.113.21/24 dev qg-…"
    std::vector<FaultAction> begin;
    std::vector<FaultAction> undo;
    bool operator==(const Fault &) const = default;
};

/// What a lab can break.
struct FaultKind {
    enum class Concerns { host, router };
    const char *name; ///< as `keepviewctl lab fault` takes it
    const char *text; ///< for people, a key of LabWords
    Concerns concerns = Concerns::host;
};

const std::vector<FaultKind> &faultKinds();

/// What asks the kernel for all that the fault needs, made and undone on the fabric's loopback, where nothing
/// passes; empty when a fault needs nothing special.
std::vector<FaultAction> trialOf(const Fault &fault);

/// What the plan was made of, and the plan.
struct Blueprint {
    Definition definition;
    Timers timers;
    Abilities abilities;
    Plan plan;
};

/// Pure. notFound: no such fault, host or router; invalidArgument: out of range; unsupported: this lab has no
/// such thing to break (the text says what is missing).
model::Result<Fault> makeFault(const Blueprint &lab, const FaultRequest &request);

} // namespace kv::lab
