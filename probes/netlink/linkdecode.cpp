// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/decode.h"

#include "probes/netlink/linkkinds.h"

#include <linux/if.h>
#include <sys/socket.h>

#include <algorithm>

namespace kv::netlink {

namespace {

using LinkAttributes = Attributes<__IFLA_MAX>;
using InfoAttributes = Attributes<IFLA_INFO_MAX + 1>;

const ifinfomsg *headerOf(const nlmsghdr &message, int family)
{
    if (!nlmsg_valid_hdr(&message, sizeof(ifinfomsg)))
        return nullptr;
    const auto *header = static_cast<const ifinfomsg *>(nlmsg_data(&message));
    return header->ifi_family == family ? header : nullptr;
}

model::MacAddress macOf(const nlattr *attribute)
{
    model::MacAddress mac;
    if (attribute && nla_len(attribute) == static_cast<int>(mac.bytes.size()))
        std::copy_n(static_cast<const std::uint8_t *>(nla_data(attribute)), mac.bytes.size(),
                    mac.bytes.begin());
    return mac;
}

model::OperState operOf(const LinkAttributes &attributes)
{
    const auto value = attributes.get<std::uint8_t>(IFLA_OPERSTATE).value_or(0);
    return value <= static_cast<std::uint8_t>(model::OperState::up) ? static_cast<model::OperState>(value)
                                                                    : model::OperState::unknown;
}

void readKind(const LinkMessage &message, RawLink &into)
{
    using Reader = bool (*)(std::string_view, const LinkMessage &, RawLink &);
    static constexpr Reader readers[] = { readVeth,     readBridge,   readVxlan, readTuntap,
                                          readLoopback, readPhysical, readVlan,  readBond,
                                          readMacvlan,  readVrf,      readDummy, readTunnel };
    const bool known = std::any_of(std::begin(readers), std::end(readers),
                                   [&](Reader read) { return read(into.link.kindName, message, into); });
    if (!known)
        into.link.kind = model::LinkKind::other;
}

} // namespace

// iflink is 0 for what rides on nothing in particular (dev_get_iflink, net/core/dev.c).
void readParent(const LinkMessage &message, RawLink &into)
{
    const auto ifindex = message.attributes.index(IFLA_LINK);
    if (ifindex == 0)
        return;
    into.link.parent = model::LinkParent{ 0, ifindex };
    into.parentNsid = message.attributes.get<std::int32_t>(IFLA_LINK_NETNSID);
}

std::optional<RawLink> decodeLink(const nlmsghdr &message)
{
    const ifinfomsg *header = headerOf(message, AF_UNSPEC);
    if (!header || header->ifi_index <= 0)
        return std::nullopt;
    const LinkAttributes attributes(message, sizeof(ifinfomsg));
    const InfoAttributes info(attributes.at(IFLA_LINKINFO));

    RawLink raw;
    raw.link.key.ifindex = header->ifi_index;
    raw.link.name = attributes.text(IFLA_IFNAME);
    raw.link.kindName = info.text(IFLA_INFO_KIND);
    raw.link.mac = macOf(attributes.at(IFLA_ADDRESS));
    raw.link.mtuBytes = attributes.get<std::uint32_t>(IFLA_MTU).value_or(0);
    raw.link.adminUp = (header->ifi_flags & IFF_UP) != 0;
    raw.link.carrier = (header->ifi_flags & IFF_LOWER_UP) != 0;
    raw.link.oper = operOf(attributes);
    raw.link.masterIfindex = attributes.index(IFLA_MASTER);
    readKind({ *header, attributes, info.at(IFLA_INFO_DATA) }, raw);
    if (info.has(IFLA_INFO_SLAVE_KIND))
        readBondPort(info.text(IFLA_INFO_SLAVE_KIND), info.at(IFLA_INFO_SLAVE_DATA), raw);
    return raw;
}

std::optional<BridgePort> decodeBridgePort(const nlmsghdr &message)
{
    const ifinfomsg *header = headerOf(message, AF_BRIDGE);
    if (!header || header->ifi_index <= 0)
        return std::nullopt;
    const LinkAttributes attributes(message, sizeof(ifinfomsg));
    return BridgePort{ header->ifi_index, attributes.index(IFLA_MASTER) };
}

} // namespace kv::netlink
