// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/linkkinds.h"

#include <arpa/inet.h>
#include <linux/if_ether.h>

namespace kv::netlink {

bool readVlan(std::string_view kindName, const LinkMessage &message, RawLink &into)
{
    if (kindName != "vlan")
        return false;
    const Attributes<IFLA_VLAN_MAX + 1> attributes(message.infoData);
    model::VlanInfo vlan;
    vlan.id = attributes.get<std::uint16_t>(IFLA_VLAN_ID).value_or(0);
    vlan.isServiceTag = ntohs(attributes.get<std::uint16_t>(IFLA_VLAN_PROTOCOL).value_or(0)) == ETH_P_8021AD;
    into.link.kind = model::LinkKind::vlan;
    if (vlan.id <= model::maxVlanId)
        into.link.vlan = vlan;
    readParent(message, into);
    return true;
}

} // namespace kv::netlink
