// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/nftchains.h"

#include "probes/netlink/attributes.h"
#include "probes/netlink/nftdump.h"
#include "probes/netlink/routesocket.h"

#include <arpa/inet.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>

#include <cstdint>
#include <tuple>

namespace kv::netlink {

namespace {

std::uint8_t familyOf(const nlmsghdr &message)
{
    return static_cast<const nfgenmsg *>(nlmsg_data(&message))->nfgen_family;
}

} // namespace

std::optional<NftNat::Name> decodeBaseChain(const nlmsghdr &message)
{
    const Attributes<NFTA_CHAIN_MAX + 1> chain(message, sizeof(nfgenmsg));
    if (!chain.has(NFTA_CHAIN_HOOK))
        return std::nullopt;
    return NftNat::Name{ familyOf(message), chain.text(NFTA_CHAIN_TABLE), chain.text(NFTA_CHAIN_NAME) };
}

std::optional<NftNat::Name> decodeDormantTable(const nlmsghdr &message)
{
    const Attributes<NFTA_TABLE_MAX + 1> table(message, sizeof(nfgenmsg));
    const std::uint32_t flags = ntohl(table.get<std::uint32_t>(NFTA_TABLE_FLAGS).value_or(0));
    if ((flags & NFT_TABLE_F_DORMANT) == 0)
        return std::nullopt;
    return NftNat::Name{ familyOf(message), table.text(NFTA_TABLE_NAME), table.text(NFTA_TABLE_NAME) };
}

model::Result<std::set<NftNat::Name>> readBaseChains(RouteSocket &socket)
{
    std::set<NftNat::Name> chains;
    std::set<NftNat::Name> dormant;
    const auto collect = [&socket](NftDump what, std::set<NftNat::Name> &into, const auto &decode) {
        return dumpNft(
            socket, what, [&into] { into.clear(); },
            [&into, &decode](const nlmsghdr &message) {
                if (auto name = decode(message))
                    into.insert(std::move(*name));
            });
    };
    if (auto done = collect(NftDump::chains, chains, decodeBaseChain); !done)
        return done.error();
    if (auto done = collect(NftDump::tables, dormant, decodeDormantTable); !done)
        return done.error();
    std::erase_if(chains, [&dormant](const NftNat::Name &chain) {
        const auto &[family, table, name] = chain;
        return dormant.contains({ family, table, table });
    });
    return chains;
}

} // namespace kv::netlink
