// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/traffic.h"
#include "probes/netlink/routesocket.h"

namespace kv::netlink {

/// The NAT of the calling thread's network namespace: nf_tables by nfnetlink, the old iptables by getsockopt,
/// and that only when its nat table exists already, because asking for it makes it. Both are read here and
/// not by `nft -j list` or `iptables-save`: no foreign program runs with the probe's rights, a container's
/// host needs neither installed, and nft's JSON does not tell what iptables-nft's extensions do. Nothing
/// outlives the call. `netfilter` (NETLINK_NETFILTER) is a socket of that namespace, none where the kernel
/// has no nfnetlink.
model::NatTable readNat(model::NetnsCookie netns, RouteSocket *netfilter);

} // namespace kv::netlink
