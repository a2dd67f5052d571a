// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/model/link.h"
#include "probes/netlink/attributes.h"
#include "probes/netlink/decode.h"

#include <linux/neighbour.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include <algorithm>

namespace kv::netlink {

std::optional<model::FdbEntry> decodeFdbEntry(const nlmsghdr &message)
{
    if (!nlmsg_valid_hdr(&message, sizeof(ndmsg)))
        return std::nullopt;
    const auto *header = static_cast<const ndmsg *>(nlmsg_data(&message));
    if (header->ndm_family != AF_BRIDGE || header->ndm_ifindex <= 0)
        return std::nullopt;
    const Attributes<NDA_MAX + 1> attributes(message, sizeof(ndmsg));
    const nlattr *mac = attributes.at(NDA_LLADDR);
    model::FdbEntry entry;
    if (!mac || nla_len(mac) != static_cast<int>(entry.key.mac.bytes.size()))
        return std::nullopt;
    if (!attributes.has(NDA_MASTER) && !attributes.has(NDA_DST))
        return std::nullopt;

    entry.key.port.ifindex = header->ndm_ifindex;
    std::copy_n(static_cast<const std::uint8_t *>(nla_data(mac)), entry.key.mac.bytes.size(),
                entry.key.mac.bytes.begin());
    entry.key.vlan = attributes.get<std::uint16_t>(NDA_VLAN).value_or(0);
    if (entry.key.vlan > model::maxVlanId)
        return std::nullopt;
    if (const nlattr *remote = attributes.at(NDA_DST))
        entry.key.remote =
            model::IpAddress::fromBytes(nla_data(remote), static_cast<std::size_t>(nla_len(remote)));
    entry.bridgeIfindex = attributes.index(NDA_MASTER);
    entry.isLocal = (header->ndm_state & NUD_PERMANENT) != 0;
    entry.isSelf = (header->ndm_flags & NTF_SELF) != 0;
    return entry;
}

} // namespace kv::netlink
