// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/derivedids.h"
#include "app/lab/dhcpfiles.h"
#include "app/lab/metadataproxy.h"
#include "app/lab/planmaker.h"

namespace kv::lab {

namespace {

Place placeOf(const NetworkDefinition &network, const DhcpPort &port)
{
    return { port.host, "qdhcp-" + network.id };
}

// What an instance asks for its metadata (neutron_lib METADATA_V4_IP, METADATA_V6_IP).
const model::IpPrefix metadataIpv4{ model::IpAddress::v4(169, 254, 169, 254), 32 };
const model::IpPrefix metadataIpv6 = model::IpPrefix::parse("fe80::a9fe:a9fe/64").value();

} // namespace

void PlanMaker::makeDhcp(const NetworkDefinition &network, const DhcpPort &port)
{
    const Place place = placeOf(network, port);
    const std::string name = interfaceName(port);
    add(MakeNetns{ place });
    ipv6Sysctl(place, "default/accept_dad", "0");
    ipv6Sysctl(place, "default/accept_ra", "0");
    plugPort(place, name, port.portId, port.mac, network);
    up(place, name);
    std::vector<model::IpPrefix> addresses = port.addresses;
    addresses.push_back(metadataIpv4);
    if (m_abilities.hasIpv6) {
        addresses.push_back(metadataIpv6);
    }
    for (const model::IpPrefix &address : addresses) {
        link(place, netlink::AddAddress{ { name }, address, true, true });
    }
    for (const Subnet &subnet : network.subnets) {
        link(place, netlink::AddRoute{ { {}, 0 }, subnet.gateway, { name } });
    }
}

void PlanMaker::startDhcp(const NetworkDefinition &network, const DhcpPort &port)
{
    const Place place = placeOf(network, port);
    for (const DhcpFile &file : dhcpFiles(m_lab, network, port)) {
        add(WriteFile{ port.host, dhcpDirectory(network) + "/" + file.name, file.text });
    }
    if (m_abilities.has("dnsmasq")) {
        start(place, dnsmasq(network, port), "dnsmasq-" + network.id);
    }
    if (m_abilities.has("haproxy")) {
        const MetadataProxy proxy = networkMetadataProxy(network, interfaceName(port), m_abilities.hasIpv6);
        add(WriteFile{ port.host, proxy.configPath, proxy.config });
        start(place, proxy.program, "haproxy-" + network.id);
    }
}

} // namespace kv::lab
