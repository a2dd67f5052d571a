// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/traffic.h"

#include <linux/netlink.h>

#include <string>
#include <vector>

namespace kv::netlink {

/// The interfaces that one NFT_MSG_NEWRULE of a table "filter" matches on with iptables' physdev
/// (xt_physdev.h), by their whole names. Wildcards and inverted matches name none; a rule that accepts all
/// that it matches filters nothing (Neutron has one for each port of its own: DHCP, routers).
std::vector<std::string> physdevsOf(const nlmsghdr &message);

/// The filtered bridge ports of the calling thread's network namespace, as iptables-nft keeps its rules; the
/// old iptables' filter table is not read.
model::PortFilters readPortFilters(model::NetnsCookie netns);

} // namespace kv::netlink
