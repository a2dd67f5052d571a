// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/result.h"
#include "probes/netlink/nftnat.h"

#include <linux/netlink.h>

#include <optional>
#include <set>

namespace kv::netlink {

class RouteSocket;

/// The chain of one NFT_MSG_NEWCHAIN when it is a base chain (it has a hook, linux/netfilter/nf_tables.h).
std::optional<NftNat::Name> decodeBaseChain(const nlmsghdr &message);

/// The table (its name twice) of one NFT_MSG_NEWTABLE when it is dormant: its base chains are not hooked in.
std::optional<NftNat::Name> decodeDormantTable(const nlmsghdr &message);

/// The chains that packets enter by themselves, in the namespace of a NETLINK_NETFILTER socket.
model::Result<std::set<NftNat::Name>> readBaseChains(RouteSocket &socket);

} // namespace kv::netlink
