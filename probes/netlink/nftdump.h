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

/// Reads the rules of all tables in the namespace of a NETLINK_NETFILTER socket. `startOver` comes before the
/// first rule, and again when the rules changed meanwhile; the third reading is taken as it is.
model::Result<void> dumpNftRules(RouteSocket &socket, const std::function<void()> &startOver,
                                 const RouteSocket::OnMessage &onRule);

} // namespace kv::netlink
