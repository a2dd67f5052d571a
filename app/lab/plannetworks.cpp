// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/dhcpclient.h"
#include "app/lab/planmaker.h"

#include <algorithm>

namespace kv::lab {

namespace {

// 224.0.0.1 is the linuxbridge agent's default vxlan_group.
const model::IpAddress vxlanGroup = model::IpAddress::v4(224, 0, 0, 1);

Place placeOf(const InstanceDefinition &instance)
{
    return { instance.host, "instance-" + instance.name };
}

} // namespace

std::string bridgeOf(const NetworkDefinition &network)
{
    return "brq" + network.id.substr(0, 11);
}

bool PlanMaker::usesNetwork(const std::string &host, const NetworkDefinition &network) const
{
    const auto isHere = [&](const auto &item) { return item.host == host; };
    if (std::any_of(network.dhcp.begin(), network.dhcp.end(), isHere)) {
        return true;
    }
    for (const InstanceDefinition &instance : m_lab.instances) {
        if (instance.host == host && instance.network == network.name) {
            return true;
        }
    }
    return std::any_of(m_lab.routers.begin(), m_lab.routers.end(), [&](const RouterDefinition &router) {
        const bool hasPort =
            std::any_of(router.ports.begin(), router.ports.end(),
                        [&](const RouterPort &candidate) { return candidate.network == network.name; });
        return (hasPort || router.haNetwork == network.name)
            && std::any_of(router.instances.begin(), router.instances.end(), isHere);
    });
}

void PlanMaker::makeNetwork(const std::string &host, const NetworkDefinition &network)
{
    const Place place{ host, {} };
    const std::string bridge = bridgeOf(network);
    link(place, netlink::AddBridge{ bridge, network.mtuBytes, true, {} });
    std::string uplink = network.nic;
    if (network.vni != 0) {
        uplink = "vxlan-" + std::to_string(network.vni);
        link(place,
             netlink::AddVxlan{
                 uplink, network.vni, { network.nic }, {}, vxlanGroup, 8472, network.mtuBytes });
        ipv6Sysctl(place, uplink + "/disable_ipv6", "1");
    }
    link(place, netlink::SetMaster{ { uplink }, { bridge } });
    up(place, uplink);
    up(place, bridge);
}

void PlanMaker::plugPort(const Place &inside, const std::string &name, const std::string &portId,
                         const model::MacAddress &mac, const NetworkDefinition &network)
{
    const Place host{ inside.host, {} };
    const std::string tap = "tap" + portId;
    link(
        host,
        netlink::AddVeth{ { tap, {}, network.mtuBytes, {} }, { name, inside.key(), network.mtuBytes, mac } });
    ipv6Sysctl(host, tap + "/disable_ipv6", "1");
    link(host, netlink::SetMaster{ { tap }, { bridgeOf(network) } });
    up(host, tap);
}

void PlanMaker::makeInstance(const InstanceDefinition &instance)
{
    const NetworkDefinition *found = findNetwork(m_lab, instance.network);
    if (!found) {
        return;
    }
    const Place place = placeOf(instance);
    add(MakeNetns{ place });
    ipv6Sysctl(place, "default/accept_dad", "0");
    if (instance.isStatic) {
        ipv6Sysctl(place, "default/accept_ra", "0");
    } else {
        // A guest asks for routers when it boots; this one boots before they are there and asks until they
        // are.
        ipv6Sysctl(place, "default/router_solicitation_delay", "0");
        ipv6Sysctl(place, "default/router_solicitation_interval", "1");
        ipv6Sysctl(place, "default/router_solicitations", "30");
    }
    plugPort(place, "eth0", instance.portId, instance.mac, *found);
    up(place, "eth0");
    if (!instance.isStatic) {
        return;
    }
    for (const model::IpPrefix &address : instance.addresses) {
        link(place, netlink::AddAddress{ { "eth0" }, address, true, true });
    }
    for (const model::IpAddress &gateway : instance.gateways) {
        link(place, netlink::AddRoute{ { {}, 0 }, gateway, { "eth0" } });
    }
}

void PlanMaker::startClient(const InstanceDefinition &instance)
{
    if (!instance.isStatic) {
        add(WriteFile{ instance.host, dhcpClientScript, dhcpClientScriptText(), true });
        start(placeOf(instance), dhcpClient(instance.name), "udhcpc-" + instance.name);
    }
}

void PlanMaker::awaitInstance(const InstanceDefinition &instance, model::IpFamily family)
{
    m_phase = instance.name + (family == model::IpFamily::v4 ? " has its lease" : " has its IPv6 address");
    for (const model::IpPrefix &address :
         instance.isStatic ? std::vector<model::IpPrefix>() : instance.addresses) {
        if (address.address.family == family) {
            add(AwaitAddress{ placeOf(instance), address.address, planSlack });
        }
    }
}

} // namespace kv::lab
