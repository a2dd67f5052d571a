// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/traffic.h"

#include <linux/netlink.h>

#include <cstddef>
#include <string>
#include <vector>

namespace kv::netlink {

/// The interfaces that one NFT_MSG_NEWRULE of a table "filter" matches on with iptables' physdev
/// (xt_physdev.h), by their whole names. Wildcards and inverted matches name none; a rule that accepts all
/// that it matches filters nothing (Neutron has one for each port of its own: DHCP, routers).
std::vector<std::string> physdevsOf(const nlmsghdr &message);

/// The same of one ipt_entry or ip6t_entry of the old iptables' filter table, at most `size` bytes; `next`
/// gets its length, 0 when it is broken.
std::vector<std::string> legacyPhysdevsOf(model::IpFamily family, const void *data, std::size_t size,
                                          std::size_t &next);

/// The filtered bridge ports of the calling thread's network namespace, as iptables-nft keeps its rules and,
/// where their filter tables exist, as the old iptables and ip6tables do.
model::PortFilters readPortFilters(model::NetnsCookie netns);

} // namespace kv::netlink
