// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/procfile.h"

#include "probes/netlink/ownedfd.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>

namespace kv::netlink {

namespace {

std::string textOf(const OwnedFd &fd)
{
    std::array<char, 4096> text; // NOLINT: read() fills it
    const ssize_t got = fd.isOpen() ? ::read(fd.get(), text.data(), text.size()) : -1;
    return got > 0 ? std::string(text.data(), static_cast<std::size_t>(got)) : std::string();
}

} // namespace

std::string procText(const char *path)
{
    return textOf(OwnedFd(::open(path, O_RDONLY | O_CLOEXEC)));
}

std::string procNetText(const char *name)
{
    // The directory shows the namespace in which its thread is at each look (fs/proc/proc_net.c,
    // get_proc_task_net) and holds none.
    static thread_local const OwnedFd directory(
        ::open("/proc/thread-self/net", O_PATH | O_DIRECTORY | O_CLOEXEC));
    return textOf(OwnedFd(::openat(directory.get(), name, O_RDONLY | O_CLOEXEC)));
}

} // namespace kv::netlink
