// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/netlink/natdecode.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace kv::netlink {

/// A rule without a NAT statement is nothing; the same one twice (Neutron says each floating IP for what
/// comes in and for the router's own) is kept once; over maxNatRules, and what is not understood, is counted.
void keepNat(model::NatTable &table, DecodedNat &&decoded);

/// The rules of one namespace's nf_tables, put together: a NAT statement's address from a map, and what has
/// to match before a chain is reached at all.
class NftNat {
public:
    /// Family, table, name.
    using Name = std::tuple<std::uint8_t, std::string, std::string>;

    /// In the kernel's order.
    void take(NftRule &&rule) { m_rules.push_back(std::move(rule)); }
    /// Whether there is a rule with a NAT statement: without one there is nothing to ask further.
    bool hasAny() const;
    /// The maps whose elements are asked for, at most 64.
    std::vector<Name> wantedMaps() const;
    void take(const Name &map, NftElement &&element);
    /// That was the last one of a map.
    void takeEnd(const Name &map) { m_wholeMaps.insert(map); }
    /// The chains that packets enter by themselves. Not said: every chain that nothing goes to is taken for
    /// one.
    void takeBaseChains(std::set<Name> &&chains) { m_baseChains = std::move(chains); }
    /// Without the rules of chains that no packet reaches.
    void tell(model::NatTable &table) const;

private:
    /// A way into a chain: what has to match, as the matching fields of a NatRule.
    struct Entry {
        std::string from;
        model::NatRule match;
        bool operator==(const Entry &) const = default;
    };
    using Table = std::pair<std::uint8_t, std::string>; ///< family, name
    using Entries = std::map<Name, std::vector<Entry>>;
    /// What is known of the ways meanwhile: chains that jump to each other in many ways are asked for once at
    /// each depth.
    struct Search {
        Entries into;
        std::set<Table> open; ///< with a rule that may go to any chain
        std::map<std::pair<Name, int>, std::vector<model::NatRule>> known;
    };

    const std::vector<NftElement> &elementsOf(const NftRule &rule, const NftLookup &map) const;
    Entries entries() const;
    std::vector<DecodedNat> expanded(const NftRule &rule) const;
    std::set<Table> openTables() const;
    std::vector<model::NatRule> waysWithout(const Search &search, const Name &chain) const;
    const std::vector<model::NatRule> &waysTo(Search &search, const Name &chain, int depth) const;
    std::vector<model::NatRule> findWays(Search &search, const Name &chain, int depth) const;

    std::vector<NftRule> m_rules;
    std::map<Name, std::vector<NftElement>> m_maps;
    std::set<Name> m_wholeMaps;
    std::optional<std::set<Name>> m_baseChains;
};

} // namespace kv::netlink
