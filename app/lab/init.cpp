// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/init.h"

#include "app/lab/faultdesk.h"
#include "app/lab/hostboxes.h"
#include "app/lab/hostfiles.h"
#include "app/lab/mounts.h"
#include "app/lab/packets.h"
#include "app/lab/preconditions.h"
#include "app/lab/runner.h"
#include "app/lab/subordinateids.h"
#include "probes/netlink/errnoerror.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <fstream>
#include <string>

#include <fcntl.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace kv::lab {

using model::Error;
using model::ErrorCode;
using model::Result;
using netlink::OwnedFd;

namespace {

constexpr int ownNamespaces = CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWNET;

struct Identity {
    uid_t uid;
    gid_t gid;
    bool inUserNamespace;
};

Result<void> writeProcFile(const char *path, const std::string &text)
{
    const OwnedFd file(open(path, O_WRONLY | O_CLOEXEC));
    if (!file.isOpen() || write(file.get(), text.data(), text.size()) != static_cast<ssize_t>(text.size())) {
        return netlink::errnoError(errno, path);
    }
    return {};
}

bool isEmpty(const char *path)
{
    std::ifstream file(path);
    return file.peek() == std::ifstream::traits_type::eof();
}

/// The caller becomes root inside; the kernel allows a single id only after setgroups is denied.
Result<void> mapIdentity(const Identity &who)
{
    for (const auto &[path, text] : { std::pair<const char *, std::string>{ "/proc/self/setgroups", "deny" },
                                      { "/proc/self/uid_map", "0 " + std::to_string(who.uid) + " 1" },
                                      { "/proc/self/gid_map", "0 " + std::to_string(who.gid) + " 1" } }) {
        // newuidmap may have done half of it.
        if (std::string(path) == "/proc/self/uid_map" && !isEmpty(path)) {
            continue;
        }
        if (Result<void> written = writeProcFile(path, text); !written) {
            return written;
        }
    }
    return {};
}

/// Something of the plan wants to become another user.
bool needsUsers(const Plan &plan)
{
    return std::any_of(plan.steps.begin(), plan.steps.end(), [](const Step &step) {
        const auto *process = std::get_if<StartProcess>(&step.action);
        const auto *file = std::get_if<WriteFile>(&step.action);
        return (process && !process->program.argvOfOneUser.empty())
            || (file && file->text.find("vrrp_script") != std::string::npos);
    });
}

/// The supervisor, outside, has mapped the ids of this namespace, or says why it could not.
Result<void> awaitIds(int control, const Identity &who, const Plan &plan)
{
    const Result<std::optional<Packet>> received = receivePacket(control);
    if (!received || !*received) {
        return Error{ ErrorCode::gone, "the supervisor has ended", {} };
    }
    if ((*received)->word(0) == "mapped") {
        return {};
    }
    if (Result<void> mapped = mapIdentity(who); !mapped || !needsUsers(plan)) {
        return mapped;
    }
    return sendPacket(
        control,
        { "note",
          "every program runs as one user, and keepalived's track scripts do not run but count as "
          "succeeded: "
              + (*received)->word(1) });
}

Result<void> tellNamespaces(int control, bool inUserNamespace)
{
    std::vector<std::string> words{ "namespaces" };
    std::vector<OwnedFd> opened;
    std::vector<int> fds;
    for (const char *name : { "user", "pid", "ipc" }) {
        if (std::string(name) == "user" && !inUserNamespace) {
            continue;
        }
        opened.emplace_back(open((std::string("/proc/self/ns/") + name).c_str(), O_RDONLY | O_CLOEXEC));
        if (!opened.back().isOpen()) {
            return netlink::errnoError(errno, name);
        }
        words.emplace_back(name);
        fds.push_back(opened.back().get());
    }
    return sendPacket(control, words, fds);
}

Result<void> enterOwnWorld(int control, const Identity &who, const Plan &plan)
{
    if (who.inUserNamespace) {
        if (Result<void> mapped = awaitIds(control, who, plan); !mapped) {
            return mapped;
        }
    }
    if (Result<void> told = tellNamespaces(control, who.inUserNamespace); !told) {
        return told;
    }
    return mountLabFiles();
}

/// The packets that come after "ready".
void serve(int control, const Blueprint &lab, Runner &runner, HostBoxes &boxes)
{
    FaultRunner faults(runner, boxes, [&](const std::string &host) {
        (void)sendPacket(control, { "host", host }, boxes.fdsOf(host));
    });
    FaultDesk desk(
        lab, faults,
        { [&](const FaultInForce &fault) { (void)sendPacket(control, inForceWords("fault-begun", fault)); },
          [&](const FaultInForce &fault, const std::string &complaint) {
              std::vector<std::string> words = inForceWords("fault-ended", fault);
              words.push_back(complaint);
              (void)sendPacket(control, words);
          } });
    runner.serve({ [&](const Packet &packet) {
                      if (packet.word(0) != "fault") {
                          return;
                      }
                      std::vector<std::string> words{ "answer", packet.word(1) };
                      const std::vector<std::string> said =
                          desk.answer({ packet.words.begin() + 2, packet.words.end() });
                      words.insert(words.end(), said.begin(), said.end());
                      (void)sendPacket(control, words);
                  },
                   [&] { return desk.nextDueMs(); }, [&] { desk.mendDue(); } });
}

Result<void> buildAndServe(int control, const Blueprint &lab, int childSignals)
{
    const Plan &plan = lab.plan;
    Result<HostBoxes> boxes = HostBoxes::open();
    if (!boxes) {
        return boxes.error();
    }
    for (const std::string &text : plan.notes) {
        (void)sendPacket(control, { "note", text });
    }
    Runner runner(*boxes, control, childSignals);
    const Result<void> built = runner.run(
        plan,
        [&](const std::string &phase) {
            (void)sendPacket(control, { "phase", phase });
        },
        [&](const std::string &host) {
            (void)sendPacket(control, { "host", host }, boxes->fdsOf(host));
        },
        [&](const std::string &text) {
            (void)sendPacket(control, { "note", text });
        });
    if (!built) {
        return built;
    }
    if (Result<void> told = sendPacket(control, { "ready" }); !told) {
        return told;
    }
    serve(control, lab, runner, *boxes);
    return {};
}

int initMain(int control, const Blueprint &lab, const Identity &who)
{
    // After the clone: making a user namespace clears it. The control socket's end comes first; this is the
    // second belt, for a supervisor that dies while a step of the plan is at work.
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    prctl(PR_SET_NAME, "keepview-init");
    umask(022);
    sigset_t children;
    sigemptyset(&children);
    sigaddset(&children, SIGCHLD);
    sigprocmask(SIG_BLOCK, &children, nullptr);
    const OwnedFd childSignals(signalfd(-1, &children, SFD_CLOEXEC | SFD_NONBLOCK));

    if (const Result<void> entered = enterOwnWorld(control, who, lab.plan); !entered) {
        const bool forbidden = who.inUserNamespace && entered.error().code == ErrorCode::notPermitted;
        (void)sendPacket(
            control,
            errorWords(forbidden ? namespacesForbidden(entered.error().context, EPERM) : entered.error()));
        return 1;
    }
    if (const Result<void> served = buildAndServe(control, lab, childSignals.get()); !served) {
        (void)sendPacket(control, errorWords(served.error()));
        return 1;
    }
    return 0;
}

/// As fork, with new namespaces: without a stack of its own the child goes on on a copy of the caller's.
pid_t forkInto(int namespaces)
{
    return static_cast<pid_t>(
        syscall(SYS_clone, static_cast<unsigned long>(namespaces | SIGCHLD), nullptr, nullptr, nullptr, 0UL));
}

} // namespace

