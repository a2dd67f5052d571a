// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/linkkinds.h"

namespace kv::netlink {

// The kernel tells the other end as IFLA_LINK, with IFLA_LINK_NETNSID when it is in another namespace
// (rtnl_fill_link_netnsid, net/core/rtnetlink.c).
bool readVeth(std::string_view kindName, const LinkMessage &message, RawLink &into)
{
    if (kindName != "veth")
        return false;
    into.link.kind = model::LinkKind::veth;
    into.peerIfindex = message.attributes.index(IFLA_LINK);
    into.peerNsid = message.attributes.get<std::int32_t>(IFLA_LINK_NETNSID);
    return true;
}

} // namespace kv::netlink
