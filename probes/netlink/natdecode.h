// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/traffic.h"

#include <linux/netlink.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace kv::netlink {

constexpr std::size_t maxNatRules = 1024;

/// What one rule says of NAT. No rule and not understood: no NAT statement. Not understood: one that cannot
/// be told.
struct DecodedNat {
    std::optional<model::NatRule> rule;
    bool isUnderstood = true;
};

/// One NFT_MSG_NEWRULE of an nf_tables rule dump: nft's own expressions, and iptables-nft's extensions
/// ("target").
DecodedNat decodeNftRule(const nlmsghdr &message);

/// One ipt_entry of the old iptables' nat table (linux/netfilter_ipv4/ip_tables.h), at most `size` bytes;
/// `next` gets its length, 0 when it is broken.
DecodedNat decodeLegacyRule(const void *entry, std::size_t size, std::size_t &next);

/// The address that an extension target (DNAT, SNAT, MASQUERADE of x_tables) makes, by its name, revision and
/// data.
DecodedNat decodeNatTarget(const std::string &name, unsigned revision, model::IpFamily family,
                           const void *data, std::size_t size);

} // namespace kv::netlink
