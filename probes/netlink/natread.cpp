// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/natread.h"

#include "probes/netlink/message.h"
#include "probes/netlink/natdecode.h"
#include "probes/netlink/procfile.h"
#include "probes/netlink/routesocket.h"

#include <linux/if.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter_ipv4/ip_tables.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

namespace kv::netlink {

namespace {

constexpr const char *natName = "nat";
/// 4 MiB hold some 20,000 rules of the old iptables.
constexpr unsigned maxLegacyBytes = 4 * 1024 * 1024;

constexpr int nftType(int message)
{
    return (NFNL_SUBSYS_NFTABLES << 8) | message;
}

// Neutron says each floating IP twice, for what comes in and for the router's own: the same rule is kept
// once.
void keep(model::NatTable &table, DecodedNat &&decoded)
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

void readNft(model::NatTable &table)
{
    auto socket = RouteSocket::open(NETLINK_NETFILTER);
    if (!socket)
        return;
    nfgenmsg header{};
    header.nfgen_family = AF_UNSPEC;
    header.version = NFNETLINK_V0;
    for (int attempt = 0; attempt < 3; ++attempt) {
        Message request(nftType(NFT_MSG_GETRULE), 0, header);
        bool wasInterrupted = false;
        table.rules.clear();
        table.notUnderstood = 0;
        const auto done = socket->dump(
            request,
            [&table](const nlmsghdr &message) {
                if (message.nlmsg_type == nftType(NFT_MSG_NEWRULE))
                    keep(table, decodeNftRule(message));
            },
            wasInterrupted);
        table.hasNft = done.ok();
        if (!done || !wasInterrupted)
            return;
    }
}

bool hasLegacyNat()
{
    const std::string names = "\n" + procText("/proc/thread-self/net/ip_tables_names");
    return names.find("\nnat\n") != std::string::npos;
}

void readLegacy(model::NatTable &table)
{
    if (!hasLegacyNat())
        return;
    const OwnedFd fd(::socket(AF_INET, SOCK_RAW | SOCK_CLOEXEC, IPPROTO_RAW));
    ipt_getinfo info{};
    std::strncpy(info.name, natName, sizeof info.name - 1);
    socklen_t size = sizeof info;
    if (!fd.isOpen() || ::getsockopt(fd.get(), SOL_IP, IPT_SO_GET_INFO, &info, &size) < 0)
        return;
    table.hasLegacy = true;
    if (info.size > maxLegacyBytes) {
        table.notUnderstood += info.num_entries;
        return;
    }
    std::vector<char> buffer(sizeof(ipt_get_entries) + info.size);
    auto *entries = reinterpret_cast<ipt_get_entries *>(buffer.data());
    std::strncpy(entries->name, natName, sizeof entries->name - 1);
    entries->size = info.size;
    size = static_cast<socklen_t>(buffer.size());
    // EAGAIN: it was changed since GET_INFO; the next visit reads it.
    if (::getsockopt(fd.get(), SOL_IP, IPT_SO_GET_ENTRIES, buffer.data(), &size) < 0)
        return;
    std::size_t next = 0;
    for (std::size_t at = sizeof(ipt_get_entries); at < buffer.size(); at += next) {
        DecodedNat decoded = decodeLegacyRule(buffer.data() + at, buffer.size() - at, next);
        if (next == 0)
            return;
        keep(table, std::move(decoded));
    }
}

} // namespace

model::NatTable readNat(model::NetnsCookie netns)
{
    model::NatTable table;
    table.netns = netns;
    readNft(table);
    readLegacy(table);
    return table;
}

} // namespace kv::netlink
