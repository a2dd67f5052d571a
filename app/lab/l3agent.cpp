// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/l3agent.h"

#include "app/lab/hostfiles.h"
#include "app/lab/processes.h"
#include "app/lab/socketaddress.h"
#include "probes/netlink/errnoerror.h"

#include <cerrno>
#include <csignal>
#include <cstdio>

#include <fcntl.h>
#include <sched.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace kv::lab {

using model::Error;
using model::ErrorCode;
using model::Result;
using netlink::OwnedFd;

namespace {

constexpr std::size_t maxNews = 200;

} // namespace

Result<OwnedFd> listenForWatchers()
{
    const SocketAddress at = unixAddress(l3AgentSocket);
    OwnedFd fd(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    // One that was killed leaves it behind.
    unlink(l3AgentSocket);
    if (!fd.isOpen() || bind(fd.get(), at.get(), at.size) != 0) {
        return netlink::errnoError(errno, l3AgentSocket);
    }
    return fd;
}

Result<void> tellL3Agent(const std::string &routerId, const std::string &state)
{
    const SocketAddress at = unixAddress(l3AgentSocket);
    const OwnedFd fd(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    const std::string news = routerId + " " + state;
    if (sendto(fd.get(), news.data(), news.size(), MSG_NOSIGNAL, at.get(), at.size) < 0) {
        return Error{ ErrorCode::gone, "the L3 agent does not listen", l3AgentSocket };
    }
    return {};
}

void L3Agent::takeNews(int socket)
{
    char bytes[maxNews];
    for (;;) {
        const ssize_t size = recv(socket, bytes, sizeof bytes, MSG_DONTWAIT);
        if (size <= 0) {
            break;
        }
        const std::string news(bytes, static_cast<std::size_t>(size));
        std::fprintf(stderr, "%s\n", news.c_str());
        for (const RouterDuties &router : m_routers) {
            if (news == router.routerId + " primary") {
                m_due.try_emplace(router.routerId, nowMs() + m_delayMs);
            } else if (news == router.routerId + " backup") {
                m_due.erase(router.routerId);
                becomeBackup(router);
            }
        }
    }
}

int L3Agent::act()
{
    const std::int64_t now = nowMs();
    std::int64_t next = -1;
    for (const RouterDuties &router : m_routers) {
        const auto due = m_due.find(router.routerId);
        if (due == m_due.end()) {
            continue;
        }
        if (due->second <= now) {
            m_due.erase(due);
            becomePrimary(router);
        } else if (next < 0 || due->second - now < next) {
            next = due->second - now;
        }
    }
    return static_cast<int>(next);
}

/// Only the network: the files are the host's own.
Result<void> L3Agent::enter(const std::string &netns)
{
    const OwnedFd there(open(("/run/netns/" + netns).c_str(), O_RDONLY | O_CLOEXEC));
    if (!there.isOpen() || setns(there.get(), CLONE_NEWNET) != 0) {
        return netlink::errnoError(errno, netns);
    }
    return {};
}

void L3Agent::setForwarding(const RouterDuties &router, bool isOn)
{
    const Result<void> set = writeSysctl("net/ipv6/conf/all/forwarding", isOn ? "1" : "0");
    if (!set) {
        std::fprintf(stderr, "%s: %s\n", router.routerId.c_str(), set.error().text.c_str());
    }
}

void L3Agent::becomePrimary(const RouterDuties &router)
{
    const OwnedFd home(open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC));
    if (!m_running[router.routerId].empty() || !enter(router.netns)) {
        return;
    }
    setForwarding(router, true);
    for (const Program &program : router.whilePrimary) {
        const Result<pid_t> pid =
            startProgram(program, "/run/log/" + program.name + "-" + router.routerId + ".log");
        if (pid) {
            m_running[router.routerId].push_back(*pid);
        } else {
            std::fprintf(stderr, "%s: %s %s\n", program.name.c_str(), pid.error().text.c_str(),
                         pid.error().context.c_str());
        }
    }
    (void)setns(home.get(), CLONE_NEWNET);
}

void L3Agent::becomeBackup(const RouterDuties &router)
{
    for (const pid_t pid : m_running[router.routerId]) {
        // Still its child, so still this process's number, dead or alive.
        kill(pid, SIGTERM);
        while (waitpid(pid, nullptr, 0) < 0 && errno == EINTR) { }
    }
    m_running[router.routerId].clear();
    const OwnedFd home(open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC));
    if (enter(router.netns)) {
        setForwarding(router, false);
        (void)setns(home.get(), CLONE_NEWNET);
    }
}

} // namespace kv::lab
