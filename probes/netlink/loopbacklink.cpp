// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/linkkinds.h"

#include <linux/if.h>

namespace kv::netlink {

bool readLoopback(std::string_view kindName, const LinkMessage &message, RawLink &into)
{
    if (!kindName.empty() || (message.header.ifi_flags & IFF_LOOPBACK) == 0)
        return false;
    into.link.kind = model::LinkKind::loopback;
    return true;
}

} // namespace kv::netlink
