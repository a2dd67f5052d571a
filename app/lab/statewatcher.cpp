// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/statewatcher.h"

#include "app/lab/hostfiles.h"
#include "app/lab/l3agent.h"
#include "probes/netlink/addresswatch.h"
#include "probes/netlink/errnoerror.h"
#include "probes/netlink/ownedfd.h"

#include <cerrno>
#include <cstdio>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>

namespace kv::lab {

using model::Result;
using netlink::OwnedFd;

namespace {

/// The name still leads to the namespace that the process is in.
bool isNamed(const std::string &netns)
{
    struct stat named { };
    struct stat own { };
    return stat(("/run/netns/" + netns).c_str(), &named) == 0 && stat("/proc/self/ns/net", &own) == 0
        && named.st_ino == own.st_ino && named.st_dev == own.st_dev;
}

} // namespace

Result<void> watchState(const StandIn &watcher)
{
    const OwnedFd mounts(open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC));
    Result<netlink::AddressWatch> watch = netlink::AddressWatch::open();
    if (!watch || !mounts.isOpen()) {
        return watch ? netlink::errnoError(errno, "mountinfo") : watch.error();
    }
    std::string written;
    bool isHeard = true;
    while (isNamed(watcher.netns)) {
        const std::string state = watch->has(watcher.vip) ? "primary" : "backup";
        if (isHeard && state != written) {
            if (Result<void> done = writeHostFile(watcher.stateFile, state); !done) {
                return done;
            }
            written = state;
            const Result<void> told = tellL3Agent(watcher.routerId, state);
            isHeard = told.ok();
            std::fprintf(stderr, "%s%s%s\n", state.c_str(), told ? "" : ": ",
                         told ? "" : told.error().text.c_str());
        }
        pollfd waiting[] = { { watch->fd(), POLLIN, 0 }, { mounts.get(), POLLPRI, 0 } };
        if (poll(waiting, 2, -1) < 0 && errno != EINTR) {
            return netlink::errnoError(errno, "poll");
        }
        if (waiting[0].revents != 0) {
            if (Result<void> read = watch->update(); !read) {
                return read;
            }
        }
    }
    return {};
}

} // namespace kv::lab
