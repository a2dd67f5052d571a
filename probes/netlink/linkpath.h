// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/ipaddress.h"
#include "probes/model/result.h"

#include <cstdint>
#include <set>

namespace kv::netlink {

// All in the calling thread's network namespace; interfaces by ifindex.

/// Those of the default routes of both families in the main table. Not one that a router advertised into the
/// bridge of a VXLAN: Neutron's nodes take such routes from their own tenants' radvd, and no host is managed
/// by them.
model::Result<std::set<std::int32_t>> defaultRouteLinks();

/// By which the kernel would send to `remote`; notFound without a route.
model::Result<std::int32_t> linkTowards(const model::IpAddress &remote);

model::Result<std::int32_t> linkWithAddress(const model::IpAddress &address);

/// `links` and all that they ride on: ports of bridges and bonds, lower devices, underlays of VXLAN devices.
model::Result<std::set<std::int32_t>> withLowerLinks(std::set<std::int32_t> links);

} // namespace kv::netlink
