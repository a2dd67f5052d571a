// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/entry.h"

#include "app/lab/packets.h"
#include "app/lab/processes.h"
#include "app/lab/registry.h"
#include "probes/netlink/errnoerror.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace kv::lab {

using model::Error;
using model::ErrorCode;
using model::Result;
using netlink::errnoError;
using netlink::OwnedFd;

namespace {

constexpr int cannotRun = 126;
constexpr int notFound = 127;

Result<Packet> askForHost(const std::string &lab, const std::string &host)
{
    const Result<OwnedFd> socket = connectTo(lab);
    if (!socket) {
        return socket.error();
    }
    if (Result<void> sent = sendPacket(socket->get(), { "enter", host }); !sent) {
        return sent.error();
    }
    Result<std::optional<Packet>> received = receivePacket(socket->get());
    if (!received) {
        return received.error();
    }
    if (!*received) {
        return Error{ ErrorCode::gone, "the lab has ended", lab };
    }
    if ((*received)->word(0) != "entered" || (*received)->fds.size() + 1 != (*received)->words.size()) {
        return errorFromWords(**received);
    }
    return std::move(**received);
}

/// The user namespace comes first: it gives the right to the others.
Result<void> join(const Packet &packet, const Place &place)
{
    for (std::size_t i = 0; i < packet.fds.size(); ++i) {
        if (setns(packet.fds[i].get(), 0) != 0) {
            return errnoError(errno, "enter the " + packet.words[i + 1] + " namespace of " + place.host);
        }
    }
    if (place.netns.empty()) {
        return {};
    }
    const OwnedFd named(open(("/run/netns/" + place.netns).c_str(), O_RDONLY | O_CLOEXEC));
    if (!named.isOpen()) {
        return Error{ ErrorCode::notFound, "no such network namespace on " + place.host, place.netns };
    }
    if (setns(named.get(), CLONE_NEWNET) != 0) {
        return errnoError(errno, "enter " + place.key());
    }
    return {};
}

sigset_t passedSignals()
{
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : { SIGCHLD, SIGTERM, SIGHUP, SIGINT, SIGQUIT }) {
        sigaddset(&signals, signal);
    }
    return signals;
}

[[noreturn]] void becomeProgram(const std::vector<std::string> &argv, int parentAlive,
                                const sigset_t &oldMask)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    pollfd parent{ parentAlive, POLLIN, 0 };
    if (poll(&parent, 1, 0) > 0) { // it ended before the line above: no signal will come
        _exit(cannotRun);
    }
    sigprocmask(SIG_SETMASK, &oldMask, nullptr);
    std::vector<char *> arguments;
    for (const std::string &argument : argv) {
        arguments.push_back(const_cast<char *>(argument.c_str()));
    }
    arguments.push_back(nullptr);
    execvp(arguments.front(), arguments.data());
    std::fprintf(stderr, "%s: %s\n", arguments.front(), std::strerror(errno));
    _exit(errno == ENOENT ? notFound : cannotRun);
}

/// Waits for the child; a signal that some process sent to this one alone is passed on, one from the
/// terminal reached both.
int waitAndPassSignals(pid_t child, const sigset_t &signals)
{
    for (;;) {
        siginfo_t info{};
        const int signal = sigwaitinfo(&signals, &info);
        if (signal > 0 && signal != SIGCHLD && info.si_code <= 0) {
            kill(child, signal);
        }
        int status = 0;
        if (waitpid(child, &status, WNOHANG) == child) {
            return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
        }
    }
}

void extendPath()
{
    const char *path = std::getenv("PATH");
    setenv("PATH", (std::string(path ? path : "") + (path ? ":" : "") + programPath).c_str(), 1);
}

} // namespace

Result<int> runInside(const std::string &lab, const Place &place, const std::vector<std::string> &argv)
{
    const pid_t caller = getppid();
    const Result<Packet> host = askForHost(lab, place.host);
    if (!host) {
        return host.error();
    }
    std::array<char, 4096> directoryName{};
    const bool hasDirectory = getcwd(directoryName.data(), directoryName.size()) != nullptr;
    if (Result<void> joined = join(*host, place); !joined) {
        return joined.error();
    }
    if (hasDirectory) {
        (void)!chdir(directoryName.data());
    }
    // After the user namespace, which clears it.
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != caller) {
        return Error{ ErrorCode::gone, "the calling process has ended", {} };
    }
    extendPath();
    int alive[2];
    if (pipe2(alive, O_CLOEXEC) != 0) {
        return errnoError(errno, "pipe");
    }
    const OwnedFd aliveRead(alive[0]);
    const OwnedFd aliveWrite(alive[1]);
    const sigset_t signals = passedSignals();
    sigset_t oldMask;
    sigprocmask(SIG_BLOCK, &signals, &oldMask);
    const pid_t child = fork();
    if (child < 0) {
        return errnoError(errno, "fork in " + place.key());
    }
    if (child == 0) {
        close(alive[1]);
        becomeProgram(argv, alive[0], oldMask);
    }
    return waitAndPassSignals(child, signals);
}

} // namespace kv::lab
