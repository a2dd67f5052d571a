// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/conntrackread.h"

#include "probes/netlink/attributes.h"
#include "probes/netlink/message.h"
#include "probes/netlink/procfile.h"

#include <arpa/inet.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter/nfnetlink_conntrack.h>

#include <charconv>
#include <string>
#include <string_view>

namespace kv::netlink {

namespace {

std::optional<std::uint32_t> numberAt(std::string_view text, int base)
{
    std::uint32_t value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    return problem == std::errc{} && end != text.data() ? std::optional(value) : std::nullopt;
}

/// What `conntrack --count` asks: CTA_STATS_GLOBAL_ENTRIES, in network byte order.
std::optional<std::uint32_t> askConntrackCount(RouteSocket &netfilter)
{
    nfgenmsg header{};
    header.nfgen_family = AF_UNSPEC;
    header.version = NFNETLINK_V0;
    constexpr int type = NFNL_SUBSYS_CTNETLINK << 8 | IPCTNL_MSG_CT_GET_STATS;
    Message request(type, 0, header);
    std::optional<std::uint32_t> count;
    [[maybe_unused]] const auto asked = netfilter.ask(request, [&count](const nlmsghdr &answer) {
        if (answer.nlmsg_type != type)
            return;
        const Attributes<CTA_STATS_GLOBAL_MAX + 1> attributes(answer, sizeof(nfgenmsg));
        if (const auto entries = attributes.get<std::uint32_t>(CTA_STATS_GLOBAL_ENTRIES))
            count = ntohl(*entries);
    });
    return count;
}

} // namespace

std::optional<std::uint32_t> readConntrackCount(RouteSocket *netfilter)
{
    // The file is in every namespace or in none (nf_conntrack_standalone.c).
    static const bool isTracking = !procNetText("stat/nf_conntrack").empty();
    if (netfilter && isTracking) {
        if (const auto count = askConntrackCount(*netfilter))
            return count;
    }
    // A line of names, then one a processor; the first column of each is the whole namespace's count
    // (net/netfilter/nf_conntrack_standalone.c, ct_cpu_seq_show).
    const std::string text = procNetText("stat/nf_conntrack");
    if (const std::size_t line = text.find('\n'); text.starts_with("entries") && line != std::string::npos)
        return numberAt(std::string_view(text).substr(line + 1), 16);
    return numberAt(procText("/proc/sys/net/netfilter/nf_conntrack_count"), 10);
}

std::uint32_t readConntrackMost()
{
    return numberAt(procText("/proc/sys/net/netfilter/nf_conntrack_max"), 10).value_or(0);
}

} // namespace kv::netlink
