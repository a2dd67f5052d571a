// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/traffic.h"
#include "probes/netlink/routesocket.h"

#include <cstdint>
#include <optional>

namespace kv::netlink {

/// Tracked connections of the calling thread's network namespace; none without connection tracking.
/// `netfilter` (NETLINK_NETFILTER) is a socket of that namespace: ctnetlink answers in a third of the time
/// that a file takes. It is asked only where connections are tracked already, for the kernel loads what it is
/// asked for. Else, and without the socket, from /proc/net/stat/nf_conntrack, and where the kernel has that
/// not, from net.netfilter.nf_conntrack_count: the path of a sysctl is looked up among those of all
/// namespaces (fs/proc/proc_sysctl.c, proc_sys_compare), which takes 16 us each with 200 of them.
std::optional<std::uint32_t> readConntrackCount(RouteSocket *netfilter);

/// net.netfilter.nf_conntrack_max, which is one for all namespaces; 0 when not known.
std::uint32_t readConntrackMost();

} // namespace kv::netlink
