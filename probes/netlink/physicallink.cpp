// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/linkkinds.h"

namespace kv::netlink {

// Software devices name their kind (rtnl_link_ops); what has none and is not the loopback is driven by
// hardware.
bool readPhysical(std::string_view kindName, const LinkMessage &, RawLink &into)
{
    if (!kindName.empty())
        return false;
    into.link.kind = model::LinkKind::physical;
    return true;
}

} // namespace kv::netlink
