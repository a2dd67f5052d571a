// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/portfilterread.h"

#include "probes/netlink/attributes.h"
#include "probes/netlink/legacytable.h"
#include "probes/netlink/nftdump.h"
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
#include <optional>
#include <set>
#include <utility>

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

void addPhysdev(std::vector<std::string> &names, const void *info, std::size_t bytes)
{
    xt_physdev_info physdev{};
    if (!info || bytes < sizeof physdev)
        return;
    std::memcpy(&physdev, info, sizeof physdev);
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
        const nlattr *info = match.at(NFTA_MATCH_INFO);
        if (info && match.text(NFTA_MATCH_NAME) == "physdev")
            addPhysdev(reading.names, nla_data(info), static_cast<std::size_t>(nla_len(info)));
    } else if (name == "immediate") {
        const Attributes<NFTA_IMMEDIATE_MAX + 1> immediate(data);
        const Attributes<NFTA_DATA_MAX + 1> value(immediate.at(NFTA_IMMEDIATE_DATA));
        const Attributes<NFTA_VERDICT_MAX + 1> verdict(value.at(NFTA_DATA_VERDICT));
        const auto code = verdict.get<std::uint32_t>(NFTA_VERDICT_CODE);
        reading.accepts = code && ntohl(*code) == NF_ACCEPT;
    }
}

/// A verdict that accepts, as the old iptables says it to its users (ip_tables.c, standard targets).
bool isAccept(const LegacyEntry &entry)
{
    int verdict = 0;
    if (!entry.target.empty() || entry.targetBytes < sizeof verdict)
        return false;
    std::memcpy(&verdict, entry.targetData, sizeof verdict);
    return verdict == -NF_ACCEPT - 1;
}

bool readNft(std::set<std::string> &names)
{
    // A kernel without it has no rules of it either.
    const auto isLack = [](const model::Error &error) { return error.code == model::ErrorCode::unsupported; };
    auto socket = RouteSocket::open(NETLINK_NETFILTER);
    if (!socket)
        return isLack(socket.error());
    const auto done = dumpNft(
        *socket, NftDump::rules, [&names] { names.clear(); },
        [&names](const nlmsghdr &message) {
            for (std::string &name : physdevsOf(message))
                names.insert(std::move(name));
        });
    return done.ok() || isLack(done.error());
}

void readLegacy(model::IpFamily family, std::set<std::string> &names, model::PortFilters &filters)
{
    const LegacyTable table = readLegacyTable(family, "filter");
    if (!table.exists)
        return;
    filters.hasLegacy = true;
    filters.isRead = filters.isRead && table.isRead;
    std::size_t next = 0;
    for (std::size_t at = 0; at < table.entries.size(); at += next) {
        for (std::string &name :
             legacyPhysdevsOf(family, table.entries.data() + at, table.entries.size() - at, next))
            names.insert(std::move(name));
        if (next == 0)
            break;
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

std::vector<std::string> legacyPhysdevsOf(model::IpFamily family, const void *data, std::size_t size,
                                          std::size_t &next)
{
    const std::optional<LegacyEntry> entry = legacyEntryAt(family, data, size);
    next = entry ? entry->bytes : 0;
    std::vector<std::string> names;
    if (!entry || isAccept(*entry))
        return names;
    visitMatches(*entry, [&names](const std::string &name, const char *info, std::size_t bytes) {
        if (name == "physdev")
            addPhysdev(names, info, bytes);
        return true;
    });
    return names;
}

model::PortFilters readPortFilters(model::NetnsCookie netns)
{
    model::PortFilters filters;
    filters.netns = netns;
    std::set<std::string> names;
    filters.isRead = readNft(names);
    readLegacy(model::IpFamily::v4, names, filters);
    readLegacy(model::IpFamily::v6, names, filters);
    filters.isCut = names.size() > model::PortFilters::maxPorts;
    for (const std::string &name : names) {
        if (filters.ports.size() < model::PortFilters::maxPorts)
            filters.ports.push_back(name);
    }
    return filters;
}

} // namespace kv::netlink
