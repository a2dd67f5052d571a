// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"

namespace kv::tests {

/// Two hosts with keepalived on eth0, no namespaces, no bridges: a plain VRRP pair. `isCut`: lb1's eth0 is
/// down.
state::SitePtr plainSite(bool isCut);

/// Two hosts with four instances in their own namespace (one with a VMAC, one of IPv6) on two networks, and a
/// server and a client on these networks.
state::SitePtr plainGroupSite();

/// Hosts of which nothing is known yet but their names: probes that start, one that was lost.
state::SitePtr startingSite();

} // namespace kv::tests
