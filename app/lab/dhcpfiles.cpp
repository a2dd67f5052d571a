// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/dhcpfiles.h"

#include <algorithm>

namespace kv::lab {

namespace {

/// An address in the network and its owner's MAC.
struct Member {
    model::MacAddress mac;
    model::IpAddress address;
};

std::vector<Member> membersOf(const Definition &lab, const NetworkDefinition &network)
{
    std::vector<Member> members;
    for (const InstanceDefinition &instance : lab.instances) {
        for (const model::IpPrefix &address : instance.addresses) {
            if (instance.network == network.name) {
                members.push_back({ instance.mac, address.address });
            }
        }
    }
    for (const RouterDefinition &router : lab.routers) {
        for (const RouterPort &port : router.ports) {
            for (const model::IpPrefix &address : port.addresses) {
                if (port.network == network.name) {
                    members.push_back({ port.mac, address.address });
                }
            }
        }
    }
    return members;
}

std::string hostNameOf(const model::IpAddress &address)
{
    std::string name = "host-" + address.toString();
    std::replace_if(
        name.begin(), name.end(), [](char c) { return c == '.' || c == ':'; }, '-');
    return name;
}

bool isV4(const model::IpAddress &address)
{
    return address.family == model::IpFamily::v4;
}

const Subnet *ipv4Subnet(const NetworkDefinition &network)
{
    const auto found = std::find_if(network.subnets.begin(), network.subnets.end(),
                                    [](const Subnet &subnet) { return isV4(subnet.prefix.address); });
    return found == network.subnets.end() ? nullptr : &*found;
}

model::IpAddress ipv4Of(const DhcpPort &port)
{
    for (const model::IpPrefix &address : port.addresses) {
        if (isV4(address.address)) {
            return address.address;
        }
    }
    return {};
}

std::string options(const Subnet &subnet, const DhcpPort &port)
{
    const std::string tag = "tag:subnet-" + subnet.id + ",";
    const std::string routes =
        "169.254.169.254/32," + ipv4Of(port).toString() + ",0.0.0.0/0," + subnet.gateway.toString();
    const std::string dns = (subnet.nameServer.isSet() ? subnet.nameServer : ipv4Of(port)).toString();
    return tag + "option:dns-server," + dns + "\n" + tag + "option:classless-static-route," + routes + "\n"
        + tag + "249," + routes + "\n" + tag + "option:router," + subnet.gateway.toString();
}

model::IpAddress netmask(std::uint8_t length)
{
    model::IpAddress mask = model::IpAddress::v4(0, 0, 0, 0);
    for (std::size_t bit = 0; bit < length; ++bit) {
        mask.bytes[bit / 8] = static_cast<std::uint8_t>(mask.bytes[bit / 8] | (0x80U >> (bit % 8)));
    }
    return mask;
}

} // namespace

std::string dhcpDirectory(const NetworkDefinition &network)
{
    return "/var/lib/neutron/dhcp/" + network.id;
}

std::string interfaceName(const DhcpPort &port)
{
    return "ns-" + port.portId;
}

std::vector<DhcpFile> dhcpFiles(const Definition &lab, const NetworkDefinition &network, const DhcpPort &port)
{
    std::string hosts;
    std::string names;
    for (const Member &member : membersOf(lab, network)) {
        const std::string name = hostNameOf(member.address);
        names += member.address.toString() + "\t" + name + ".openstacklocal " + name + "\n";
        if (isV4(member.address)) {
            hosts +=
                member.mac.toString() + "," + name + ".openstacklocal," + member.address.toString() + "\n";
        }
    }
    const Subnet *subnet = ipv4Subnet(network);
    return { { "host", hosts },
             { "addn_hosts", names },
             { "opts", subnet ? options(*subnet, port) : std::string() },
             { "interface", interfaceName(port) },
             { "leases", {} } };
}

Program dnsmasq(const NetworkDefinition &network, const DhcpPort &port)
{
    const std::string base = dhcpDirectory(network);
    std::vector<std::string> argv{ "dnsmasq",
                                   "--keep-in-foreground",
                                   "--log-facility=-",
                                   "--no-hosts",
                                   "--no-resolv",
                                   "--pid-file=" + base + "/pid",
                                   "--dhcp-hostsfile=" + base + "/host",
                                   "--addn-hosts=" + base + "/addn_hosts",
                                   "--dhcp-optsfile=" + base + "/opts",
                                   "--dhcp-leasefile=" + base + "/leases",
                                   "--dhcp-match=set:ipxe,175",
                                   "--dhcp-userclass=set:ipxe6,iPXE",
                                   "--local-service",
                                   "--bind-dynamic",
                                   "--interface=" + interfaceName(port) };
    if (const Subnet *subnet = ipv4Subnet(network)) {
        model::IpAddress first = subnet->prefix.address;
        for (std::size_t bit = subnet->prefix.length; bit < 32; ++bit) {
            first.bytes[bit / 8] = static_cast<std::uint8_t>(first.bytes[bit / 8] & ~(0x80U >> (bit % 8)));
        }
        argv.push_back("--dhcp-range=set:subnet-" + subnet->id + "," + first.toString() + ",static,"
                       + netmask(subnet->prefix.length).toString() + ",86400s");
    }
    for (std::string word : { "--dhcp-option-force=option:mtu," + std::to_string(network.mtuBytes),
                              std::string("--dhcp-lease-max=256"), std::string("--conf-file=/dev/null"),
                              std::string("--domain=openstacklocal") }) {
        argv.push_back(std::move(word));
    }
    // Whoever may not change groups has to stay who he is, which dnsmasq does only when told to debug.
    std::vector<std::string> alone = argv;
    alone[1] = "--no-daemon";
    return { "dnsmasq", std::move(argv), std::move(alone), {} };
}

} // namespace kv::lab
