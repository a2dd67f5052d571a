// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/planmaker.h"
#include "app/lab/securityrules.h"

#include <algorithm>

#include <net/if.h>

namespace kv::lab {

namespace {

std::string fabricBridge(const std::string &fabric)
{
    return "br-" + fabric;
}

bool isIpv6(const model::IpAddress &address)
{
    return address.family == model::IpFamily::v6;
}

template <class T, class Which> void eraseIpv6(std::vector<T> &list, Which address)
{
    std::erase_if(list, [&](const T &item) { return isIpv6(address(item)); });
}

/// Without IPv6 in the kernel everything of IPv6 goes.
void removeIpv6(Definition &lab)
{
    const auto prefix = [](const model::IpPrefix &item) { return item.address; };
    const auto same = [](const model::IpAddress &item) { return item; };
    for (HostDefinition &host : lab.hosts) {
        for (Nic &nic : host.nics) {
            eraseIpv6(nic.addresses, prefix);
        }
        eraseIpv6(host.routes, [](const StaticRoute &route) { return route.via; });
    }
    for (NetworkDefinition &network : lab.networks) {
        eraseIpv6(network.subnets, [](const Subnet &subnet) { return subnet.prefix.address; });
        for (DhcpPort &port : network.dhcp) {
            eraseIpv6(port.addresses, prefix);
        }
    }
    for (RouterDefinition &router : lab.routers) {
        for (RouterPort &port : router.ports) {
            eraseIpv6(port.addresses, prefix);
        }
        eraseIpv6(router.gateways, same);
    }
    for (InstanceDefinition &instance : lab.instances) {
        eraseIpv6(instance.addresses, prefix);
        eraseIpv6(instance.gateways, same);
    }
    eraseIpv6(lab.targets, [](const Target &target) { return target.address; });
}

} // namespace

void PlanMaker::adapt()
{
    if (!m_abilities.hasIpv6) {
        m_plan.notes.emplace_back("IPv6 is left out: this kernel has none");
        removeIpv6(m_lab);
    }
    const bool hasDhcp = std::any_of(m_lab.networks.begin(), m_lab.networks.end(),
                                     [](const NetworkDefinition &network) { return !network.dhcp.empty(); });
    const bool hasDynamic =
        std::any_of(m_lab.instances.begin(), m_lab.instances.end(),
                    [](const InstanceDefinition &instance) { return !instance.isStatic; });
    const bool hasFiltered =
        std::any_of(m_lab.hosts.begin(), m_lab.hosts.end(),
                    [this](const HostDefinition &host) { return hasFilteredPorts(m_lab, host.name); });
    for (const std::string &program : m_abilities.missingPrograms) {
        const bool isWanted = program == "iptables-restore"
            ? hasFiltered
            : hasDhcp || (program != "dnsmasq" && program != "udhcpc");
        if (isWanted) {
            m_plan.notes.push_back(program + " is left out: it is not installed (apt install "
                                   + packageOf(program) + ")");
        }
    }
    const bool canServe = m_abilities.has("dnsmasq") && m_abilities.has("udhcpc") && m_abilities.has("radvd");
    if (!hasDynamic || canServe) {
        return;
    }
    m_plan.notes.emplace_back("instances have static addresses instead of DHCP and SLAAC");
    for (InstanceDefinition &instance : m_lab.instances) {
        const NetworkDefinition *network = instance.isStatic ? nullptr : findNetwork(m_lab, instance.network);
        for (const Subnet &subnet : network ? network->subnets : std::vector<Subnet>()) {
            instance.gateways.push_back(subnet.gateway);
        }
        instance.isStatic = true;
    }
}

void PlanMaker::makeFabrics()
{
    const Place fabric{ fabricHost, {} };
    add(MakeHost{ fabricHost });
    for (const Fabric &one : m_lab.fabrics) {
        // The fabric's bridges have no querier; with snooping they would forget who listens.
        link(fabric, netlink::AddBridge{ fabricBridge(one.name), one.mtuBytes, false, {} });
        ipv6Sysctl(fabric, fabricBridge(one.name) + "/disable_ipv6", "1");
        up(fabric, fabricBridge(one.name));
    }
}

void PlanMaker::makeHost(const HostDefinition &host)
{
    const Place place{ host.name, {} };
    add(MakeHost{ host.name });
    // A duplicate-address check would keep every IPv6 address of the lab unusable for its first second.
    ipv6Sysctl(place, "default/accept_dad", "0");
    if (host.forwards) {
        sysctl(place, "net/ipv4/ip_forward", "1");
        ipv6Sysctl(place, "all/forwarding", "1");
    }
    for (const Nic &nic : host.nics) {
        if (!nic.fabric.empty()) {
            plugNic(host, nic);
        }
    }
}

void PlanMaker::plugNic(const HostDefinition &host, const Nic &nic)
{
    const Place fabric{ fabricHost, {} };
    const auto found = std::find_if(m_lab.fabrics.begin(), m_lab.fabrics.end(),
                                    [&](const Fabric &candidate) { return candidate.name == nic.fabric; });
    const auto index = static_cast<std::size_t>(found - m_lab.fabrics.begin());
    const std::uint32_t mtu = index < m_lab.fabrics.size() ? found->mtuBytes : 1500;
    // "o-network1" says most; a number where that is too long or another's.
    std::string port = nic.fabric.substr(0, 1) + "-" + host.name;
    const auto isMade = [&](const Step &step) {
        const auto *change = std::get_if<ChangeLink>(&step.action);
        const auto *veth = change ? std::get_if<netlink::AddVeth>(&change->change) : nullptr;
        return veth && change->place.host == fabricHost && veth->here.name == port;
    };
    if (port.size() >= IFNAMSIZ || std::any_of(m_plan.steps.begin(), m_plan.steps.end(), isMade)) {
        port = "port" + std::to_string(m_plan.steps.size());
    }
    link(fabric, netlink::AddVeth{ { port, {}, mtu, {} }, { nic.name, host.name, mtu, {} } });
    ipv6Sysctl(fabric, port + "/disable_ipv6", "1");
    link(fabric, netlink::SetMaster{ { port }, { fabricBridge(nic.fabric) } });
    up(fabric, port);
}

void PlanMaker::makeWire(const Wire &wire)
{
    link({ wire.host, {} },
         netlink::AddVeth{ { wire.nic, {}, 1500, {} }, { wire.otherNic, wire.otherHost, 1500, {} } });
}

void PlanMaker::configureNics(const HostDefinition &host)
{
    const Place place{ host.name, {} };
    for (const Nic &nic : host.nics) {
        up(place, nic.name);
        for (const model::IpPrefix &address : nic.addresses) {
            link(place, netlink::AddAddress{ { nic.name }, address, false, true });
        }
    }
    for (const StaticRoute &route : host.routes) {
        link(place, netlink::AddRoute{ route.destination, route.via, {} });
    }
}

} // namespace kv::lab
