// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/nftnat.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace kv::netlink {

using model::IpAddress;
using model::NatRule;

namespace {

constexpr std::size_t maxMaps = 64;
constexpr std::size_t maxMapElements = 4096;
constexpr std::size_t maxWays = 64; ///< into one chain
constexpr int maxDepth = 16; ///< the kernel's own NFT_JUMP_STACK_SIZE

/// An interval of addresses that covers all has no end, but begins at the one of all zeroes, which nothing
/// has.
bool isInterval(const NftLookup &map, const std::vector<NftElement> &elements)
{
    return std::ranges::any_of(elements, [&map](const NftElement &element) {
        const bool isZero = std::ranges::all_of(element.key, [](auto byte) { return byte == 0; });
        return element.isEnd || (map.key != NftLookup::Key::other && isZero);
    });
}

/// Narrows `rule` to one key of a map; false when the key is nothing that is told.
void narrow(NatRule &rule, const NftLookup &map, const NftElement &element, bool isTold)
{
    const IpAddress address = element.key.size() >= map.keyBytes
        ? IpAddress::fromBytes(element.key.data(), map.keyBytes)
        : IpAddress();
    if (map.key == NftLookup::Key::other || !isTold || !address.isSet()) {
        rule.hasMore = true;
        return;
    }
    (map.key == NftLookup::Key::source
         ? rule.source
         : rule.destination) = { address, static_cast<std::uint8_t>(address.size() * 8) };
    rule.hasMore = rule.hasMore || element.key.size() > map.keyBytes;
}

/// What is matched on the way and in the rule itself.
NatRule both(const NatRule &outer, NatRule rule)
{
    const auto take = [&rule](const auto &before, auto &own, bool isBeforeSet, bool isOwnSet) {
        if (isBeforeSet && !isOwnSet)
            own = before;
        else if (isBeforeSet && before != own)
            rule.hasMore = true;
    };
    take(outer.source, rule.source, outer.source.address.isSet(), rule.source.address.isSet());
    take(outer.destination, rule.destination, outer.destination.address.isSet(),
         rule.destination.address.isSet());
    take(outer.inInterface, rule.inInterface, !outer.inInterface.empty(), !rule.inInterface.empty());
    if (rule.outInterface.empty())
        rule.isOutInverted = outer.isOutInverted;
    take(outer.outInterface, rule.outInterface, !outer.outInterface.empty(), !rule.outInterface.empty());
    rule.hasMore = rule.hasMore || outer.hasMore;
    return rule;
}

NftNat::Name nameIn(const NftRule &rule, const std::string &name)
{
    return { rule.family, rule.table, name };
}

} // namespace

void keepNat(model::NatTable &table, DecodedNat &&decoded)
{
    if (!decoded.isUnderstood) {
        ++table.notUnderstood;
    } else if (decoded.rule
               && std::find(table.rules.begin(), table.rules.end(), *decoded.rule) == table.rules.end()) {
        if (table.rules.size() < maxNatRules)
            table.rules.push_back(std::move(*decoded.rule));
        else
            ++table.notUnderstood;
    }
}

bool NftNat::hasAny() const
{
    return std::ranges::any_of(m_rules, &NftRule::hasNat);
}

std::vector<NftNat::Name> NftNat::wantedMaps() const
{
    std::vector<Name> wanted;
    const auto want = [&](const NftRule &rule, const std::optional<NftLookup> &map) {
        if (map && wanted.size() < maxMaps && std::ranges::count(wanted, nameIn(rule, map->set)) == 0)
            wanted.push_back(nameIn(rule, map->set));
    };
    for (const NftRule &rule : m_rules) {
        want(rule, rule.natMap);
        want(rule, rule.verdictMap);
    }
    return wanted;
}

void NftNat::take(const Name &map, NftElement &&element)
{
    std::vector<NftElement> &elements = m_maps[map];
    if (elements.size() < maxMapElements)
        elements.push_back(std::move(element));
}

const std::vector<NftElement> &NftNat::elementsOf(const NftRule &rule, const NftLookup &map) const
{
    static const std::vector<NftElement> none;
    const auto found = m_maps.find(nameIn(rule, map.set));
    return found == m_maps.end() ? none : found->second;
}

