// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/decode.h"
#include "probes/netlink/natdecode.h"
#include "probes/netlink/nftnat.h"
#include "probes/netlink/portfilterread.h"
#include "probes/netlink/routingdecode.h"
#include "tests/fuzz/demand.h"
#include "tests/fuzz/oneinput.h"

#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/rtnetlink.h>

#include <array>
#include <cstring>
#include <memory>

namespace kv::tests {

namespace {

/// A message with an honest length in a room of exactly that length.
class Wrapped {
public:
    Wrapped(std::uint16_t type, std::string_view body) : m_room(new char[NLMSG_HDRLEN + body.size()])
    {
        nlmsghdr header{};
        header.nlmsg_len = static_cast<std::uint32_t>(NLMSG_HDRLEN + body.size());
        header.nlmsg_type = type;
        std::memcpy(m_room.get(), &header, sizeof header);
        std::memcpy(m_room.get() + NLMSG_HDRLEN, body.data(), body.size());
    }
    const nlmsghdr &get() const { return *reinterpret_cast<const nlmsghdr *>(m_room.get()); }

private:
    std::unique_ptr<char[]> m_room;
};

void sendNat(const netlink::DecodedNat &decoded, std::string_view body)
{
    demand(decoded.isUnderstood || !decoded.rule, "what is not understood is no rule", body);
    if (decoded.rule)
        demandSendable(model::NatTable{ 1, true, true, { *decoded.rule }, 0 }, body);
}

void link(std::string_view body)
{
    if (auto raw = netlink::decodeLink(Wrapped(RTM_NEWLINK, body).get())) {
        raw->link.key.netns = 1;
        demandSendable(raw->link, body);
    }
    (void)netlink::decodeBridgePort(Wrapped(RTM_NEWLINK, body).get());
}

void address(std::string_view body)
{
    if (const auto decoded = netlink::decodeAddress(Wrapped(RTM_NEWADDR, body).get()))
        demandSendable(*decoded, body);
}

void forwarding(std::string_view body)
{
    if (const auto decoded = netlink::decodeFdbEntry(Wrapped(RTM_NEWNEIGH, body).get()))
        demandSendable(*decoded, body);
}

void neighbour(std::string_view body)
{
    const auto decoded = netlink::decodeNeighbour(Wrapped(RTM_NEWNEIGH, body).get());
    if (decoded && decoded->isKept)
        demandSendable(decoded->neighbour, body);
}

void route(std::string_view body)
{
    if (const auto decoded = netlink::decodeRoute(Wrapped(RTM_NEWROUTE, body).get()))
        demandSendable(*decoded, body);
}

void rule(std::string_view body)
{
    if (const auto decoded = netlink::decodeRule(Wrapped(RTM_NEWRULE, body).get()))
        demandSendable(model::PolicyRules{ 1, { *decoded } }, body);
}

void nftRule(std::string_view body)
{
    constexpr std::uint16_t type = NFNL_SUBSYS_NFTABLES << 8 | NFT_MSG_NEWRULE;
    // Alone, and as a rule that a map of the same bytes and a jump to itself lead to.
    netlink::NftRule rule = netlink::decodeNftRule(Wrapped(type, body).get());
    (void)netlink::physdevsOf(Wrapped(type, body).get());
    netlink::NftNat nat;
    for (const auto &map : std::array{ rule.natMap, rule.verdictMap }) {
        if (!map)
            continue;
        constexpr std::uint16_t elements = NFNL_SUBSYS_NFTABLES << 8 | NFT_MSG_NEWSETELEM;
        for (netlink::NftElement &element : netlink::decodeNftElements(Wrapped(elements, body).get()))
            nat.take({ rule.family, rule.table, map->set }, std::move(element));
    }
    nat.take(std::move(rule));
    model::NatTable table{ 1, true, true, {}, 0 };
    nat.tell(table);
    demandSendable(table, body);
}

/// The entries of an ipt_get_entries, one after another, and as those of ip6t_get_entries.
void legacyRules(std::string_view body)
{
    const std::unique_ptr<char[]> room(new char[body.size()]);
    std::memcpy(room.get(), body.data(), body.size());
    for (const model::IpFamily family : { model::IpFamily::v4, model::IpFamily::v6 }) {
        std::size_t next = 0;
        for (std::size_t at = 0; at < body.size(); at += next) {
            const auto decoded = netlink::decodeLegacyRule(family, room.get() + at, body.size() - at, next);
            demand(next <= body.size() - at, "an entry lies within its table", body);
            sendNat(decoded, body);
            std::size_t again = 0;
            (void)netlink::legacyPhysdevsOf(family, room.get() + at, body.size() - at, again);
            demand(again == next, "both readers find the same end of an entry", body);
            if (next == 0)
                break;
        }
    }
}

constexpr std::array readers{ link, address, forwarding, neighbour, route, rule, nftRule, legacyRules };

} // namespace

void netlinkInput(std::string_view bytes)
{
    if (bytes.empty())
        return;
    readers[static_cast<unsigned char>(bytes.front()) % readers.size()](bytes.substr(1));
}

} // namespace kv::tests
