// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/result.h"
#include "probes/netlink/routesocket.h"

#include <linux/netfilter/nfnetlink.h>

#include <functional>

namespace kv::netlink {

/// The type of a message of nf_tables (NFT_MSG_*).
constexpr int nftType(int message)
{
    return (NFNL_SUBSYS_NFTABLES << 8) | message;
}

enum class NftDump { tables, chains, rules };

/// Reads all tables, chains or rules in the namespace of a NETLINK_NETFILTER socket. `startOver` comes before
/// the first one, and again when they changed meanwhile; the third reading is taken as it is.
/// unsupported: this kernel has no nf_tables, so there is nothing to be read.
model::Result<void> dumpNft(RouteSocket &socket, NftDump what, const std::function<void()> &startOver,
                            const RouteSocket::OnMessage &onObject);

} // namespace kv::netlink
