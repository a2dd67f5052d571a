// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/natread.h"

#include "probes/netlink/message.h"
#include "probes/netlink/natdecode.h"
#include "probes/netlink/nftnat.h"
#include "probes/netlink/nftrules.h"
#include "probes/netlink/procfile.h"
#include "probes/netlink/routesocket.h"

#include <linux/if.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter_ipv4/ip_tables.h>
#include <linux/netfilter_ipv6/ip6_tables.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <cstddef>
#include <cstring>
#include <string>
#include <vector>

namespace kv::netlink {

namespace {

constexpr const char *natName = "nat";
/// 4 MiB hold some 20,000 rules of the old iptables.
constexpr unsigned maxLegacyBytes = 4 * 1024 * 1024;

/// The elements of a map; what cannot be read has none.
void readMap(RouteSocket &socket, const NftNat::Name &map, NftNat &nat)
{
    nfgenmsg header{};
    header.nfgen_family = std::get<0>(map);
    header.version = NFNETLINK_V0;
    Message request(nftType(NFT_MSG_GETSETELEM), 0, header);
    request.putString(NFTA_SET_ELEM_LIST_TABLE, std::get<1>(map));
    request.putString(NFTA_SET_ELEM_LIST_SET, std::get<2>(map));
    bool wasInterrupted = false;
    static_cast<void>(socket.dump(
        request,
        [&](const nlmsghdr &message) {
            if (message.nlmsg_type != nftType(NFT_MSG_NEWSETELEM))
                return;
            for (NftElement &element : decodeNftElements(message))
                nat.take(map, std::move(element));
        },
        wasInterrupted));
}

void readNft(model::NatTable &table)
{
    auto socket = RouteSocket::open(NETLINK_NETFILTER);
    if (!socket)
        return;
    NftNat nat;
    const auto done = dumpNftRules(
        *socket, [&nat] { nat = NftNat(); },
        [&nat](const nlmsghdr &message) { nat.take(decodeNftRule(message)); });
    table.hasNft = done.ok();
    for (const NftNat::Name &map : nat.wantedMaps())
        readMap(*socket, map, nat);
    nat.tell(table);
}

/// How the old iptables of a family is asked; the two have the same structures for that.
struct Legacy {
    model::IpFamily family;
    int domain;
    int protocol; ///< of the raw socket that takes the questions
    int level;
    int getInfo;
    int getEntries;
    const char *names; ///< the file in /proc/net that names its tables
};
constexpr std::array legacies{
    Legacy{ model::IpFamily::v4, AF_INET, IPPROTO_RAW, SOL_IP, IPT_SO_GET_INFO, IPT_SO_GET_ENTRIES,
            "ip_tables_names" },
    Legacy{ model::IpFamily::v6, AF_INET6, IPPROTO_RAW, SOL_IPV6, IP6T_SO_GET_INFO, IP6T_SO_GET_ENTRIES,
            "ip6_tables_names" },
};
static_assert(sizeof(ipt_getinfo) == sizeof(ip6t_getinfo)
              && sizeof(ipt_get_entries) == sizeof(ip6t_get_entries)
              && offsetof(ipt_get_entries, entrytable) == offsetof(ip6t_get_entries, entrytable));

bool hasNat(const Legacy &legacy)
{
    const std::string names = "\n" + procNetText(legacy.names);
    return names.find("\nnat\n") != std::string::npos;
}

void readLegacy(const Legacy &legacy, model::NatTable &table)
{
    if (!hasNat(legacy))
        return;
    const OwnedFd fd(::socket(legacy.domain, SOCK_RAW | SOCK_CLOEXEC, legacy.protocol));
    ipt_getinfo info{};
    std::strncpy(info.name, natName, sizeof info.name - 1);
    socklen_t size = sizeof info;
    if (!fd.isOpen() || ::getsockopt(fd.get(), legacy.level, legacy.getInfo, &info, &size) < 0)
        return;
    table.hasLegacy = true;
    if (info.size > maxLegacyBytes) {
        table.notUnderstood += info.num_entries;
        return;
    }
    std::vector<char> buffer(sizeof(ipt_get_entries) + info.size);
    auto *entries = reinterpret_cast<ipt_get_entries *>(buffer.data());
    std::strncpy(entries->name, natName, sizeof entries->name - 1);
    entries->size = info.size;
    size = static_cast<socklen_t>(buffer.size());
    // EAGAIN: it was changed since GET_INFO; the next visit reads it.
    if (::getsockopt(fd.get(), legacy.level, legacy.getEntries, buffer.data(), &size) < 0)
        return;
    std::size_t next = 0;
    for (std::size_t at = offsetof(ipt_get_entries, entrytable); at < buffer.size(); at += next) {
        DecodedNat decoded = decodeLegacyRule(legacy.family, buffer.data() + at, buffer.size() - at, next);
        if (next == 0)
            return;
        keepNat(table, std::move(decoded));
    }
}

} // namespace

model::NatTable readNat(model::NetnsCookie netns)
{
    model::NatTable table;
    table.netns = netns;
    readNft(table);
    for (const Legacy &legacy : legacies)
        readLegacy(legacy, table);
    return table;
}

} // namespace kv::netlink
