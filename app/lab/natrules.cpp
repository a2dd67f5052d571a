// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/natrules.h"

#include "app/lab/keepalivedconf.h"

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

std::string destinationNat(const RouterDefinition &router)
{
    std::string text;
    for (const FloatingIp &ip : router.floatingIps) {
        text += "        ip daddr " + ip.floating.toString() + " dnat to " + ip.fixed.toString() + "\n";
    }
    return text;
}

std::string sourceNat(const RouterDefinition &router, const RouterPort &gateway)
{
    const std::string out = "        oifname \"" + interfaceName(gateway) + "\"";
    std::string text = "        oifname != \"" + interfaceName(gateway) + "\" ct status & dnat == 0 accept\n";
    for (const FloatingIp &ip : router.floatingIps) {
        text += "        ip saddr " + ip.fixed.toString() + " snat to " + ip.floating.toString()
            + " fully-random\n";
    }
    for (const model::IpPrefix &own : gateway.addresses) {
        if (own.address.family == model::IpFamily::v4) {
            text += out + " snat to " + own.address.toString() + " fully-random\n";
        }
    }
    return text;
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
    const std::string chain = "    chain ";
    return "table ip nat {\n" + chain
        + "PREROUTING {\n        type nat hook prerouting priority dstnat; policy accept;\n"
        + destinationNat(router) + "    }\n" + chain
        + "OUTPUT {\n        type nat hook output priority -100; policy accept;\n" + destinationNat(router)
        + "    }\n" + chain
        + "POSTROUTING {\n        type nat hook postrouting priority srcnat; policy accept;\n"
        + sourceNat(router, *gateway) + "    }\n}\ntable ip filter {\n" + chain
        + "FORWARD {\n        type filter hook forward priority filter; policy accept;\n" + known + from
        + "ct status & dnat != 0 accept\n" + from + "drop\n    }\n}\ntable ip6 filter {\n" + chain
        + "FORWARD {\n        type filter hook forward priority filter; policy accept;\n" + known + from
        + "meta l4proto " + icmpV6 + " accept\n" + from + "tcp dport 22 accept\n" + from + "drop\n    }\n}\n";
}

} // namespace kv::lab
