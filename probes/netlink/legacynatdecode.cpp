// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/legacytable.h"
#include "probes/netlink/natdecode.h"

#include <linux/netfilter.h>
// The kernel's header of ip_tables wants the C library's <net/if.h> or its own, not both.
#include <linux/if.h>
#include <linux/netfilter/nf_nat.h>
#include <linux/netfilter/x_tables.h>
#include <linux/netfilter_ipv4/ip_tables.h>
#include <linux/netfilter_ipv6/ip6_tables.h>

#include <array>
#include <bit>
#include <cstring>

namespace kv::netlink {

namespace {

/// Copies the structure at `data`; false when there is less.
template <class T> bool load(T &into, const void *data, std::size_t size)
{
    if (!data || size < sizeof into)
        return false;
    std::memcpy(&into, data, sizeof into);
    return true;
}

struct Range {
    unsigned flags = 0;
    model::IpAddress first;
};

/// Revision 0 speaks IPv4 by nf_nat_ipv4_multi_range_compat, the later ones any family by nf_nat_range.
std::optional<Range> rangeOf(unsigned revision, model::IpFamily family, const void *data, std::size_t size)
{
    Range range;
    if (revision == 0 && family == model::IpFamily::v4) {
        nf_nat_ipv4_multi_range_compat old{};
        if (!load(old, data, size) || old.rangesize != 1)
            return std::nullopt;
        range.flags = old.range[0].flags;
        range.first = model::IpAddress::fromBytes(&old.range[0].min_ip, sizeof old.range[0].min_ip);
        return range;
    }
    nf_nat_range now{};
    if (!load(now, data, size))
        return std::nullopt;
    range.flags = now.flags;
    range.first = model::IpAddress::fromBytes(&now.min_addr, family == model::IpFamily::v6 ? 16 : 4);
    return range;
}

template <class Address> model::IpPrefix prefixOf(const Address &address, const Address &mask)
{
    std::array<std::uint8_t, sizeof mask> bytes{};
    std::memcpy(bytes.data(), &mask, sizeof mask);
    unsigned bits = 0;
    for (const std::uint8_t byte : bytes)
        bits += static_cast<unsigned>(std::popcount(byte));
    if (bits == 0)
        return {};
    return { model::IpAddress::fromBytes(&address, sizeof address), static_cast<std::uint8_t>(bits) };
}

std::string interfaceOf(const char *name, const unsigned char *mask)
{
    // Only the bytes under the mask are compared: without the final NUL it stands for all that begin so.
    const std::size_t compared = ::strnlen(reinterpret_cast<const char *>(mask), IFNAMSIZ);
    std::string text(name, ::strnlen(name, IFNAMSIZ));
    if (!text.empty() && compared <= text.size()) {
        text.resize(compared);
        text += '*';
    }
    return text;
}

bool hasOtherMatches(const LegacyEntry &entry)
{
    bool hasOther = false;
    visitMatches(entry, [&hasOther](const std::string &name, const char *, std::size_t) {
        hasOther = name != "comment";
        return !hasOther;
    });
    return hasOther;
}

/// The two families' entries differ in their addresses and have the same inversions.
struct Ipv4 {
    using Entry = ipt_entry;
    static constexpr model::IpFamily family = model::IpFamily::v4;
    static const ipt_ip &matchOf(const Entry &entry) { return entry.ip; }
    static bool hasProtocol(const ipt_ip &match) { return match.proto != 0; }
};
struct Ipv6 {
    using Entry = ip6t_entry;
    static constexpr model::IpFamily family = model::IpFamily::v6;
    static const ip6t_ip6 &matchOf(const Entry &entry) { return entry.ipv6; }
    static bool hasProtocol(const ip6t_ip6 &match) { return (match.flags & IP6T_F_PROTO) != 0; }
};
static_assert(IPT_INV_VIA_IN == IP6T_INV_VIA_IN && IPT_INV_VIA_OUT == IP6T_INV_VIA_OUT
              && IPT_INV_TOS == IP6T_INV_TOS && IPT_INV_SRCIP == IP6T_INV_SRCIP
              && IPT_INV_DSTIP == IP6T_INV_DSTIP && IPT_INV_FRAG == IP6T_INV_FRAG);

template <class Family> DecodedNat decodeEntry(const void *data, const LegacyEntry &entry)
{
    DecodedNat decoded = decodeNatTarget(entry.target, entry.targetRevision, Family::family, entry.targetData,
                                         entry.targetBytes);
    if (!decoded.rule)
        return decoded;
    typename Family::Entry header{};
    std::memcpy(&header, data, sizeof header);
    model::NatRule &rule = *decoded.rule;
    const auto &match = Family::matchOf(header);
    rule.source = prefixOf(match.src, match.smsk);
    rule.destination = prefixOf(match.dst, match.dmsk);
    rule.inInterface = interfaceOf(match.iniface, match.iniface_mask);
    rule.outInterface = interfaceOf(match.outiface, match.outiface_mask);
    rule.isOutInverted = (match.invflags & IPT_INV_VIA_OUT) != 0;
    constexpr unsigned otherInversions =
        IPT_INV_VIA_IN | IPT_INV_TOS | IPT_INV_SRCIP | IPT_INV_DSTIP | IPT_INV_FRAG | XT_INV_PROTO;
    rule.hasMore = rule.hasMore || (match.invflags & otherInversions) != 0 || Family::hasProtocol(match)
        || hasOtherMatches(entry);
    return decoded;
}

} // namespace

DecodedNat decodeNatTarget(const std::string &name, unsigned revision, model::IpFamily family,
                           const void *data, std::size_t size)
{
    DecodedNat decoded;
    if (name == "MASQUERADE") {
        decoded.rule.emplace().action = model::NatAction::masquerade;
        return decoded;
    }
    if (name != "DNAT" && name != "SNAT")
        return decoded;
    const auto range = rangeOf(revision, family, data, size);
    decoded.isUnderstood = range && (range->flags & NF_NAT_RANGE_MAP_IPS) != 0;
    if (!decoded.isUnderstood)
        return decoded;
    decoded.rule.emplace();
    decoded.rule->action = name == "DNAT" ? model::NatAction::dnat : model::NatAction::snat;
    decoded.rule->to = range->first;
    decoded.rule->hasMore = (range->flags & NF_NAT_RANGE_PROTO_SPECIFIED) != 0;
    return decoded;
}

DecodedNat decodeLegacyRule(model::IpFamily family, const void *entry, std::size_t size, std::size_t &next)
{
    const std::optional<LegacyEntry> parts = legacyEntryAt(family, entry, size);
    next = parts ? parts->bytes : 0;
    if (!parts)
        return {};
    return family == model::IpFamily::v6 ? decodeEntry<Ipv6>(entry, *parts)
                                         : decodeEntry<Ipv4>(entry, *parts);
}

} // namespace kv::netlink
