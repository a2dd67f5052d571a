// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/fdbentry.h"
#include "probes/model/interfaceaddress.h"
#include "probes/model/result.h"
#include "probes/model/traffic.h"
#include "probes/netlink/rawlink.h"
#include "probes/netlink/routesocket.h"

#include <vector>

namespace kv::netlink {

/// Everything that one namespace's dumps said; every key.netns is the namespace's.
struct NamespaceScan {
    std::vector<RawLink> links;
    std::vector<model::InterfaceAddress> addresses;
    std::vector<model::FdbEntry> fdb;
    std::vector<model::PortCount> counts; ///< of its links, when asked for
};

/// Dumps links, addresses and, where a bridge or VXLAN device is, forwarding entries of the socket's
/// namespace. A dump that the kernel calls inconsistent is repeated; what changes after it comes as an event.
/// `cookie` is the namespace's. `withCounts` takes the packet counters along in the dump of the links.
model::Result<NamespaceScan> scanNamespace(RouteSocket &socket, model::NetnsCookie cookie,
                                           bool withCounts = false);

} // namespace kv::netlink
