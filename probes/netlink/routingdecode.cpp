// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/routingdecode.h"

#include "probes/netlink/attributes.h"

#include <linux/fib_rules.h>
#include <linux/neighbour.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include <algorithm>

namespace kv::netlink {

namespace {

using RouteAttributes = Attributes<RTA_MAX + 1>;

constexpr std::size_t maxNextHops = 64;

model::IpFamily familyOf(int family)
{
    return family == AF_INET ? model::IpFamily::v4
        : family == AF_INET6 ? model::IpFamily::v6
                             : model::IpFamily::none;
}

model::IpAddress addressOf(const nlattr *bytes)
{
    return bytes ? model::IpAddress::fromBytes(nla_data(bytes), static_cast<std::size_t>(nla_len(bytes)))
                 : model::IpAddress{};
}

/// Of the family whatever the attribute; a default route has none.
model::IpPrefix prefixOf(const nlattr *bytes, std::uint8_t length, model::IpFamily family)
{
    model::IpPrefix prefix{ addressOf(bytes), length };
    if (!prefix.address.isSet())
        prefix.address.family = family;
    return prefix;
}

model::RouteType typeOf(std::uint8_t type)
{
    switch (type) {
    case RTN_UNICAST:
        return model::RouteType::unicast;
    case RTN_BLACKHOLE:
        return model::RouteType::blackhole;
    case RTN_UNREACHABLE:
        return model::RouteType::unreachable;
    case RTN_PROHIBIT:
        return model::RouteType::prohibit;
    case RTN_THROW:
        return model::RouteType::throwOut;
    default:
        return model::RouteType::other;
    }
}

/// RTA_VIA is struct rtvia: a gateway of the other family.
model::IpAddress gatewayOf(const RouteAttributes &attributes)
{
    if (const nlattr *gateway = attributes.at(RTA_GATEWAY))
        return addressOf(gateway);
    const nlattr *via = attributes.at(RTA_VIA);
    constexpr int familyBytes = sizeof(rtvia::rtvia_family);
    if (!via || nla_len(via) <= familyBytes)
        return {};
    return model::IpAddress::fromBytes(static_cast<const char *>(nla_data(via)) + familyBytes,
                                       static_cast<std::size_t>(nla_len(via) - familyBytes));
}

bool isDead(unsigned flags)
{
    return (flags & (RTNH_F_DEAD | RTNH_F_LINKDOWN)) != 0;
}

void readMultipath(const nlattr *multipath, std::vector<model::NextHop> &hops)
{
    const char *place = static_cast<const char *>(nla_data(multipath));
    int remaining = nla_len(multipath);
    while (remaining >= static_cast<int>(sizeof(rtnexthop)) && hops.size() < maxNextHops) {
        rtnexthop header{};
        std::memcpy(&header, place, sizeof header);
        const int length = header.rtnh_len;
        if (length < static_cast<int>(sizeof header) || length > remaining)
            return;
        const RouteAttributes attributes(reinterpret_cast<const nlattr *>(place + sizeof header),
                                         length - static_cast<int>(sizeof header));
        hops.push_back({ gatewayOf(attributes), std::max(header.rtnh_ifindex, 0), header.rtnh_hops + 1u,
                         isDead(header.rtnh_flags) });
        const int step = (length + RTNH_ALIGNTO - 1) & ~(RTNH_ALIGNTO - 1);
        place += step;
        remaining -= step;
    }
}

bool isLeftOut(const rtmsg &header, const model::Route &route)
{
    if ((header.rtm_flags & RTM_F_CLONED) != 0 || route.key.table == RT_TABLE_LOCAL)
        return true;
    if (header.rtm_type == RTN_LOCAL || header.rtm_type == RTN_BROADCAST || header.rtm_type == RTN_ANYCAST
        || header.rtm_type == RTN_MULTICAST)
        return true;
    const model::IpPrefix &to = route.key.destination;
    return header.rtm_protocol == RTPROT_KERNEL && to.address.family == model::IpFamily::v6 && to.length == 64
        && to.address.isLinkLocal();
}

std::string actionName(std::uint8_t action)
{
    switch (action) {
    case FR_ACT_TO_TBL:
        return "lookup";
    case FR_ACT_GOTO:
        return "goto";
    case FR_ACT_NOP:
        return "nop";
    case FR_ACT_BLACKHOLE:
        return "blackhole";
    case FR_ACT_UNREACHABLE:
        return "unreachable";
    case FR_ACT_PROHIBIT:
        return "prohibit";
    default:
        return "action " + std::to_string(action);
    }
}

} // namespace

std::optional<model::Route> decodeRoute(const nlmsghdr &message)
{
    if (!nlmsg_valid_hdr(&message, sizeof(rtmsg)))
        return std::nullopt;
    const auto *header = static_cast<const rtmsg *>(nlmsg_data(&message));
    const model::IpFamily family = familyOf(header->rtm_family);
    if (family == model::IpFamily::none)
        return std::nullopt;
    const RouteAttributes attributes(message, sizeof(rtmsg));
    model::Route route;
    route.key.destination = prefixOf(attributes.at(RTA_DST), header->rtm_dst_len, family);
    if (route.key.destination.length > route.key.destination.address.size() * 8)
        return std::nullopt;
    route.key.table = attributes.get<std::uint32_t>(RTA_TABLE).value_or(header->rtm_table);
    route.key.metric = attributes.get<std::uint32_t>(RTA_PRIORITY).value_or(0);
    route.key.tos = header->rtm_tos;
    route.type = typeOf(header->rtm_type);
    route.protocol = header->rtm_protocol;
    route.scope = header->rtm_scope;
    route.preferredSource = addressOf(attributes.at(RTA_PREFSRC));
    if (isLeftOut(*header, route))
        return std::nullopt;
    if (const nlattr *multipath = attributes.at(RTA_MULTIPATH))
        readMultipath(multipath, route.nextHops);
    else if (route.type == model::RouteType::unicast)
        route.nextHops.push_back(
            { gatewayOf(attributes), attributes.index(RTA_OIF), 1, isDead(header->rtm_flags) });
    if (!route.nextHops.empty())
        route.key.first = { route.nextHops.front().gateway, route.nextHops.front().ifindex, 1, false };
    return route;
}

std::optional<model::PolicyRule> decodeRule(const nlmsghdr &message)
{
    if (!nlmsg_valid_hdr(&message, sizeof(fib_rule_hdr)))
        return std::nullopt;
    const auto *header = static_cast<const fib_rule_hdr *>(nlmsg_data(&message));
    model::PolicyRule rule;
    rule.family = familyOf(header->family);
    if (rule.family == model::IpFamily::none)
        return std::nullopt;
    const Attributes<FRA_MAX + 1> attributes(message, sizeof(fib_rule_hdr));
    rule.priority = attributes.get<std::uint32_t>(FRA_PRIORITY).value_or(0);
    rule.action = actionName(header->action);
    if (header->action == FR_ACT_TO_TBL)
        rule.table = attributes.get<std::uint32_t>(FRA_TABLE).value_or(header->table);
    else if (header->action == FR_ACT_GOTO)
        rule.table = attributes.get<std::uint32_t>(FRA_GOTO).value_or(0);
    if (attributes.has(FRA_SRC))
        rule.from = { addressOf(attributes.at(FRA_SRC)), header->src_len };
    if (attributes.has(FRA_DST))
        rule.to = { addressOf(attributes.at(FRA_DST)), header->dst_len };
    for (const model::IpPrefix &prefix : { rule.from, rule.to }) {
        if (prefix.length > prefix.address.size() * 8)
            return std::nullopt;
    }
    rule.inInterface = attributes.text(FRA_IIFNAME);
    rule.outInterface = attributes.text(FRA_OIFNAME);
    rule.mask = attributes.get<std::uint32_t>(FRA_FWMASK).value_or(0);
    if (rule.mask != 0)
        rule.mark = attributes.get<std::uint32_t>(FRA_FWMARK).value_or(0);
    rule.isInverted = (header->flags & FIB_RULE_INVERT) != 0;
    return rule;
}

std::optional<DecodedNeighbour> decodeNeighbour(const nlmsghdr &message)
{
    if (!nlmsg_valid_hdr(&message, sizeof(ndmsg)))
        return std::nullopt;
    const auto *header = static_cast<const ndmsg *>(nlmsg_data(&message));
    if (familyOf(header->ndm_family) == model::IpFamily::none)
        return std::nullopt;
    const Attributes<NDA_MAX + 1> attributes(message, sizeof(ndmsg));
    DecodedNeighbour decoded;
    model::Neighbour &neighbour = decoded.neighbour;
    neighbour.key.link.ifindex = header->ndm_ifindex;
    neighbour.key.address = addressOf(attributes.at(NDA_DST));
    if (!neighbour.key.address.isSet() || header->ndm_ifindex <= 0)
        return std::nullopt;
    if (const nlattr *mac = attributes.at(NDA_LLADDR);
        mac && nla_len(mac) == static_cast<int>(neighbour.mac.bytes.size()))
        std::copy_n(static_cast<const std::uint8_t *>(nla_data(mac)), neighbour.mac.bytes.size(),
                    neighbour.mac.bytes.begin());
    neighbour.isRouter = (header->ndm_flags & NTF_ROUTER) != 0;
    neighbour.isProxy = (header->ndm_flags & NTF_PROXY) != 0;
    constexpr unsigned answered = NUD_REACHABLE | NUD_STALE | NUD_DELAY | NUD_PROBE;
    const unsigned state = header->ndm_state;
    if ((state & NUD_PERMANENT) != 0 || neighbour.isProxy)
        neighbour.state = model::NeighbourState::permanent;
    else if ((state & NUD_FAILED) != 0)
        neighbour.state = model::NeighbourState::failed;
    else if ((state & NUD_INCOMPLETE) != 0)
        neighbour.state = model::NeighbourState::asked;
    else
        decoded.isKept = (state & answered) != 0;
    return decoded;
}

} // namespace kv::netlink
