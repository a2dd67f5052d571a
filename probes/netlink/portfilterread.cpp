// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/portfilterread.h"

#include "probes/netlink/attributes.h"
#include "probes/netlink/nftrules.h"
#include "probes/netlink/routesocket.h"

#include <arpa/inet.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nf_tables_compat.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter/xt_physdev.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstring>
#include <set>

namespace kv::netlink {

namespace {

constexpr int maxExpressions = 128;

/// The whole name that a device and its mask say; "" for a wildcard ("tap+" has no mask over the final NUL).
template <std::size_t size> std::string nameIn(const char (&device)[size], const char (&mask)[size])
{
    const std::size_t length = strnlen(device, size);
    const bool isWhole = length > 0 && length < size
        && std::all_of(mask, mask + length + 1, [](char byte) { return byte != 0; });
    return isWhole ? std::string(device, length) : std::string();
}

void addPhysdev(std::vector<std::string> &names, const nlattr *info)
{
    xt_physdev_info physdev{};
    if (!info || nla_len(info) < static_cast<int>(sizeof physdev))
        return;
    std::memcpy(&physdev, nla_data(info), sizeof physdev);
    const auto matches = [&physdev](unsigned what) {
        return (physdev.bitmask & what) != 0 && (physdev.invert & what) == 0;
    };
    if (matches(XT_PHYSDEV_OP_IN))
        names.push_back(nameIn(physdev.physindev, physdev.in_mask));
    if (matches(XT_PHYSDEV_OP_OUT))
        names.push_back(nameIn(physdev.physoutdev, physdev.out_mask));
    std::erase(names, std::string());
}

/// What of a rule tells which ports it filters.
struct Reading {
    std::vector<std::string> names;
    bool accepts = false; ///< all that it matches: that is no filter
};

void readExpression(Reading &reading, const nlattr *expression)
{
    const Attributes<NFTA_EXPR_MAX + 1> attributes(expression);
    const std::string name = attributes.text(NFTA_EXPR_NAME);
    const nlattr *data = attributes.at(NFTA_EXPR_DATA);
    if (name == "match") {
        const Attributes<NFTA_MATCH_MAX + 1> match(data);
        if (match.text(NFTA_MATCH_NAME) == "physdev")
            addPhysdev(reading.names, match.at(NFTA_MATCH_INFO));
    } else if (name == "immediate") {
        const Attributes<NFTA_IMMEDIATE_MAX + 1> immediate(data);
        const Attributes<NFTA_DATA_MAX + 1> value(immediate.at(NFTA_IMMEDIATE_DATA));
        const Attributes<NFTA_VERDICT_MAX + 1> verdict(value.at(NFTA_DATA_VERDICT));
        const auto code = verdict.get<std::uint32_t>(NFTA_VERDICT_CODE);
        reading.accepts = code && ntohl(*code) == NF_ACCEPT;
    }
}

} // namespace

std::vector<std::string> physdevsOf(const nlmsghdr &message)
{
    const Attributes<NFTA_RULE_MAX + 1> rule(message, sizeof(nfgenmsg));
    const nlattr *expressions = rule.at(NFTA_RULE_EXPRESSIONS);
    Reading reading;
    if (message.nlmsg_type != nftType(NFT_MSG_NEWRULE) || !expressions
        || rule.text(NFTA_RULE_TABLE) != "filter")
        return {};
    const auto *expression = static_cast<const nlattr *>(nla_data(expressions));
    int remaining = nla_len(expressions);
    for (int i = 0; i < maxExpressions && nla_ok(expression, remaining); ++i) {
        readExpression(reading, expression);
        expression = nla_next(expression, &remaining);
    }
    return reading.accepts ? std::vector<std::string>() : reading.names;
}

model::PortFilters readPortFilters(model::NetnsCookie netns)
{
    model::PortFilters filters;
    filters.netns = netns;
    auto socket = RouteSocket::open(NETLINK_NETFILTER);
    if (!socket)
        return filters;
    std::set<std::string> names;
    const auto done = dumpNftRules(
        *socket, [&names] { names.clear(); },
        [&names](const nlmsghdr &message) {
            for (std::string &name : physdevsOf(message))
                names.insert(std::move(name));
        });
    filters.isRead = done.ok();
    filters.isCut = names.size() > model::PortFilters::maxPorts;
    for (const std::string &name : names) {
        if (filters.ports.size() < model::PortFilters::maxPorts)
            filters.ports.push_back(name);
    }
    return filters;
}

} // namespace kv::netlink
