// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/homenamespace.h"

#include "probes/netlink/errnoerror.h"
#include "probes/netlink/routesocket.h"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <sched.h>
#include <sys/stat.h>

#include <utility>

namespace kv::netlink {

model::Result<HomeNamespace> HomeNamespace::open()
{
    static constexpr const char *path = "/proc/thread-self/ns/net";
    HomeNamespace home;
    home.m_fd.reset(::open(path, O_RDONLY | O_CLOEXEC));
    struct stat status { };
    if (!home.m_fd.isOpen() || ::fstat(home.m_fd.get(), &status) < 0)
        return errnoError(errno, path);
    auto socket = RouteSocket::open();
    if (!socket)
        return socket.error();
    home.m_cookie = socket->cookie();
    home.m_inode = status.st_ino;
    home.m_device = status.st_dev;
    if (home.m_cookie == 0)
        return model::Error{ model::ErrorCode::unsupported, "no SO_NETNS_COOKIE (needs Linux 5.14)", path };
    return home;
}

bool HomeNamespace::canEnter() const
{
    return ::setns(m_fd.get(), CLONE_NEWNET) == 0;
}

model::Result<void> HomeNamespace::inside(int namespaceFd, const std::function<void()> &work) const
{
    Journey journey(*this);
    auto entered = journey.enter(namespaceFd);
    if (entered)
        work();
    return entered;
}

// A namespace that cannot be entered leaves us where we were before.
model::Result<void> HomeNamespace::Journey::enter(int namespaceFd)
{
    if (::setns(namespaceFd, CLONE_NEWNET) < 0)
        return errnoError(errno, "setns");
    m_isAway = true;
    return {};
}

void HomeNamespace::Journey::goHome()
{
    if (std::exchange(m_isAway, false) && ::setns(m_home.m_fd.get(), CLONE_NEWNET) < 0)
        std::abort();
}

} // namespace kv::netlink
