// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/securityrules.h"

#include "app/lab/derivedids.h"

#include <vector>

namespace kv::lab {

using model::IpAddress;
using model::IpFamily;

namespace {

const std::string agent = "neutron-linuxbri-";
constexpr int firstZone = 4097; ///< Neutron's ZONE_START: one a network from here

struct FilteredPort {
    std::string portId;
    std::string bridge;
    model::MacAddress mac;
    int zone;
    std::vector<IpAddress> addresses; ///< of the family, of IPv6 the link-local too
    std::vector<IpAddress> peers; ///< the other members of its security group

    std::string tap() const { return "tap" + portId; }
    /// One of its chains: the kernel's limit for their names leaves ten characters of the port.
    std::string chain(char kind) const { return agent + kind + portId.substr(0, 10); }
};

bool isFiltered(const Definition &lab, const InstanceDefinition &instance)
{
    const NetworkDefinition *network = findNetwork(lab, instance.network);
    return network && network->portSecurity;
}

std::vector<FilteredPort> filteredPorts(const Definition &lab, const std::string &host, IpFamily family)
{
    std::vector<FilteredPort> ports;
    for (const InstanceDefinition &instance : lab.instances) {
        if (instance.host != host || !isFiltered(lab, instance)) {
            continue;
        }
        const NetworkDefinition *network = findNetwork(lab, instance.network);
        FilteredPort port{ instance.portId,
                           "brq" + network->id.substr(0, 11),
                           instance.mac,
                           firstZone + static_cast<int>(network - lab.networks.data()),
                           {},
                           {} };
        for (const InstanceDefinition &member : lab.instances) {
            for (const model::IpPrefix &address : member.addresses) {
                if (address.address.family == family && isFiltered(lab, member)) {
                    (&member == &instance ? port.addresses : port.peers).push_back(address.address);
                }
            }
        }
        if (family == IpFamily::v6) {
            port.addresses.push_back(linkLocalOf(instance.mac).address);
        }
        ports.push_back(std::move(port));
    }
    return ports;
}

/// The taps of the host that nothing is asked of: of qdhcp, of routers.
std::vector<std::string> trustedTaps(const Definition &lab, const std::string &host)
{
    std::vector<std::string> taps;
    for (const NetworkDefinition &network : lab.networks) {
        for (const DhcpPort &port : network.dhcp) {
            if (port.host == host) {
                taps.push_back("tap" + port.portId);
            }
        }
    }
    for (const InstanceDefinition &instance : lab.instances) {
        if (instance.host == host && !isFiltered(lab, instance)) {
            taps.push_back("tap" + instance.portId);
        }
    }
    for (const RouterDefinition &router : lab.routers) {
        for (const RouterInstance &instance : router.instances) {
            if (instance.host != host) {
                continue;
            }
            if (router.isRedundant()) {
                taps.push_back("tap" + instance.haPortId);
            }
            for (const RouterPort &port : router.ports) {
                taps.push_back("tap" + port.portId);
            }
        }
    }
    return taps;
}

/// "-A CHAIN MATCH [-m comment …] -j TARGET" of one of Neutron's chains; an empty match fits everything.
std::string rule(const std::string &chain, const std::string &match, const std::string &target,
                 const std::string &comment = {})
{
    return "-A " + chain + (match.empty() ? "" : " " + match)
        + (comment.empty() ? "" : " -m comment --comment \"" + comment + "\"") + " -j " + target + "\n";
}

std::string bridged(const std::string &direction, const std::string &tap)
{
    return "-m physdev --physdev-" + direction + " " + tap + " --physdev-is-bridged";
}

std::string rawTable(const std::vector<FilteredPort> &ports)
{
    const std::string chain = agent + "PREROUTING";
    std::string text = "*raw\n:" + chain + " - [0:0]\n-A PREROUTING -j " + chain + "\n";
    for (const FilteredPort &port : ports) {
        const std::string zone = "CT --zone " + std::to_string(port.zone);
        const std::string comment = "Set zone for " + port.portId.substr(1);
        text += rule(chain, "-m physdev --physdev-in " + port.bridge, zone, comment)
            + rule(chain, "-i " + port.bridge, zone, comment)
            + rule(chain, "-m physdev --physdev-in " + port.tap(), zone, comment);
    }
    return text + "COMMIT\n";
}

std::string knownSession(const std::string &chain)
{
    return rule(chain, "-m state --state RELATED,ESTABLISHED", "RETURN",
                "Direct packets associated with a known session to the RETURN chain.");
}

std::string ending(const std::string &chain)
{
    return rule(chain, "-m state --state INVALID", "DROP",
                "Drop packets that appear related to an existing connection (e.g. TCP ACK/FIN) but do not "
                "have an entry in conntrack.")
        + rule(chain, {}, agent + "sg-fallback", "Send unmatched traffic to the fallback chain.");
}

std::string whole(const IpAddress &address)
{
    return address.toString() + (address.family == IpFamily::v4 ? "/32" : "/128");
}

std::string icmp6(int type)
{
    return "-p ipv6-icmp -m icmp6 --icmpv6-type " + std::to_string(type);
}

/// What may go to the instance.
std::string toInstance(const FilteredPort &port, IpFamily family)
{
    const std::string chain = port.chain('i');
    std::string text;
    if (family == IpFamily::v4) {
        text = knownSession(chain);
        for (const IpAddress &own : port.addresses) {
            text += rule(chain, "-d " + whole(own) + " -p udp -m udp --sport 67 --dport 68", "RETURN");
        }
        text += rule(chain, "-d 255.255.255.255/32 -p udp -m udp --sport 67 --dport 68", "RETURN")
            + rule(chain, "-p icmp", "RETURN");
    } else {
        // MLD queries, neighbour solicitations and advertisements; router advertisements further down.
        text = rule(chain, icmp6(130), "RETURN") + rule(chain, icmp6(135), "RETURN")
            + rule(chain, icmp6(136), "RETURN") + knownSession(chain) + rule(chain, icmp6(134), "RETURN");
        for (const IpAddress &own : port.addresses) {
            const std::string to = own.isLinkLocal() ? "fe80::/64" : whole(own);
            text += rule(chain, "-d " + to + " -p udp -m udp --sport 547 --dport 546", "RETURN");
        }
        text += rule(chain, "-p ipv6-icmp", "RETURN");
    }
    text += rule(chain, "-p tcp -m tcp --dport 22", "RETURN");
    for (const IpAddress &peer : port.peers) {
        text += rule(chain, "-s " + whole(peer), "RETURN");
    }
    return text + ending(chain);
}

/// What may come from the instance.
std::string fromInstance(const FilteredPort &port, IpFamily family)
{
    const std::string chain = port.chain('o');
    const std::string dhcpAllowed = "Allow DHCP client traffic.";
    const std::string spoofing = "Prevent DHCP Spoofing by VM.";
    std::string text;
    if (family == IpFamily::v4) {
        text = rule(chain, "-s 0.0.0.0/32 -d 255.255.255.255/32 -p udp -m udp --sport 68 --dport 67",
                    "RETURN", dhcpAllowed)
            + rule(chain, {}, port.chain('s'))
            + rule(chain, "-p udp -m udp --sport 68 --dport 67", "RETURN", dhcpAllowed)
            + rule(chain, "-p udp -m udp --sport 67 --dport 68", "DROP", spoofing);
    } else {
        const std::string icmpAllowed = "Allow IPv6 ICMP traffic.";
        for (const int type : { 131, 135, 143 }) { // MLD reports, duplicate address detection
            text += rule(chain, "-s ::/128 -d ff02::/16 " + icmp6(type), "RETURN", icmpAllowed);
        }
        text += rule(chain, {}, port.chain('s'))
            + rule(chain, icmp6(134), "DROP", "Drop IPv6 Router Advts from VM Instance.")
            + rule(chain, "-p ipv6-icmp", "RETURN", icmpAllowed)
            + rule(chain, "-p udp -m udp --sport 546 --dport 547", "RETURN", dhcpAllowed)
            + rule(chain, "-p udp -m udp --sport 547 --dport 546", "DROP", spoofing);
    }
    text += knownSession(chain) + rule(chain, {}, "RETURN") + ending(chain);
    const std::string own = port.chain('s');
    for (const IpAddress &address : port.addresses) {
        text += rule(own, "-s " + whole(address) + " -m mac --mac-source " + port.mac.toString(), "RETURN",
                     "Allow traffic from defined IP/MAC pairs.");
    }
    return text + rule(own, {}, "DROP", "Drop traffic without an IP/MAC allow rule.");
}

std::string jumps(const std::vector<FilteredPort> &ports, const std::vector<std::string> &trusted)
{
    std::string text;
    const std::string chain = agent + "FORWARD";
    for (const FilteredPort &port : ports) {
        for (const char *direction : { "out", "in" }) {
            text += rule(chain, bridged(direction, port.tap()), agent + "sg-chain",
                         "Direct traffic from the VM interface to the security group chain.");
        }
        text += rule(agent + "INPUT", bridged("in", port.tap()), port.chain('o'),
                     "Direct incoming traffic from VM to the security group chain.");
        text += rule(agent + "sg-chain", bridged("out", port.tap()), port.chain('i'),
                     "Jump to the VM specific chain.")
            + rule(agent + "sg-chain", bridged("in", port.tap()), port.chain('o'),
                   "Jump to the VM specific chain.");
    }
    for (const std::string &tap : trusted) {
        for (const char *direction : { "out", "in" }) {
            text +=
                rule(chain, bridged(direction, tap), "ACCEPT", "Accept all packets when port is trusted.");
        }
    }
    return text + rule(agent + "sg-chain", {}, "ACCEPT")
        + rule(agent + "sg-fallback", {}, "DROP", "Default drop rule for unmatched traffic.");
}

} // namespace

bool hasFilteredPorts(const Definition &lab, const std::string &host)
{
    return !filteredPorts(lab, host, IpFamily::v4).empty();
}

std::string securityGroupRules(const Definition &lab, const std::string &host, IpFamily family)
{
    const std::vector<FilteredPort> ports = filteredPorts(lab, host, family);
    std::string text = rawTable(ports) + "*filter\n";
    for (const char *name : { "FORWARD", "INPUT", "sg-chain", "sg-fallback" }) {
        text += ":" + agent + name + " - [0:0]\n";
    }
    for (const FilteredPort &port : ports) {
        for (const char kind : { 'i', 'o', 's' }) {
            text += ":" + port.chain(kind) + " - [0:0]\n";
        }
    }
    for (const char *hook : { "INPUT", "FORWARD" }) {
        text += std::string("-A ") + hook + " -j " + agent + hook + "\n";
    }
    text += jumps(ports, trustedTaps(lab, host));
    for (const FilteredPort &port : ports) {
        text += toInstance(port, family) + fromInstance(port, family);
    }
    return text + "COMMIT\n";
}

std::string spoofingRules(const Definition &lab, const std::string &host)
{
    std::string chains;
    std::string hook;
    for (const FilteredPort &port : filteredPorts(lab, host, IpFamily::v4)) {
        const std::string from = "        iifname \"" + port.tap() + "\" ";
        chains += "    chain neutronMAC-" + port.tap() + " {\n        ether saddr " + port.mac.toString()
            + " return\n        counter drop\n    }\n    chain neutronARP-" + port.tap() + " {\n";
        for (const IpAddress &own : port.addresses) {
            chains += "        arp saddr ip " + own.toString() + " accept\n";
        }
        chains += "        counter drop\n    }\n";
        hook += from + "jump neutronMAC-" + port.tap() + "\n" + from + "ether type arp jump neutronARP-"
            + port.tap() + "\n";
    }
    return "table bridge nat {\n" + chains
        + "    chain PREROUTING {\n        type filter hook prerouting priority dstnat; policy accept;\n"
        + hook + "    }\n}\n";
}

} // namespace kv::lab
