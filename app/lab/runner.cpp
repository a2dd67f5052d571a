// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/runner.h"

#include "app/lab/echocheck.h"
#include "app/lab/hostfiles.h"
#include "app/lab/kernelneeds.h"
#include "app/lab/processes.h"
#include "app/lab/standins.h"
#include "probes/netlink/addresswatch.h"
#include "probes/netlink/applychange.h"
#include "probes/netlink/errnoerror.h"

#include <algorithm>
#include <cerrno>
#include <csignal>

#include <poll.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

namespace kv::lab {

using model::Error;
using model::ErrorCode;
using model::Result;
using Clock = std::chrono::steady_clock;

namespace {

constexpr int askAgainMs = 20;

int remainingMs(Clock::time_point end)
{
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
    return left > 0 ? static_cast<int>(left) : 0;
}

std::string wayOfEnding(int status)
{
    return WIFSIGNALED(status) ? "ended by signal " + std::to_string(WTERMSIG(status))
                               : "ended with status " + std::to_string(WEXITSTATUS(status));
}

/// nft and iptables say these for a kernel without tables, or without a chain type, match, target or
/// expression that the rules use.
bool speaksOfLack(const std::string &complaint)
{
    for (const char *words : { "not supported", "No such file or directory", "Protocol error",
                               "No chain/target/match by that name", "can't initialize" }) {
        if (complaint.find(words) != std::string::npos) {
            return true;
        }
    }
    return false;
}

/// A key that is not there belongs to something that the kernel does not have.
Result<void> setSysctl(const SetSysctl &action)
{
    Result<void> written = writeSysctl(action.key, action.value);
    return !written && written.error().code == ErrorCode::notFound
        ? Error{ ErrorCode::unsupported, written.error().text, written.error().context }
        : written;
}

} // namespace

Runner::Runner(HostBoxes &boxes, int ownerFd, int childSignalFd)
    : m_boxes(boxes), m_ownerFd(ownerFd), m_childSignalFd(childSignalFd)
{
}

Result<void> Runner::run(const Plan &plan, const Progress &progress, const HostMade &hostMade,
                         const Progress &note)
{
    const std::string *phase = nullptr;
    std::set<std::string> leftOut;
    for (const Step &step : plan.steps) {
        if (!phase || *phase != step.phase) {
            progress(step.phase);
        }
        phase = &step.phase;
        if (ownerLeft()) {
            return Error{ ErrorCode::gone, "the lab's owner has ended", step.phase };
        }
        if (leftOut.contains(step.part)) {
            continue;
        }
        if (Result<void> done = perform(step.action); !done) {
            if (done.error().code != ErrorCode::unsupported) {
                return Error{ done.error().code, done.error().text,
                              describe(step.action) + " (" + done.error().context + ")" };
            }
            if (step.part.empty()) {
                return lackOf(step.action, done.error());
            }
            leftOut.insert(step.part);
            const std::string module = kernelNeed(step.action).module;
            note(step.part + " is left out: this kernel cannot do it (" + done.error().text
                 + (module.empty() ? "" : "; modprobe " + module) + ")");
            continue;
        }
        if (const auto *made = std::get_if<MakeHost>(&step.action)) {
            hostMade(made->host);
        }
    }
    m_boxes.forgetNamed();
    return m_boxes.enter({});
}

Result<void> Runner::perform(const Action &action)
{
    struct Doer {
        Runner &runner;
        Result<void> operator()(const MakeHost &a) const { return runner.m_boxes.makeHost(a.host); }
        Result<void> operator()(const MakeNetns &a) const { return runner.m_boxes.makeNetns(a.place); }
        Result<void> operator()(const ChangeLink &a) const
        {
            Result<void> entered = runner.m_boxes.enter(a.place);
            const HostBoxes &boxes = runner.m_boxes;
            return entered
                ? netlink::applyChange(a.change, [&](const std::string &key) { return boxes.netnsFd(key); })
                : entered;
        }
        Result<void> operator()(const WriteFile &a) const
        {
            Result<void> entered = runner.m_boxes.enter({ a.host, {} });
            return entered ? writeHostFile(a.path, a.text, a.isScript) : entered;
        }
        Result<void> operator()(const SetSysctl &a) const
        {
            Result<void> entered = runner.m_boxes.enter(a.place);
            return entered ? setSysctl(a) : entered;
        }
        Result<void> operator()(const LoadRules &a) const { return runner.loadRules(a); }
        Result<void> operator()(const StartProcess &a) const { return runner.startProcess(a); }
        Result<void> operator()(const StartStandIn &a) const { return runner.startStandIn(a); }
        Result<void> operator()(const AwaitAddress &a) const { return runner.awaitAddress(a); }
        Result<void> operator()(const AwaitEcho &a) const { return runner.awaitEcho(a); }
    };
    return std::visit(Doer{ *this }, action);
}

Result<void> Runner::loadRules(const LoadRules &action)
{
    if (Result<void> entered = m_boxes.enter(action.place); !entered) {
        return entered;
    }
    const std::string program = programOf(action.loader);
    const bool isNft = action.loader == LoadRules::Loader::nft;
    const Result<void> loaded = runProgram(isNft ? std::vector<std::string>{ program, "-f", "-" }
                                                 : std::vector<std::string>{ program },
                                           action.text);
    return !loaded && speaksOfLack(loaded.error().text)
        ? Error{ ErrorCode::unsupported, loaded.error().text, loaded.error().context }
        : loaded;
}

Result<void> Runner::startProcess(const StartProcess &action)
{
    if (Result<void> entered = m_boxes.enter(action.place); !entered) {
        return entered;
    }
    const Result<pid_t> pid = startProgram(action.program, action.logPath);
    if (!pid) {
        return pid.error();
    }
    m_processes[*pid] = { action.place.key() + ": " + action.program.name, action };
    return {};
}

Result<void> Runner::startStandIn(const StartStandIn &action)
{
    if (Result<void> entered = m_boxes.enter(action.place); !entered) {
        return entered;
    }
    const Result<pid_t> pid = lab::startStandIn(action.standIn, action.logPath);
    if (!pid) {
        return pid.error();
    }
    m_processes[*pid] = { action.place.key() + ": " + action.standIn.name, action };
    return {};
}

Result<void> Runner::awaitAddress(const AwaitAddress &action)
{
    if (Result<void> entered = m_boxes.enter(action.place); !entered) {
        return entered;
    }
    Result<netlink::AddressWatch> watch = netlink::AddressWatch::open();
    if (!watch) {
        return watch.error();
    }
    const Clock::time_point end = Clock::now() + action.limit;
    while (!watch->has(action.address)) {
        const int left = remainingMs(end);
        if (left == 0) {
            return Error{ ErrorCode::timedOut, "the address did not come", action.address.toString() };
        }
        if (Result<void> waited = waitFor(watch->fd(), left); !waited) {
            return waited;
        }
        if (Result<void> read = watch->update(); !read) {
            return read;
        }
    }
    return {};
}

Result<void> Runner::awaitEcho(const AwaitEcho &action)
{
    if (Result<void> entered = m_boxes.enter(action.place); !entered) {
        return entered;
    }
    Result<EchoCheck> check = EchoCheck::open(action.target);
    if (!check) {
        return check.error();
    }
    const Clock::time_point end = Clock::now() + action.limit;
    while (remainingMs(end) > 0) {
        check->ask();
        if (Result<void> waited = waitFor(check->fd(), askAgainMs); !waited) {
            return waited;
        }
        if (check->isAnswered()) {
            return {};
        }
    }
    return Error{ ErrorCode::timedOut, "no answer", action.target.toString() };
}

Result<void> Runner::waitFor(int fd, int timeoutMs)
{
    pollfd waiting[] = { { m_ownerFd, 0, 0 }, { m_childSignalFd, POLLIN, 0 }, { fd, POLLIN, 0 } };
    if (poll(waiting, 3, timeoutMs) < 0 && errno != EINTR) {
        return netlink::errnoError(errno, "poll");
    }
    if (waiting[0].revents != 0) {
        return Error{ ErrorCode::gone, "the lab's owner has ended", {} };
    }
    return waiting[1].revents != 0 ? reapChildren(true) : Result<void>();
}

Result<void> Runner::reapChildren(bool endIsFailure)
{
    signalfd_siginfo ignored{};
    (void)!read(m_childSignalFd, &ignored, sizeof ignored);
    int status = 0;
    for (pid_t pid = waitpid(-1, &status, WNOHANG); pid > 0; pid = waitpid(-1, &status, WNOHANG)) {
        const auto process = m_processes.find(pid);
        if (process == m_processes.end()) {
            continue;
        }
        const std::string ended = process->second.name;
        m_processes.erase(process);
        if (endIsFailure) {
            return Error{ ErrorCode::gone, wayOfEnding(status), ended };
        }
    }
    return {};
}

/// Only its end counts: what it says meanwhile is read by serve().
bool Runner::ownerLeft() const
{
    pollfd owner{ m_ownerFd, 0, 0 };
    return poll(&owner, 1, 0) > 0;
}

Result<void> Runner::carryOut(const Action &action)
{
    Result<void> done = perform(action);
    m_boxes.forgetNamed();
    return done;
}

pid_t Runner::pidOf(const Action &process) const
{
    for (const auto &[pid, running] : m_processes) {
        if (running.action == process) {
            return pid;
        }
    }
    return 0;
}

// PID 1 is the parent of every orphan: whoever is not there any more has been reaped here.
Result<void> Runner::awaitEnd(const std::vector<pid_t> &pids, std::chrono::milliseconds limit)
{
    const Clock::time_point end = Clock::now() + limit;
    for (;;) {
        (void)reapChildren(false);
        const auto left = std::find_if(pids.begin(), pids.end(), [](pid_t pid) { return kill(pid, 0) == 0; });
        if (left == pids.end()) {
            return {};
        }
        const int remaining = remainingMs(end);
        if (remaining == 0) {
            return Error{ ErrorCode::timedOut, "a process does not end", std::to_string(*left) };
        }
        pollfd waiting[] = { { m_ownerFd, 0, 0 }, { m_childSignalFd, POLLIN, 0 } };
        if (poll(waiting, 2, std::min(remaining, askAgainMs)) > 0 && waiting[0].revents != 0) {
            return Error{ ErrorCode::gone, "the lab's owner has ended", {} };
        }
    }
}

void Runner::serve(const Service &service)
{
    while (true) {
        pollfd waiting[] = { { m_ownerFd, POLLIN, 0 }, { m_childSignalFd, POLLIN, 0 } };
        if (poll(waiting, 2, service.nextDueMs()) < 0 && errno != EINTR) {
            return;
        }
        if (waiting[0].revents != 0) {
            const Result<std::optional<Packet>> packet = receivePacket(m_ownerFd);
            if (!packet || !*packet) {
                return;
            }
            service.take(**packet);
        }
        if (waiting[1].revents != 0) {
            (void)reapChildren(false);
        }
        service.due();
    }
}

} // namespace kv::lab
