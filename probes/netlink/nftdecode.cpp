// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/attributes.h"
#include "probes/netlink/natdecode.h"

#include <arpa/inet.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_nat.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nf_tables_compat.h>
#include <linux/netfilter/nfnetlink.h>

#include <array>
#include <bit>
#include <map>
#include <vector>

namespace kv::netlink {

namespace {

constexpr std::size_t maxExpressions = 128;
constexpr std::size_t maxElements = 4096;
constexpr std::size_t interfaceBytes = 16;

using Data = Attributes<NFTA_DATA_MAX + 1>;
using Bytes = std::vector<std::uint8_t>;

std::uint32_t u32(const nlattr *attribute)
{
    std::uint32_t value = 0;
    if (attribute && nla_len(attribute) >= static_cast<int>(sizeof value))
        std::memcpy(&value, nla_data(attribute), sizeof value);
    return ntohl(value);
}

Bytes bytesOf(const nlattr *data)
{
    const Data attributes(data);
    const nlattr *value = attributes.at(NFTA_DATA_VALUE);
    if (!value)
        return {};
    const auto *bytes = static_cast<const std::uint8_t *>(nla_data(value));
    return Bytes(bytes, bytes + nla_len(value));
}

/// Registers of 16 bytes and of 4 share their room: NFT_REG_1 begins at NFT_REG32_00.
std::uint32_t registerOf(const nlattr *attribute)
{
    const std::uint32_t number = u32(attribute);
    return number >= NFT_REG_1 && number <= NFT_REG_4 ? NFT_REG32_00 + (number - NFT_REG_1) * 4 : number;
}

/// What a register holds at that point of the rule.
struct Loaded {
    enum class What { unknown, source, destination, inInterface, outInterface, harmless, constant, mapped };
    What what = What::unknown;
    std::uint8_t bytes = 0; ///< of an address: how much of it
    std::optional<std::uint8_t> prefixBits; ///< after a mask
    Bytes constant;
    NftLookup map; ///< of mapped: whose value it is
};

/// The chain of a verdict that jumps or goes to one.
std::string chainOf(const nlattr *data)
{
    const Data attributes(data);
    const Attributes<NFTA_VERDICT_MAX + 1> verdict(attributes.at(NFTA_DATA_VERDICT));
    return verdict.text(NFTA_VERDICT_CHAIN);
}

std::optional<std::uint8_t> prefixBitsOf(const Bytes &mask)
{
    unsigned bits = 0;
    bool hasEnded = false;
    for (const std::uint8_t byte : mask) {
        const auto ones = static_cast<unsigned>(std::countl_one(byte));
        if ((hasEnded && byte != 0) || static_cast<std::uint8_t>(byte << ones) != 0)
            return std::nullopt;
        hasEnded = hasEnded || ones != 8;
        bits += ones;
    }
    return static_cast<std::uint8_t>(bits);
}

/// A range of addresses or a prefix for a prefix. The kernel names both ends always, equal for one address
/// (nft_nat_dump, net/netfilter/nft_nat.c).
bool isToMany(const Attributes<NFTA_NAT_MAX + 1> &nat)
{
    const bool hasTwoEnds = nat.has(NFTA_NAT_REG_ADDR_MAX)
        && registerOf(nat.at(NFTA_NAT_REG_ADDR_MAX)) != registerOf(nat.at(NFTA_NAT_REG_ADDR_MIN));
    return hasTwoEnds || (u32(nat.at(NFTA_NAT_FLAGS)) & NF_NAT_RANGE_NETMAP) != 0;
}

class RuleReader {
public:
    explicit RuleReader(std::uint8_t family) : m_family(family) { }

    void take(const nlattr *expression);
    /// Family, table and chain are the message's to say.
    NftRule result() const
    {
        NftRule rule = m_said;
        rule.match = m_rule;
        rule.match.hasMore = m_rule.hasMore || m_otherMaps > 0;
        rule.hasNat = m_hasNat;
        rule.isUnderstood = m_isUnderstood;
        return rule;
    }

private:
    /// A rule of the family inet tells its family by what it looks at.
    void takeFamily(std::uint8_t family)
    {
        if (m_family == NFPROTO_INET)
            m_family = family;
    }
    void payload(const nlattr *data);
    void meta(const nlattr *data);
    void bitwise(const nlattr *data);
    void compare(const nlattr *data);
    void compareAddress(const Loaded &loaded, Bytes value, bool isEqual);
    void immediate(const nlattr *data);
    void lookup(const nlattr *data);
    void nat(const nlattr *data);
    void target(const nlattr *data);

