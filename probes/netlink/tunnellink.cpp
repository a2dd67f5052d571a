// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/linkkinds.h"

#include <arpa/inet.h>
#include <linux/if_tunnel.h>

#include <algorithm>
#include <array>

namespace kv::netlink {

namespace {

/// Where a family of tunnels keeps its outer side in IFLA_INFO_DATA; 0 = it has none.
struct Layout {
    std::string_view kindName;
    int local = 0, remote = 0, remote6 = 0, id = 0, port = 0;
    bool isIdBigEndian = true;
};

constexpr std::array<Layout, 19> layouts{ {
    { "gre", IFLA_GRE_LOCAL, IFLA_GRE_REMOTE, 0, IFLA_GRE_OKEY },
    { "gretap", IFLA_GRE_LOCAL, IFLA_GRE_REMOTE, 0, IFLA_GRE_OKEY },
    { "erspan", IFLA_GRE_LOCAL, IFLA_GRE_REMOTE, 0, IFLA_GRE_OKEY },
    { "ip6gre", IFLA_GRE_LOCAL, IFLA_GRE_REMOTE, 0, IFLA_GRE_OKEY },
    { "ip6gretap", IFLA_GRE_LOCAL, IFLA_GRE_REMOTE, 0, IFLA_GRE_OKEY },
    { "ip6erspan", IFLA_GRE_LOCAL, IFLA_GRE_REMOTE, 0, IFLA_GRE_OKEY },
    { "ipip", IFLA_IPTUN_LOCAL, IFLA_IPTUN_REMOTE },
    { "sit", IFLA_IPTUN_LOCAL, IFLA_IPTUN_REMOTE },
    { "ip6tnl", IFLA_IPTUN_LOCAL, IFLA_IPTUN_REMOTE },
    { "vti", IFLA_VTI_LOCAL, IFLA_VTI_REMOTE, 0, IFLA_VTI_OKEY },
    { "vti6", IFLA_VTI_LOCAL, IFLA_VTI_REMOTE, 0, IFLA_VTI_OKEY },
    { "geneve", 0, IFLA_GENEVE_REMOTE, IFLA_GENEVE_REMOTE6, IFLA_GENEVE_ID, IFLA_GENEVE_PORT, false },
    { "bareudp", 0, 0, 0, 0, IFLA_BAREUDP_PORT },
    { "xfrm", 0, 0, 0, IFLA_XFRM_IF_ID, 0, false },
    // Their outer side is not in rtnetlink: generic netlink of their own has it.
    { "gtp" },
    { "l2tp" },
    { "ovpn" },
    { "ipoib" },
    { "wireguard" },
} };

constexpr int mostAttributes = 64;

model::IpAddress addressAt(const Attributes<mostAttributes> &attributes, int type)
{
    const nlattr *bytes = type == 0 ? nullptr : attributes.at(type);
    if (!bytes)
        return {};
    const auto address =
        model::IpAddress::fromBytes(nla_data(bytes), static_cast<std::size_t>(nla_len(bytes)));
    // 0.0.0.0 and :: are how these say "none".
    return std::all_of(address.bytes.begin(), address.bytes.end(), [](auto byte) { return byte == 0; })
        ? model::IpAddress{}
        : address;
}

} // namespace

bool readTunnel(std::string_view kindName, const LinkMessage &message, RawLink &into)
{
    const auto *layout = std::find_if(layouts.begin(), layouts.end(),
                                      [kindName](const Layout &one) { return one.kindName == kindName; });
    if (layout == layouts.end())
        return false;
    const Attributes<mostAttributes> attributes(message.infoData);
    model::TunnelInfo tunnel;
    tunnel.local = addressAt(attributes, layout->local);
    tunnel.remote = addressAt(attributes, layout->remote);
    if (!tunnel.remote.isSet())
        tunnel.remote = addressAt(attributes, layout->remote6);
    if (layout->id != 0) {
        const auto id = attributes.get<std::uint32_t>(layout->id).value_or(0);
        tunnel.id = layout->isIdBigEndian ? ntohl(id) : id;
    }
    if (layout->port != 0)
        tunnel.port = ntohs(attributes.get<std::uint16_t>(layout->port).value_or(0));
    into.link.kind = model::LinkKind::tunnel;
    into.link.tunnel = tunnel;
    readParent(message, into);
    return true;
}

} // namespace kv::netlink
