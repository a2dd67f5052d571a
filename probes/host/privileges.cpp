// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/host/privileges.h"

#include <cstdint>
#include <linux/capability.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace kv::host {

Privileges ownPrivileges()
{
    __user_cap_header_struct header{ _LINUX_CAPABILITY_VERSION_3, 0 };
    __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3]{};
    if (::syscall(SYS_capget, &header, data) < 0)
        return {};
    const auto has = [&data](unsigned capability) { return (data[0].effective >> capability & 1U) != 0; };
    return { has(CAP_NET_ADMIN), has(CAP_NET_RAW) };
}

} // namespace kv::host
