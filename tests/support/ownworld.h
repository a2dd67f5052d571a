// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include <string>

namespace kv::tests {

/// User, network and mount namespaces of the calling process's own, with an empty /run. Call first thing in
/// main(): the kernel refuses it in a threaded process. False when the system forbids user namespaces.
inline bool enterOwnWorld()
{
    const auto write = [](const char *path, const std::string &text) {
        const int fd = ::open(path, O_WRONLY | O_CLOEXEC);
        const bool done =
            fd >= 0 && ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size());
        ::close(fd);
        return done;
    };
    const std::string uid = std::to_string(::getuid());
    const std::string gid = std::to_string(::getgid());
    // The network namespace after the map: /proc/net belongs to whom root is mapped to when it is made, and
    // ip_tables_names can be read by nobody else.
    return ::unshare(CLONE_NEWUSER) == 0 && write("/proc/self/setgroups", "deny")
        && write("/proc/self/uid_map", "0 " + uid + " 1") && write("/proc/self/gid_map", "0 " + gid + " 1")
        && ::unshare(CLONE_NEWNET | CLONE_NEWNS) == 0
        && ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0
        && ::mount("tmpfs", "/run", "tmpfs", 0, nullptr) == 0 && ::mkdir("/run/netns", 0755) == 0;
}

} // namespace kv::tests
