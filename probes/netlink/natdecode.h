// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/traffic.h"

#include <linux/netlink.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kv::netlink {

constexpr std::size_t maxNatRules = 1024;

/// What one rule says of NAT. No rule and not understood: no NAT statement. Not understood: one that cannot
/// be told.
struct DecodedNat {
    std::optional<model::NatRule> rule;
    bool isUnderstood = true;
};

/// A map of nf_tables that a rule asks.
struct NftLookup {
    enum class Key { source, destination, other };
    std::string set; ///< its name in the rule's table
    Key key = Key::other;
    std::size_t keyBytes = 0; ///< of the address, which may be only the first part of the key
};

/// One rule of nf_tables: what it matches on, its NAT, and where it goes on.
struct NftRule {
    std::uint8_t family = 0; ///< NFPROTO_*, of its table
    std::string table;
    std::string chain;
    model::NatRule match; ///< with hasNat the whole rule, but for what a map says
    bool hasNat = false;
    bool isUnderstood = true; ///< of hasNat: false when the address cannot be told
    std::optional<NftLookup> natMap; ///< the address is the map's value
    std::optional<NftLookup> verdictMap; ///< the map's values are chains
    std::optional<std::string> goesTo; ///< the chain of a jump or goto
};

/// One NFT_MSG_NEWRULE of an nf_tables rule dump: nft's own expressions, and iptables-nft's extensions
/// ("target").
NftRule decodeNftRule(const nlmsghdr &message);

/// One element of a map.
struct NftElement {
    std::vector<std::uint8_t> key;
    std::vector<std::uint8_t> value;
    std::string chain; ///< of a verdict that jumps or goes to one
    bool isEnd =
        false; ///< not an element but where an interval ends: the others of its map are intervals too
    bool isPlain = true; ///< one key, no range and no "everything else"
};

/// The elements in one NFT_MSG_NEWSETELEM, at most 4,096.
std::vector<NftElement> decodeNftElements(const nlmsghdr &message);

/// One ipt_entry or ip6t_entry of the old iptables' nat table (linux/netfilter_ipv4/ip_tables.h and
/// linux/netfilter_ipv6/ip6_tables.h), at most `size` bytes; `next` gets its length, 0 when it is broken.
DecodedNat decodeLegacyRule(model::IpFamily family, const void *entry, std::size_t size, std::size_t &next);

/// The address that an extension target (DNAT, SNAT, MASQUERADE of x_tables) makes, by its name, revision and
/// data.
DecodedNat decodeNatTarget(const std::string &name, unsigned revision, model::IpFamily family,
                           const void *data, std::size_t size);

} // namespace kv::netlink