Result<LabInit> startInit(const Blueprint &lab)
{
    Result<std::array<OwnedFd, 2>> pair = packetPair();
    if (!pair) {
        return pair.error();
    }
    Identity who{ geteuid(), getegid(), geteuid() != 0 };
    pid_t pid = forkInto(who.inUserNamespace ? ownNamespaces | CLONE_NEWUSER : ownNamespaces);
    if (pid < 0 && errno == EPERM && !who.inUserNamespace) { // root of a container
        who.inUserNamespace = true;
        pid = forkInto(ownNamespaces | CLONE_NEWUSER);
    }
    if (pid < 0) {
        return namespacesForbidden("clone", errno);
    }
    if (pid == 0) {
        // The only descriptor of PID 1: whatever else the supervisor has must close when the supervisor ends.
        const int control = fcntl((*pair)[1].get(), F_DUPFD_CLOEXEC, 3);
        dup2(control, 3);
        fcntl(3, F_SETFD, FD_CLOEXEC);
        close_range(4, ~0U, 0);
        _exit(initMain(3, lab, who));
    }
    (*pair)[1].reset();
    if (who.inUserNamespace) {
        const Result<void> mapped = mapSubordinateIds(pid);
        // A child that has ended meanwhile is seen by the end of its socket.
        (void)sendPacket((*pair)[0].get(),
                         { mapped ? "mapped" : "alone", mapped ? "" : mapped.error().text });
    }
    return LabInit{ pid, std::move((*pair)[0]) };
}

} // namespace kv::lab