NftNat::Entries NftNat::entries() const
{
    Entries all;
    const auto add = [&all](const Name &chain, Entry entry) {
        std::vector<Entry> &known = all[chain];
        // The same jump again and again is one way; they mostly come together.
        if (known.empty() || known.back() != entry)
            known.push_back(std::move(entry));
    };
    for (const NftRule &rule : m_rules) {
        if (rule.goesTo)
            add(nameIn(rule, *rule.goesTo), { rule.chain, rule.match });
        if (!rule.verdictMap)
            continue;
        const std::vector<NftElement> &elements = elementsOf(rule, *rule.verdictMap);
        const bool isTold = !isInterval(*rule.verdictMap, elements);
        for (const NftElement &element : elements) {
            if (element.chain.empty())
                continue;
            Entry entry{ rule.chain, rule.match };
            narrow(entry.match, *rule.verdictMap, element, isTold && element.isPlain);
            add(nameIn(rule, element.chain), std::move(entry));
        }
    }
    return all;
}

/// One for each element of its map, else itself.
std::vector<DecodedNat> NftNat::expanded(const NftRule &rule) const
{
    if (!rule.natMap || !rule.isUnderstood)
        return { { rule.isUnderstood ? std::optional(rule.match) : std::nullopt, rule.isUnderstood } };
    std::vector<DecodedNat> all;
    const std::vector<NftElement> &elements = elementsOf(rule, *rule.natMap);
    const bool isTold = !isInterval(*rule.natMap, elements);
    for (const NftElement &element : elements) {
        if (element.isEnd)
            continue;
        // An address, or an address and a port.
        const std::size_t bytes = element.value.size() >= 16 ? 16 : 4;
        DecodedNat decoded{ rule.match, isTold && element.isPlain && element.value.size() >= bytes };
        if (decoded.isUnderstood) {
            narrow(*decoded.rule, *rule.natMap, element, true);
            decoded.rule->to = IpAddress::fromBytes(element.value.data(), bytes);
            decoded.rule->hasMore = decoded.rule->hasMore || element.value.size() > bytes;
        }
        all.push_back(std::move(decoded));
    }
    return all;
}

/// Tables of which a rule goes where a map says that is not known whole.
std::set<NftNat::Table> NftNat::openTables() const
{
    std::set<Table> open;
    for (const NftRule &rule : m_rules) {
        if (rule.verdictMap
            && (!m_wholeMaps.contains(nameIn(rule, rule.verdictMap->set))
                || elementsOf(rule, *rule.verdictMap).size() >= maxMapElements))
            open.insert({ rule.family, rule.table });
    }
    return open;
}

/// Into a chain that nothing is seen to go to.
std::vector<NatRule> NftNat::waysWithout(const Search &search, const Name &chain) const
{
    if (!m_baseChains)
        return search.into.contains(chain) ? std::vector<NatRule>() : std::vector<NatRule>(1);
    if (m_baseChains->contains(chain))
        return std::vector<NatRule>(1);
    if (!search.open.contains({ std::get<0>(chain), std::get<1>(chain) }))
        return {};
    std::vector<NatRule> some(1);
    some.front().hasMore = true;
    return some;
}

/// Every way from a chain of the kernel's own hook to this one; none: no packet gets there.
const std::vector<NatRule> &NftNat::waysTo(Search &search, const Name &chain, int depth) const
{
    const std::pair key{ chain, depth };
    if (const auto found = search.known.find(key); found != search.known.end())
        return found->second;
    std::vector<NatRule> ways = findWays(search, chain, depth);
    return search.known.insert_or_assign(key, std::move(ways)).first->second;
}

std::vector<NatRule> NftNat::findWays(Search &search, const Name &chain, int depth) const
{
    std::vector<NatRule> all = waysWithout(search, chain);
    const auto found = search.into.find(chain);
    if (found == search.into.end())
        return all;
    for (const Entry &entry : found->second) {
        if (depth == 0 || all.size() >= maxWays) {
            all.emplace_back().hasMore = true; // too many to tell
            break;
        }
        const Name from{ std::get<0>(chain), std::get<1>(chain), entry.from };
        for (const NatRule &outer : waysTo(search, from, depth - 1)) {
            const NatRule way = both(outer, entry.match);
            if (std::ranges::count(all, way) == 0)
                all.push_back(way);
        }
    }
    return all;
}

void NftNat::tell(model::NatTable &table) const
{
    Search search{ entries(), openTables(), {} };
    for (const NftRule &rule : m_rules) {
        if (!rule.hasNat)
            continue;
        const Name chain = nameIn(rule, rule.chain);
        const std::vector<NatRule> &ways = waysTo(search, chain, maxDepth);
        if (ways.empty())
            continue;
        for (DecodedNat &decoded : expanded(rule)) {
            if (!decoded.rule || !decoded.isUnderstood) {
                keepNat(table, std::move(decoded));
                continue;
            }
            for (const NatRule &way : ways)
                keepNat(table, { both(way, *decoded.rule), true });
        }
    }
}

} // namespace kv::netlink
