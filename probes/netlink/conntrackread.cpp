// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/conntrackread.h"

#include "probes/netlink/procfile.h"

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

} // namespace

std::optional<std::uint32_t> readConntrackCount()
{
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