    std::uint8_t m_family;
    std::map<std::uint32_t, Loaded> m_registers;
    model::NatRule m_rule;
    NftRule m_said; ///< maps and chains
    int m_otherMaps =
        0; ///< whose value is not, or not yet, the NAT's: an address without an entry ends the rule
    bool m_hasNat = false;
    bool m_isUnderstood = true;
};

void RuleReader::take(const nlattr *expression)
{
    const Attributes<NFTA_EXPR_MAX + 1> attributes(expression);
    const std::string name = attributes.text(NFTA_EXPR_NAME);
    const nlattr *data = attributes.at(NFTA_EXPR_DATA);
    if (name == "payload") {
        payload(data);
    } else if (name == "meta") {
        meta(data);
    } else if (name == "bitwise") {
        bitwise(data);
    } else if (name == "cmp") {
        compare(data);
    } else if (name == "immediate") {
        immediate(data);
    } else if (name == "lookup") {
        lookup(data);
    } else if (name == "nat") {
        nat(data);
    } else if (name == "masq") {
        m_rule.action = model::NatAction::masquerade;
        m_hasNat = true;
    } else if (name == "target") {
        target(data);
    } else if (name == "match") {
        const Attributes<NFTA_MATCH_MAX + 1> match(data);
        m_rule.hasMore = m_rule.hasMore || match.text(NFTA_MATCH_NAME) != "comment";
    } else if (name != "counter" && name != "log") {
        m_rule.hasMore = true; // ct, limit, …: it matches on something that is not told
        m_registers.clear(); // hash, numgen, ct, …: one of them has another value now
    }
}

// Offsets of the addresses in struct iphdr and struct ipv6hdr.
void RuleReader::payload(const nlattr *data)
{
    const Attributes<NFTA_PAYLOAD_MAX + 1> attributes(data);
    const std::uint32_t offset = u32(attributes.at(NFTA_PAYLOAD_OFFSET));
    const std::uint32_t length = u32(attributes.at(NFTA_PAYLOAD_LEN));
    Loaded loaded;
    if (u32(attributes.at(NFTA_PAYLOAD_BASE)) == NFT_PAYLOAD_NETWORK_HEADER) {
        const bool isShort = length > 0 && length <= 4, isLong = length > 0 && length <= 16;
        if ((offset == 12 || offset == 16) && isShort) {
            loaded.what = offset == 12 ? Loaded::What::source : Loaded::What::destination;
            takeFamily(NFPROTO_IPV4);
        } else if ((offset == 8 || offset == 24) && isLong) {
            loaded.what = offset == 8 ? Loaded::What::source : Loaded::What::destination;
            takeFamily(NFPROTO_IPV6);
        }
    }
    loaded.bytes = static_cast<std::uint8_t>(length);
    m_registers[registerOf(attributes.at(NFTA_PAYLOAD_DREG))] = loaded;
}

void RuleReader::meta(const nlattr *data)
{
    const Attributes<NFTA_META_MAX + 1> attributes(data);
    Loaded loaded;
    switch (u32(attributes.at(NFTA_META_KEY))) {
    case NFT_META_IIFNAME:
        loaded.what = Loaded::What::inInterface;
        break;
    case NFT_META_OIFNAME:
        loaded.what = Loaded::What::outInterface;
        break;
    case NFT_META_NFPROTO:
        loaded.what = Loaded::What::harmless;
        break;
    default:
        break;
    }
    if (attributes.has(NFTA_META_DREG))
        m_registers[registerOf(attributes.at(NFTA_META_DREG))] = loaded;
}

void RuleReader::bitwise(const nlattr *data)
{
    const Attributes<NFTA_BITWISE_MAX + 1> attributes(data);
    Loaded loaded = m_registers[registerOf(attributes.at(NFTA_BITWISE_SREG))];
    loaded.prefixBits = prefixBitsOf(bytesOf(attributes.at(NFTA_BITWISE_MASK)));
    if (!loaded.prefixBits)
        loaded.what = Loaded::What::unknown;
    m_registers[registerOf(attributes.at(NFTA_BITWISE_DREG))] = loaded;
}

void RuleReader::compareAddress(const Loaded &loaded, Bytes value, bool isEqual)
{
    const std::size_t whole = m_family == NFPROTO_IPV6 ? 16 : 4;
    if (!isEqual || value.size() != loaded.bytes || value.size() > whole) {
        m_rule.hasMore = true;
        return;
    }
    // nft compares only the bytes that a prefix of whole bytes needs.
    const auto bits = loaded.prefixBits.value_or(static_cast<std::uint8_t>(value.size() * 8));
    value.resize(whole);
    const model::IpPrefix prefix{ model::IpAddress::fromBytes(value.data(), value.size()), bits };
    (loaded.what == Loaded::What::source ? m_rule.source : m_rule.destination) = prefix;
}

void RuleReader::compare(const nlattr *data)
{
    const Attributes<NFTA_CMP_MAX + 1> attributes(data);
    const Loaded loaded = m_registers[registerOf(attributes.at(NFTA_CMP_SREG))];
    const std::uint32_t operation = u32(attributes.at(NFTA_CMP_OP));
    const bool isEqual = operation == NFT_CMP_EQ;
    const Bytes value = bytesOf(attributes.at(NFTA_CMP_DATA));
    const auto *text = reinterpret_cast<const char *>(value.data());
    std::string name(text, value.empty() ? 0 : ::strnlen(text, value.size()));
    if (name.size() == value.size() && name.size() < interfaceBytes)
        name += '*'; // without its final NUL it stands for all that begin so
    switch (loaded.what) {
    case Loaded::What::source:
    case Loaded::What::destination:
        compareAddress(loaded, value, isEqual);
        break;
    case Loaded::What::inInterface:
        if (isEqual)
            m_rule.inInterface = name;
        else
            m_rule.hasMore = true;
        break;
    case Loaded::What::outInterface:
        m_rule.outInterface = name;
        m_rule.isOutInverted = !isEqual;
        break;
    case Loaded::What::harmless:
        break;
    default:
        m_rule.hasMore = true;
    }
}

void RuleReader::immediate(const nlattr *data)
{
    const Attributes<NFTA_IMMEDIATE_MAX + 1> attributes(data);
    Loaded loaded;
    loaded.what = Loaded::What::constant;
    loaded.constant = bytesOf(attributes.at(NFTA_IMMEDIATE_DATA));
    if (u32(attributes.at(NFTA_IMMEDIATE_DREG)) != NFT_REG_VERDICT) {
        m_registers[registerOf(attributes.at(NFTA_IMMEDIATE_DREG))] = loaded;
    } else if (std::string chain = chainOf(attributes.at(NFTA_IMMEDIATE_DATA)); !chain.empty()) {
        m_said.goesTo = std::move(chain);
    }
}

/// Without a destination register it is a set to match on; else a map.
void RuleReader::lookup(const nlattr *data)
{
    const Attributes<NFTA_LOOKUP_MAX + 1> attributes(data);
    if (!attributes.has(NFTA_LOOKUP_DREG)) {
        m_rule.hasMore = true;
        return;
    }
    const Loaded key = m_registers[registerOf(attributes.at(NFTA_LOOKUP_SREG))];
    NftLookup map;
    map.set = attributes.text(NFTA_LOOKUP_SET);
    const bool isAddress = !key.prefixBits && (key.bytes == 4 || key.bytes == 16);
    if (isAddress && key.what == Loaded::What::source)
        map.key = NftLookup::Key::source;
    if (isAddress && key.what == Loaded::What::destination)
        map.key = NftLookup::Key::destination;
    map.keyBytes = key.bytes;
    if (u32(attributes.at(NFTA_LOOKUP_DREG)) == NFT_REG_VERDICT) {
        m_said.verdictMap = std::move(map);
        return;
    }
    ++m_otherMaps;
    Loaded loaded;
    loaded.what = Loaded::What::mapped;
    loaded.map = std::move(map);
    m_registers[registerOf(attributes.at(NFTA_LOOKUP_DREG))] = std::move(loaded);
}

void RuleReader::nat(const nlattr *data)
{
    const Attributes<NFTA_NAT_MAX + 1> attributes(data);
    m_rule.action =
        u32(attributes.at(NFTA_NAT_TYPE)) == NFT_NAT_DNAT ? model::NatAction::dnat : model::NatAction::snat;
    m_hasNat = true;
    if (attributes.has(NFTA_NAT_REG_PROTO_MIN))
        m_rule.hasMore = true;
    const Loaded loaded = m_registers[registerOf(attributes.at(NFTA_NAT_REG_ADDR_MIN))];
    m_rule.to = model::IpAddress::fromBytes(loaded.constant.data(), loaded.constant.size());
    if (loaded.what == Loaded::What::mapped) {
        m_said.natMap = loaded.map;
        --m_otherMaps;
    }
    m_isUnderstood = !isToMany(attributes) && (m_rule.to.isSet() || m_said.natMap);
}

void RuleReader::target(const nlattr *data)
{
    const Attributes<NFTA_TARGET_MAX + 1> attributes(data);
    const nlattr *info = attributes.at(NFTA_TARGET_INFO);
    const DecodedNat decoded =
        decodeNatTarget(attributes.text(NFTA_TARGET_NAME), u32(attributes.at(NFTA_TARGET_REV)),
                        m_family == NFPROTO_IPV6 ? model::IpFamily::v6 : model::IpFamily::v4,
                        info ? nla_data(info) : nullptr, info ? static_cast<std::size_t>(nla_len(info)) : 0);
    m_isUnderstood = m_isUnderstood && decoded.isUnderstood;
    if (!decoded.rule)
        return;
    m_rule.action = decoded.rule->action;
    m_rule.to = decoded.rule->to;
    m_rule.hasMore = m_rule.hasMore || decoded.rule->hasMore;
    m_hasNat = true;
}

} // namespace

NftRule decodeNftRule(const nlmsghdr &message)
{
    if (!nlmsg_valid_hdr(&message, sizeof(nfgenmsg)))
        return {};
    const auto *header = static_cast<const nfgenmsg *>(nlmsg_data(&message));
    const Attributes<NFTA_RULE_MAX + 1> attributes(message, sizeof(nfgenmsg));
    RuleReader reader(header->nfgen_family);
    std::size_t count = 0;
    if (const nlattr *expressions = attributes.at(NFTA_RULE_EXPRESSIONS)) {
        const auto *attribute = static_cast<const nlattr *>(nla_data(expressions));
        for (int remaining = nla_len(expressions); nla_ok(attribute, remaining) && count < maxExpressions;
             ++count) {
            reader.take(attribute);
            attribute = nla_next(attribute, &remaining);
        }
    }
    NftRule rule = reader.result();
    rule.family = header->nfgen_family;
    rule.table = attributes.text(NFTA_RULE_TABLE);
    rule.chain = attributes.text(NFTA_RULE_CHAIN);
    return rule;
}

std::vector<NftElement> decodeNftElements(const nlmsghdr &message)
{
    std::vector<NftElement> elements;
    const Attributes<NFTA_SET_ELEM_LIST_MAX + 1> list(message, sizeof(nfgenmsg));
    const nlattr *nest = list.at(NFTA_SET_ELEM_LIST_ELEMENTS);
    if (!nest)
        return elements;
    const auto *attribute = static_cast<const nlattr *>(nla_data(nest));
    for (int remaining = nla_len(nest); nla_ok(attribute, remaining) && elements.size() < maxElements;
         attribute = nla_next(attribute, &remaining)) {
        const Attributes<NFTA_SET_ELEM_MAX + 1> said(attribute);
        const std::uint32_t flags = u32(said.at(NFTA_SET_ELEM_FLAGS));
        NftElement element;
        element.key = bytesOf(said.at(NFTA_SET_ELEM_KEY));
        element.value = bytesOf(said.at(NFTA_SET_ELEM_DATA));
        element.chain = chainOf(said.at(NFTA_SET_ELEM_DATA));
        element.isEnd = (flags & NFT_SET_ELEM_INTERVAL_END) != 0;
        element.isPlain = flags == 0 && !said.has(NFTA_SET_ELEM_KEY_END);
        elements.push_back(std::move(element));
    }
    return elements;
}

} // namespace kv::netlink
