// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/attributes.h"
#include "probes/netlink/decode.h"

#include <linux/if_addr.h>
#include <linux/rtnetlink.h>

namespace kv::netlink {

// IFA_LOCAL is the interface's own address; on point-to-point links IFA_ADDRESS is the other end's. IPv6 says
// IFA_ADDRESS alone where there is no other end (linux/if_addr.h).
std::optional<model::InterfaceAddress> decodeAddress(const nlmsghdr &message)
{
    if (!nlmsg_valid_hdr(&message, sizeof(ifaddrmsg)))
        return std::nullopt;
    const auto *header = static_cast<const ifaddrmsg *>(nlmsg_data(&message));
    const Attributes<IFA_MAX + 1> attributes(message, sizeof(ifaddrmsg));
    const nlattr *bytes = attributes.has(IFA_LOCAL) ? attributes.at(IFA_LOCAL) : attributes.at(IFA_ADDRESS);
    if (!bytes)
        return std::nullopt;

    model::InterfaceAddress address;
    address.link.ifindex = static_cast<std::int32_t>(header->ifa_index);
    address.prefix.address =
        model::IpAddress::fromBytes(nla_data(bytes), static_cast<std::size_t>(nla_len(bytes)));
    address.prefix.length = header->ifa_prefixlen;
    address.scope = header->ifa_scope;
    address.flags = attributes.get<std::uint32_t>(IFA_FLAGS).value_or(header->ifa_flags);
    if (address.link.ifindex <= 0 || !address.prefix.address.isSet()
        || address.prefix.length > address.prefix.address.size() * 8)
        return std::nullopt;
    return address;
}

} // namespace kv::netlink
