// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/natrules.h"

#include "app/lab/keepalivedconf.h"

#include <string_view>

namespace kv::lab {

namespace {

// By number (IANA 58, ipv6-icmp): nft takes names from /etc/protocols, which a small system does not have.
constexpr const char *icmpV6 = "58";

const RouterPort *gatewayPort(const RouterDefinition &router)
{
    for (const RouterPort &port : router.ports) {
        if (port.isGateway) {
            return &port;
        }
    }
    return nullptr;
}

/// A chain of the kernel's own hook, which only jumps; everything else is in chains of Neutron's names.
std::string baseChain(const std::string &name, const std::string &type, const std::string &hook,
                      const std::string &priority, const std::string &jumps)
{
    std::string text = "    chain " + name + " {\n        type " + type + " hook " + hook + " priority "
        + priority + "; policy accept;\n";
    std::string_view rest = jumps;
    while (!rest.empty()) {
        const std::size_t blank = rest.find(' ');
        text += "        jump " + std::string(rest.substr(0, blank)) + "\n";
        rest = blank == std::string_view::npos ? std::string_view() : rest.substr(blank + 1);
    }
    return text + "    }\n";
}

std::string chain(const std::string &name, const std::string &rules)
{
    return "    chain " + name + " {\n" + rules + "    }\n";
}

std::string destinationNat(const RouterDefinition &router)
{
    std::string text;
    for (const FloatingIp &ip : router.floatingIps) {
        text += "        ip daddr " + ip.floating.toString() + " dnat to " + ip.fixed.toString() + "\n";
    }
    return text;
}

std::string floatSourceNat(const RouterDefinition &router)
{
    std::string text;
    for (const FloatingIp &ip : router.floatingIps) {
        text += "        ip saddr " + ip.fixed.toString() + " snat to " + ip.floating.toString()
            + " fully-random\n";
    }
    return text;
}

std::string ownSourceNat(const RouterPort &gateway)
{
    std::string text;
    for (const model::IpPrefix &own : gateway.addresses) {
        if (own.address.family == model::IpFamily::v4) {
            text += "        oifname \"" + interfaceName(gateway) + "\" snat to " + own.address.toString()
                + " fully-random\n";
        }
    }
    return text;
}

std::string natTable(const RouterDefinition &router, const RouterPort &gateway)
{
    const std::string metadata =
        "        iifname \"qr-*\" ip daddr 169.254.169.254 tcp dport 80 redirect to :9697\n";
    // A chain has to be there before another one jumps to it.
    return "table ip nat {\n" + chain("neutron-l3-agent-OUTPUT", destinationNat(router))
        + chain("neutron-l3-agent-PREROUTING", metadata + destinationNat(router))
        + chain("neutron-l3-agent-POSTROUTING",
                "        oifname != \"" + interfaceName(gateway) + "\" ct status & dnat == 0 accept\n")
        + chain("neutron-l3-agent-float-snat", floatSourceNat(router))
        + chain("neutron-l3-agent-snat", "        jump neutron-l3-agent-float-snat\n" + ownSourceNat(gateway))
        + chain("neutron-postrouting-bottom", "        jump neutron-l3-agent-snat\n")
        + baseChain("PREROUTING", "nat", "prerouting", "dstnat", "neutron-l3-agent-PREROUTING")
        + baseChain("OUTPUT", "nat", "output", "-100", "neutron-l3-agent-OUTPUT")
        + baseChain("POSTROUTING", "nat", "postrouting", "srcnat",
                    "neutron-l3-agent-POSTROUTING neutron-postrouting-bottom")
        + "}\n";
}

} // namespace

std::string natRules(const RouterDefinition &router)
{
    const RouterPort *gateway = gatewayPort(router);
    if (!gateway) {
        return {};
    }
    const std::string from = "        iifname \"" + interfaceName(*gateway) + "\" ";
    const std::string known = "        ct state established,related accept\n        ct state invalid drop\n";
    const std::string forward = "neutron-l3-agent-FORWARD";
    const std::string hook = baseChain("FORWARD", "filter", "forward", "filter", forward) + "}\n";
    return natTable(router, *gateway) + "table ip filter {\n"
        + chain(forward, known + from + "ct status & dnat != 0 accept\n" + from + "drop\n") + hook
        + "table ip6 filter {\n"
        + chain(forward,
                known + from + "meta l4proto " + icmpV6 + " accept\n" + from + "tcp dport 22 accept\n" + from
                    + "drop\n")
        + hook;
}

} // namespace kv::lab
