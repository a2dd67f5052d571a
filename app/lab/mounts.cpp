// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/mounts.h"

#include "probes/netlink/errnoerror.h"
#include "probes/netlink/ownedfd.h"

#include <cerrno>
#include <memory>
#include <string>
#include <vector>

#include <dirent.h>
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

namespace kv::lab {

using model::Result;
using netlink::errnoError;
using netlink::OwnedFd;

namespace {

constexpr const char *varLib = "/var/lib";
constexpr const char *neutronState = "/var/lib/neutron";
constexpr const char *keepalivedConfiguration = "/etc/keepalived"; ///< the package makes it

Result<void> mountTmpfs(const char *path)
{
    if (mount("tmpfs", path, "tmpfs", MS_NOSUID | MS_NODEV, "mode=755") != 0) {
        return errnoError(errno, std::string("mount tmpfs on ") + path);
    }
    return {};
}

/// A read-only mount is what a container allows that has its own mounted read-only.
Result<void> mountKernelFiles(const char *type, const char *path)
{
    const unsigned long flags = MS_NOSUID | MS_NODEV | MS_NOEXEC;
    if (mount(type, path, type, flags, nullptr) == 0) {
        return {};
    }
    if (errno == EPERM && mount(type, path, type, flags | MS_RDONLY, nullptr) == 0) {
        return {};
    }
    return errnoError(errno, std::string("mount ") + type + " on " + path);
}

bool isDirectory(const char *path)
{
    struct stat info { };
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

std::vector<std::string> directoriesIn(const char *path)
{
    std::vector<std::string> names;
    const std::unique_ptr<DIR, int (*)(DIR *)> directory(opendir(path), closedir);
    while (const dirent *entry = directory ? readdir(directory.get()) : nullptr) {
        if (entry->d_type == DT_DIR && entry->d_name[0] != '.') {
            names.emplace_back(entry->d_name);
        }
    }
    return names;
}

/// Puts a writable directory in place of /var/lib, with everything that is in it, so that one more can be
/// made.
Result<void> replaceVarLib()
{
    const std::vector<std::string> names = directoriesIn(varLib);
    const OwnedFd old(open(varLib, O_PATH | O_DIRECTORY | O_CLOEXEC));
    if (!old.isOpen()) {
        return errnoError(errno, varLib);
    }
    if (Result<void> mounted = mountTmpfs(varLib); !mounted) {
        return mounted;
    }
    const std::string from = "/proc/self/fd/" + std::to_string(old.get()) + "/";
    for (const std::string &name : names) {
        const std::string path = std::string(varLib) + "/" + name;
        if (mkdir(path.c_str(), 0755) != 0) {
            return errnoError(errno, path);
        }
        // A directory that cannot be bound stays empty: the lab needs none of them.
        (void)mount((from + name).c_str(), path.c_str(), nullptr, MS_BIND | MS_REC, nullptr);
    }
    return {};
}

} // namespace

Result<void> mountLabFiles()
{
    if (mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) {
        return errnoError(errno, "make the mounts private");
    }
    if (Result<void> mounted = mountKernelFiles("proc", "/proc"); !mounted) {
        return mounted;
    }
    if (isDirectory(neutronState)) {
        return {};
    }
    if (Result<void> replaced = replaceVarLib(); !replaced) {
        return replaced;
    }
    if (mkdir(neutronState, 0755) != 0) {
        return errnoError(errno, neutronState);
    }
    return {};
}

Result<void> mountHostFiles()
{
    for (const char *path : { "/run", neutronState }) {
        if (Result<void> mounted = mountTmpfs(path); !mounted) {
            return mounted;
        }
    }
    if (isDirectory(keepalivedConfiguration)) {
        if (Result<void> mounted = mountTmpfs(keepalivedConfiguration); !mounted) {
            return mounted;
        }
    }
    for (const char *path : { "/run/netns", "/run/lock", "/run/log" }) {
        if (mkdir(path, 0755) != 0) {
            return errnoError(errno, path);
        }
    }
    return mountKernelFiles("sysfs", "/sys");
}

} // namespace kv::lab
