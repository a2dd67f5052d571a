// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/host/undowatchdog.h"

#include "probes/host/loop.h"
#include "probes/host/procentry.h"
#include "probes/host/undofile.h"
#include "probes/netlink/undosnapshot.h"

#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <syslog.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <string>
#include <vector>

namespace kv::host {

using model::RestoreCause;
using model::TimeUs;

namespace {

constexpr int socketFd = 3;
constexpr std::size_t maxUndoBytes = 16 * 1024 * 1024;
/// IPv6 addresses come back tentative; their own routes follow when duplicate address detection is through
/// (1-2 s).
constexpr TimeUs settleUs = 6'000'000;
constexpr int settlePollMs = 100;
constexpr std::size_t maxDifferences = 256;

class Watchdog {
public:
    Watchdog(UndoFile undo, std::string path) : m_undo(std::move(undo)), m_path(std::move(path)) { }

    int run();

private:
    UndoFile m_undo;
    std::string m_path;

    void tell(const std::string &line) const;
    RestoreCause waitForCause();
    bool obey(const std::string &line, RestoreCause &cause);
    void takeDown() const;
    int restore(RestoreCause cause);
    std::vector<std::string> giveBack() const;
};

/// A probe that is gone does not hear it.
void Watchdog::tell(const std::string &line) const
{
    static_cast<void>(
        send(socketFd, line.data(), std::min<std::size_t>(line.size(), 1000), MSG_NOSIGNAL | MSG_DONTWAIT));
}

void Watchdog::takeDown() const
{
    const auto done = netlink::setLinkAdminUp(m_undo.snapshot.ifindex, false);
    if (done) {
        syslog(LOG_NOTICE, "change %llu: %s is down", static_cast<unsigned long long>(m_undo.change.change),
               m_undo.snapshot.name.c_str());
        tell("inForce " + std::to_string(bootTimeNow()));
    } else {
        tell("difference cannot take it down: " + done.error().text);
        tell("failed none");
    }
}

/// True when it is time to restore.
bool Watchdog::obey(const std::string &line, RestoreCause &cause)
{
    if (line == "down") {
        takeDown();
    } else if (line.starts_with("extend ")) {
        m_undo.change.until = std::strtoll(line.c_str() + 7, nullptr, 10);
    } else if (line.starts_with("restore ")) {
        cause = model::restoreCauseFromName(line.substr(8)).value_or(RestoreCause::asked);
        return true;
    }
    return false;
}

RestoreCause Watchdog::waitForCause()
{
    for (;;) {
        const TimeUs left = m_undo.change.until - bootTimeNow();
        if (left <= 0)
            return RestoreCause::timer;
        pollfd waiting{ socketFd, POLLIN, 0 };
        // poll counts in CLOCK_MONOTONIC: a short wait keeps a suspended host's wake-up in time too.
        const int ready = poll(&waiting, 1, static_cast<int>(std::min<TimeUs>(left / 1000 + 1, 1000)));
        if (ready <= 0)
            continue;
        std::array<char, 256> buffer{};
        const ssize_t count = recv(socketFd, buffer.data(), buffer.size(), 0);
        if (count <= 0)
            return RestoreCause::probeGone;
        RestoreCause cause = RestoreCause::none;
        if (obey(std::string(buffer.data(), static_cast<std::size_t>(count)), cause))
            return cause;
    }
}

/// Up, then what is missing, again and again until it reads the same or the time is up. What is left over
/// then.
std::vector<std::string> Watchdog::giveBack() const
{
    const auto up = netlink::setLinkAdminUp(m_undo.snapshot.ifindex, true);
    if (!up)
        return { "cannot bring it up: " + up.error().text };
    const TimeUs deadline = bootTimeNow() + settleUs;
    std::vector<std::string> refused;
    for (;;) {
        const auto present = netlink::takeUndoSnapshot(m_undo.snapshot.ifindex, bootTimeNow());
        if (!present)
            return { "cannot read it back: " + present.error().text };
        std::vector<std::string> differences =
            netlink::undoDifferences(m_undo.snapshot, *present, bootTimeNow());
        if (differences.empty())
            return differences;
        if (bootTimeNow() >= deadline) {
            differences.insert(differences.end(), refused.begin(), refused.end());
            return differences;
        }
        refused = netlink::addMissing(m_undo.snapshot, *present, bootTimeNow());
        poll(nullptr, 0, settlePollMs);
    }
}

int Watchdog::restore(RestoreCause cause)
{
    const std::string causeName(model::restoreCauseName(cause));
    tell("restoring " + causeName);
    std::vector<std::string> differences = giveBack();
    if (differences.size() > maxDifferences)
        differences.resize(maxDifferences);
    const auto isMissing = [](const std::string &text) { return !text.starts_with("unexpected "); };
    const bool failed = std::any_of(differences.begin(), differences.end(), isMissing);
    for (const std::string &difference : differences)
        tell("difference " + difference);
    syslog(failed ? LOG_ERR : LOG_NOTICE, "change %llu: %s %s (%s), %zu differences",
           static_cast<unsigned long long>(m_undo.change.change), m_undo.snapshot.name.c_str(),
           failed ? "not fully restored" : "restored", causeName.c_str(), differences.size());
    if (!failed)
        unlink(m_path.c_str());
    tell((failed ? "failed " : "restored ") + causeName);
    return failed ? 1 : 0;
}

int Watchdog::run()
{
    tell("armed");
    return restore(waitForCause());
}

void settleIn()
{
    prctl(PR_SET_NAME, "keepview-undo");
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    for (const int number : { SIGHUP, SIGINT, SIGTERM, SIGPIPE, SIGQUIT, SIGUSR1, SIGUSR2 })
        signal(number, SIG_IGN);
    openlog("keepview-probe", LOG_PID, LOG_DAEMON);
}

} // namespace

int runUndoWatchdog(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    settleIn();
    const auto file = readSmallFile(argv[2], maxUndoBytes + 1);
    model::Result<UndoFile> undo = readUndoJson(file ? file->text : std::string());
    if (!undo)
        return 2;
    return Watchdog(std::move(*undo), argv[2]).run();
}

} // namespace kv::host
