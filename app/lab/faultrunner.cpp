// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/faultrunner.h"

#include "app/lab/processes.h"
#include "app/lab/processtree.h"
#include "app/lab/socketaddress.h"
#include "probes/netlink/applychange.h"
#include "probes/netlink/errnoerror.h"

#include <cerrno>
#include <csignal>
#include <optional>
#include <utility>

#include <net/if.h>

namespace kv::lab {

using model::Error;
using model::ErrorCode;
using model::Result;

namespace {

/// keepalived takes its addresses off before it ends; on a machine under load that lasts.
constexpr std::chrono::milliseconds endLimit{ 5000 };

Result<std::int32_t> indexOf(const std::string &link)
{
    const unsigned index = if_nametoindex(link.c_str());
    if (index == 0) {
        return Error{ ErrorCode::notFound, "no such interface", link };
    }
    return static_cast<std::int32_t>(index);
}

/// What the kernel says of an address that is there already, or that is not there, in words of the lab.
std::optional<Error> addressComplaint(const Action &action, const Error &error)
{
    const auto *change = std::get_if<ChangeLink>(&action);
    if (change && std::holds_alternative<netlink::AddAddress>(change->change)
        && error.code == ErrorCode::busy) {
        return Error{ ErrorCode::busy, "the host has this address already", error.context };
    }
    if (change && std::holds_alternative<netlink::RemoveAddress>(change->change)
        && (error.code == ErrorCode::invalidArgument || error.code == ErrorCode::notFound)) {
        return Error{ ErrorCode::notFound, "the host does not have this address", error.context };
    }
    return std::nullopt;
}

} // namespace

FaultRunner::FaultRunner(Runner &runner, HostBoxes &boxes, HostChanged hostChanged)
    : m_runner(runner), m_boxes(boxes), m_hostChanged(std::move(hostChanged))
{
}

Result<void> FaultRunner::begin(const FaultAction &action)
{
    struct Doer {
        FaultRunner &runner;
        Result<void> operator()(const Action &a) const
        {
            Result<void> done = runner.m_runner.carryOut(a);
            return done ? done : addressComplaint(a, done.error()).value_or(done.error());
        }
        Result<void> operator()(const SignalProcess &a) const { return runner.signalProcess(a); }
        Result<void> operator()(const Reload &a) const
        {
            const pid_t pid = runner.m_runner.pidOf(a.process);
            return pid > 0 && kill(pid, SIGHUP) == 0
                ? Result<void>()
                : Error{ ErrorCode::gone, "the process does not run", lab::describe(a.process) };
        }
        Result<void> operator()(const TakeDown &a) const { return runner.takeDown(a); }
        Result<void> operator()(const BringUp &a) const { return runner.bringUp(a); }
        Result<void> operator()(const RunTool &a) const { return runner.runTool(a); }
        Result<void> operator()(const PowerOff &a) const { return runner.powerOff(a); }
        Result<void> operator()(const PowerOn &a) const { return runner.powerOn(a); }
    };
    return std::visit(Doer{ *this }, action);
}

Result<void> FaultRunner::undo(const FaultAction &action)
{
    const auto *process = std::get_if<Action>(&action);
    const bool starts = process
        && (std::holds_alternative<StartProcess>(*process) || std::holds_alternative<StartStandIn>(*process));
    Result<void> done = starts ? startAgain(*process) : begin(action);
    // As it is to be already.
    return !done && process && addressComplaint(*process, done.error()) ? Result<void>() : done;
}

Result<void> FaultRunner::signalProcess(const SignalProcess &action)
{
    const pid_t leader = m_runner.pidOf(action.process);
    if (leader <= 0) {
        return Error{ ErrorCode::gone, "the process does not run", lab::describe(action.process) };
    }
    const std::vector<pid_t> family = familyOf(leader);
    const std::vector<pid_t> alone{ leader };
    const bool isAll = action.whom == SignalProcess::Whom::family;
    if (action.signal == SIGTERM || action.signal == SIGKILL) {
        // keepalived's children end with it, or a little later; what an agent has started goes on.
        const bool isProgram = std::holds_alternative<StartProcess>(action.process);
        m_ending[lab::describe(action.process)] = isAll || isProgram ? family : alone;
    }
    for (const pid_t pid : isAll ? family : alone) {
        if (kill(pid, action.signal) != 0 && errno != ESRCH) {
            return netlink::errnoError(errno, lab::describe(action.process));
        }
    }
    return {};
}

/// A second one beside the first would read its pid file and end.
Result<void> FaultRunner::startAgain(const Action &process)
{
    const auto ending = m_ending.find(lab::describe(process));
    if (ending != m_ending.end()) {
        if (Result<void> ended = m_runner.awaitEnd(ending->second, endLimit); !ended) {
            return ended;
        }
        m_ending.erase(ending);
    }
    return m_runner.pidOf(process) > 0 ? Result<void>() : m_runner.carryOut(process);
}

Result<void> FaultRunner::takeDown(const TakeDown &action)
{
    if (Result<void> entered = m_boxes.enter(action.place); !entered) {
        return entered;
    }
    const Result<std::int32_t> index = indexOf(action.link);
    if (!index) {
        return index.error();
    }
    const std::string key = action.place.key() + " " + action.link;
    if (m_lost.contains(key)) {
        return Error{ ErrorCode::busy, "another fault holds this interface down", action.link };
    }
    const model::TimeUs now = nowMs() * 1000;
    Result<netlink::UndoSnapshot> snapshot = netlink::takeUndoSnapshot(*index, now);
    if (!snapshot) {
        return snapshot.error();
    }
    m_lost[key] = std::move(*snapshot);
    return netlink::setLinkAdminUp(*index, false);
}

Result<void> FaultRunner::bringUp(const BringUp &action)
{
    if (Result<void> entered = m_boxes.enter(action.place); !entered) {
        return entered;
    }
    const Result<std::int32_t> index = indexOf(action.link);
    if (!index) {
        return index.error();
    }
    if (Result<void> up = netlink::setLinkAdminUp(*index, true); !up) {
        return up;
    }
    const auto lost = m_lost.extract(action.place.key() + " " + action.link);
    if (lost.empty()) {
        return {};
    }
    const model::TimeUs now = nowMs() * 1000;
    Result<netlink::UndoSnapshot> present = netlink::takeUndoSnapshot(*index, now);
    if (!present) {
        return present.error();
    }
    const std::vector<std::string> refused = netlink::addMissing(lost.mapped(), *present, now);
    return refused.empty() ? Result<void>()
                           : Error{ ErrorCode::io, "could not be given back", refused.front() };
}

Result<void> FaultRunner::runTool(const RunTool &action)
{
    if (Result<void> entered = m_boxes.enter(action.place); !entered) {
        return entered;
    }
    Result<void> done = runProgram(action.argv, {});
    const bool isLack = !done && done.error().text.find("unknown") != std::string::npos;
    return isLack
        ? Error{ ErrorCode::unsupported, "this kernel has no " + action.module, "modprobe " + action.module }
        : done;
}

Result<void> FaultRunner::powerOff(const PowerOff &action)
{
    const std::vector<int> namespaces = m_boxes.fdsOf(action.host);
    if (namespaces.empty()) {
        return Error{ ErrorCode::notFound, "no such host", action.host };
    }
    // The wires first: nothing that the dying processes say leaves the host.
    if (Result<void> entered = m_boxes.enter({ fabricHost, {} }); !entered) {
        return entered;
    }
    for (const std::string &port : action.fabricPorts) {
        Result<void> cut = netlink::applyChange(netlink::DeleteLink{ { port } });
        if (!cut && cut.error().code != ErrorCode::notFound) {
            return cut;
        }
    }
    const std::vector<pid_t> everybody = processesIn(namespaces.front());
    for (const pid_t pid : everybody) {
        kill(pid, SIGKILL);
    }
    m_boxes.forgetHost(action.host);
    std::erase_if(m_lost, [&](const auto &lost) {
        return lost.first.starts_with(action.host + " ") || lost.first.starts_with(action.host + ":");
    });
    m_hostChanged(action.host);
    // It is off already; that a process lingers does not bring it back.
    (void)m_runner.awaitEnd(everybody, endLimit);
    return {};
}

Result<void> FaultRunner::powerOn(const PowerOn &action)
{
    if (!m_boxes.fdsOf(action.host).empty()) {
        return {};
    }
    Plan plan;
    plan.steps = action.steps;
    return m_runner.run(
        plan, [](const std::string &) {}, m_hostChanged, [](const std::string &) {});
}

} // namespace kv::lab
