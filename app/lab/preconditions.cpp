// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/preconditions.h"

#include "app/lab/abilities.h"
#include "app/lab/processes.h"

#include <cstring>
#include <fstream>

namespace kv::lab {

using model::Error;
using model::ErrorCode;
using model::Result;

namespace {

constexpr const char *neededPrograms[] = { "keepalived", "nft" };

/// A switch under /proc/sys that forbids namespaces when it has this value.
struct Switch {
    const char *key;
    const char *forbids;
    const char *allows;
};
constexpr Switch switches[] = {
    { "user/max_user_namespaces", "0", "10000" },
    { "kernel/unprivileged_userns_clone", "0", "1" },
    { "kernel/apparmor_restrict_unprivileged_userns", "1", "0" },
    { "user/max_net_namespaces", "0", "10000" },
    { "user/max_mnt_namespaces", "0", "10000" },
    { "user/max_pid_namespaces", "0", "10000" },
    { "user/max_uts_namespaces", "0", "10000" },
    { "user/max_ipc_namespaces", "0", "10000" },
};

std::string dotted(std::string key)
{
    for (char &c : key) {
        c = c == '/' ? '.' : c;
    }
    return key;
}

} // namespace

Result<void> checkPrograms()
{
    for (const char *needed : neededPrograms) {
        if (findProgram(needed).empty()) {
            return Error{ ErrorCode::unsupported,
                          std::string(needed) + " is not installed: apt install " + packageOf(needed),
                          needed };
        }
    }
    return {};
}

Error namespacesForbidden(const std::string &failedCall, int errnoValue)
{
    for (const Switch &one : switches) {
        std::ifstream file(std::string("/proc/sys/") + one.key);
        std::string value;
        if (file >> value && value == one.forbids) {
            const std::string name = dotted(one.key);
            return { ErrorCode::unsupported,
                     "this system forbids user namespaces: " + name + " is " + value + "; sysctl -w " + name
                         + "=" + one.allows + " allows them",
                     failedCall };
        }
    }
    return { ErrorCode::unsupported,
             std::string("this system forbids user namespaces (") + std::strerror(errnoValue)
                 + "): a container's seccomp profile or a security module does, no sysctl",
             failedCall };
}

} // namespace kv::lab
