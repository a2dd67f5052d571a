// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/standins.h"

#include "app/lab/agentreporter.h"
#include "app/lab/agentserver.h"
#include "app/lab/l3agent.h"
#include "app/lab/metadataagent.h"
#include "app/lab/processtitle.h"
#include "app/lab/statewatcher.h"
#include "probes/netlink/errnoerror.h"
#include "probes/netlink/ownedfd.h"

#include <cerrno>
#include <csignal>
#include <cstdio>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace kv::lab {

using model::Result;
using netlink::OwnedFd;

namespace {

constexpr int socketFd = 3;

/// What has to listen before the next step of the plan; -1: nothing.
Result<OwnedFd> openSocketOf(const StandIn &standIn)
{
    switch (standIn.work) {
    case StandIn::Work::server:
        return listenForAgents(standIn.controller);
    case StandIn::Work::l3Agent:
        return listenForWatchers();
    case StandIn::Work::metadataAgent:
        return listenForMetadata();
    default:
        return OwnedFd();
    }
}

void log(const std::string &text)
{
    std::fprintf(stderr, "%s\n", text.c_str());
}

/// Reports, and whatever else the agent has to do.
[[noreturn]] void runAgent(const StandIn &standIn)
{
    AgentReporter reporter(standIn.controller, standIn.name + " " + standIn.host);
    L3Agent l3(standIn);
    for (;;) {
        pollfd socket{ socketFd, POLLIN, 0 };
        const bool hasSocket = standIn.work != StandIn::Work::agent;
        const int reportMs = reporter.report();
        const int actMs = l3.act();
        const int waitMs = reportMs < 0 || (actMs >= 0 && actMs < reportMs) ? actMs : reportMs;
        (void)poll(&socket, hasSocket ? 1 : 0, waitMs);
        if (hasSocket && socket.revents != 0 && standIn.work == StandIn::Work::metadataAgent) {
            answerMetadata(socketFd);
        } else if (hasSocket && socket.revents != 0) {
            l3.takeNews(socketFd);
        }
    }
}

[[noreturn]] void run(const StandIn &standIn)
{
    std::vector<std::string> argv{ "keepview lab stand-in", standIn.name, "--host", standIn.host };
    argv.insert(argv.end(), standIn.options.begin(), standIn.options.end());
    if (!standIn.routerId.empty()) {
        argv.insert(argv.end(), { "--router_id", standIn.routerId });
    }
    if (const Result<void> titled = setProcessTitle(standIn.comm.empty() ? standIn.name : standIn.comm, argv);
        !titled) {
        log("the command line stays its parent's: " + titled.error().text);
    }
    switch (standIn.work) {
    case StandIn::Work::server:
        serveAgents(socketFd);
    case StandIn::Work::stateWatcher: {
        const Result<void> watched = watchState(standIn);
        if (!watched) {
            log(watched.error().text + " " + watched.error().context);
        }
        _exit(watched ? 0 : 1);
    }
    case StandIn::Work::idle:
        for (;;) {
            pause();
        }
    default:
        runAgent(standIn);
    }
}

[[noreturn]] void becomeStandIn(const StandIn &standIn, int socket, int out)
{
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    setsid();
    const OwnedFd null(open("/dev/null", O_RDONLY | O_CLOEXEC));
    // Out of the way of the numbers that follow.
    const int kept = socket < 0 ? -1 : fcntl(socket, F_DUPFD_CLOEXEC, 10);
    const int keptOut = fcntl(out, F_DUPFD_CLOEXEC, 10);
    dup2(null.get(), 0);
    dup2(keptOut, 1);
    dup2(keptOut, 2);
    if (kept >= 0) {
        dup3(kept, socketFd, O_CLOEXEC);
    }
    close_range(kept >= 0 ? socketFd + 1 : socketFd, ~0U, 0);
    run(standIn);
}

} // namespace

Result<pid_t> startStandIn(const StandIn &standIn, const std::string &logPath)
{
    Result<OwnedFd> socket = openSocketOf(standIn);
    if (!socket) {
        return socket.error();
    }
    const OwnedFd out(open(logPath.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644));
    if (!out.isOpen()) {
        return netlink::errnoError(errno, logPath);
    }
    const pid_t pid = fork();
    if (pid < 0) {
        return netlink::errnoError(errno, "fork");
    }
    if (pid == 0) {
        becomeStandIn(standIn, socket->get(), out.get());
    }
    return pid;
}

} // namespace kv::lab
