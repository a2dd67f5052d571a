// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/linkkinds.h"

#include <arpa/inet.h>

namespace kv::netlink {

namespace {

using VxlanAttributes = Attributes<IFLA_VXLAN_MAX + 1>;

model::IpAddress addressOf(const VxlanAttributes &attributes, int type4, int type6)
{
    if (const nlattr *bytes = attributes.at(type4))
        return model::IpAddress::fromBytes(nla_data(bytes), static_cast<std::size_t>(nla_len(bytes)));
    if (const nlattr *bytes = attributes.at(type6))
        return model::IpAddress::fromBytes(nla_data(bytes), static_cast<std::size_t>(nla_len(bytes)));
    return {};
}

} // namespace

bool readVxlan(std::string_view kindName, const LinkMessage &message, RawLink &into)
{
    if (kindName != "vxlan")
        return false;
    const VxlanAttributes attributes(message.infoData);
    model::VxlanInfo vxlan;
    vxlan.vni = attributes.get<std::uint32_t>(IFLA_VXLAN_ID).value_or(0);
    vxlan.local = addressOf(attributes, IFLA_VXLAN_LOCAL, IFLA_VXLAN_LOCAL6);
    vxlan.group = addressOf(attributes, IFLA_VXLAN_GROUP, IFLA_VXLAN_GROUP6);
    vxlan.port = ntohs(attributes.get<std::uint16_t>(IFLA_VXLAN_PORT).value_or(0));
    vxlan.underlayIfindex = attributes.index(IFLA_VXLAN_LINK);
    into.link.kind = model::LinkKind::vxlan;
    if (vxlan.vni <= model::maxVni)
        into.link.vxlan = vxlan;
    return true;
}

} // namespace kv::netlink
