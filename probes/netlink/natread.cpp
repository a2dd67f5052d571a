// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/natread.h"

#include "probes/netlink/legacytable.h"
#include "probes/netlink/message.h"
#include "probes/netlink/natdecode.h"
#include "probes/netlink/nftchains.h"
#include "probes/netlink/nftdump.h"
#include "probes/netlink/nftnat.h"
#include "probes/netlink/routesocket.h"

#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>

#include <cstddef>

namespace kv::netlink {

namespace {

/// The elements of a map; one that cannot be read is not whole.
void readMap(RouteSocket &socket, const NftNat::Name &map, NftNat &nat)
{
    nfgenmsg header{};
    header.nfgen_family = std::get<0>(map);
    header.version = NFNETLINK_V0;
    Message request(nftType(NFT_MSG_GETSETELEM), 0, header);
    request.putString(NFTA_SET_ELEM_LIST_TABLE, std::get<1>(map));
    request.putString(NFTA_SET_ELEM_LIST_SET, std::get<2>(map));
    bool wasInterrupted = false;
    const auto done = socket.dump(
        request,
        [&](const nlmsghdr &message) {
            if (message.nlmsg_type != nftType(NFT_MSG_NEWSETELEM))
                return;
            for (NftElement &element : decodeNftElements(message))
                nat.take(map, std::move(element));
        },
        wasInterrupted);
    if (done)
        nat.takeEnd(map);
}

void readNft(RouteSocket &socket, model::NatTable &table)
{
    NftNat nat;
    const auto done = dumpNft(
        socket, NftDump::rules, [&nat] { nat = NftNat(); },
        [&nat](const nlmsghdr &message) { nat.take(decodeNftRule(message)); });
    table.hasNft = done.ok();
    if (!nat.hasAny())
        return;
    if (auto chains = readBaseChains(socket))
        nat.takeBaseChains(std::move(chains).value());
    for (const NftNat::Name &map : nat.wantedMaps())
        readMap(socket, map, nat);
    nat.tell(table);
}

void readLegacy(model::IpFamily family, model::NatTable &table)
{
    const LegacyTable legacy = readLegacyTable(family, "nat");
    table.hasLegacy = table.hasLegacy || (legacy.exists && legacy.count > 0);
    if (!legacy.isRead) {
        table.notUnderstood += legacy.count;
        return;
    }
    std::size_t next = 0;
    for (std::size_t at = 0; at < legacy.entries.size(); at += next) {
        DecodedNat decoded =
            decodeLegacyRule(family, legacy.entries.data() + at, legacy.entries.size() - at, next);
        if (next == 0)
            return;
        keepNat(table, std::move(decoded));
    }
}

} // namespace

model::NatTable readNat(model::NetnsCookie netns, RouteSocket *netfilter)
{
    model::NatTable table;
    table.netns = netns;
    if (netfilter)
        readNft(*netfilter, table);
    readLegacy(model::IpFamily::v4, table);
    readLegacy(model::IpFamily::v6, table);
    return table;
}

} // namespace kv::netlink
