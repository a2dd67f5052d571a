// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/definitioncheck.h"

#include <algorithm>
#include <map>
#include <set>

namespace kv::lab {

namespace {

constexpr const char *knownAgents[] = { "neutron-server",     "neutron-linuxbridge-agent", "neutron-l3-agent",
                                        "neutron-dhcp-agent", "neutron-metadata-agent",    "mariadbd",
                                        "rabbitmq-server" };

std::string quote(const std::string &text)
{
    return "\"" + text + "\"";
}

class Checker {
public:
    Checker(const Definition &lab, Complaints &complaints) : m_lab(lab), m_complaints(complaints) { }

    void check()
    {
        checkFabrics();
        for (const HostDefinition &host : m_lab.hosts) {
            checkHost(host);
        }
        for (const Wire &wire : m_lab.wires) {
            checkWireEnd(wire, wire.host, wire.nic);
            checkWireEnd(wire, wire.otherHost, wire.otherNic);
        }
        checkLooseNics();
        for (const NetworkDefinition &network : m_lab.networks) {
            checkNetwork(network);
        }
        for (const RouterDefinition &router : m_lab.routers) {
            checkRouter(router);
        }
        for (const InstanceDefinition &instance : m_lab.instances) {
            checkInstance(instance);
        }
        for (const KeepalivedDefinition &one : m_lab.keepalived) {
            needHost(one.host, one.line);
            unique(one.line, "a keepalived on host", one.host);
            need(!one.config.empty(), one.line, "a keepalived needs \"config\"");
        }
        for (const Target &target : m_lab.targets) {
            needHost(target.fromHost, target.line);
        }
    }

private:
    void need(bool isGood, SourceLine line, const std::string &reason)
    {
        if (!isGood) {
            m_complaints.add(line, reason);
        }
    }
    void unique(SourceLine line, const std::string &kind, const std::string &name)
    {
        need(m_taken.insert(kind + "\n" + name).second, line, kind + " " + quote(name) + " is there twice");
    }
    const HostDefinition *needHost(const std::string &name, SourceLine line)
    {
        const HostDefinition *host = findHost(m_lab, name);
        need(host != nullptr, line, "there is no host " + quote(name));
        return host;
    }
    const NetworkDefinition *needNetwork(const std::string &name, SourceLine line)
    {
        const NetworkDefinition *network = findNetwork(m_lab, name);
        need(network != nullptr, line, "there is no network " + quote(name));
        return network;
    }

    void checkFabrics();
    void checkHost(const HostDefinition &host);
    void checkWireEnd(const Wire &wire, const std::string &hostName, const std::string &nicName);
    void checkLooseNics();
    void checkNetwork(const NetworkDefinition &network);
    void checkUplink(const NetworkDefinition &network, const std::string &host, SourceLine line);
    void checkRouter(const RouterDefinition &router);
    void checkInstance(const InstanceDefinition &instance);

    const Definition &m_lab;
    Complaints &m_complaints;
    std::set<std::string> m_taken; ///< kind, line end, name
    std::set<std::pair<std::string, std::string>> m_wired;
    std::map<std::pair<std::string, std::string>, std::string> m_flat; ///< host and nic -> its flat network
};

void Checker::checkFabrics()
{
    need(!m_lab.hosts.empty(), 1, "a lab needs \"hosts\"");
    for (const Fabric &fabric : m_lab.fabrics) {
        unique(fabric.line, "the fabric", fabric.name);
    }
}

void Checker::checkHost(const HostDefinition &host)
{
    unique(host.line, "the host", host.name);
    need(host.name != fabricHost, host.line, quote(host.name) + " is the name of the fabrics' own place");
    for (const Nic &nic : host.nics) {
        unique(nic.line, "the nic of " + host.name, nic.name);
        const bool isKnown = nic.fabric.empty()
            || std::any_of(m_lab.fabrics.begin(), m_lab.fabrics.end(),
                           [&](const Fabric &fabric) { return fabric.name == nic.fabric; });
        need(isKnown, nic.line, "there is no fabric " + quote(nic.fabric));
        need(nic.name != "lo", nic.line, "every host has \"lo\" already");
    }
    for (const std::string &agent : host.agents) {
        need(std::find(std::begin(knownAgents), std::end(knownAgents), agent) != std::end(knownAgents),
             host.line, "there is no agent " + quote(agent));
        unique(host.line, "the agent on " + host.name, agent);
        if (agent == "neutron-server") {
            unique(host.line, "the agent", agent);
        }
    }
}

void Checker::checkWireEnd(const Wire &wire, const std::string &hostName, const std::string &nicName)
{
    const HostDefinition *host = needHost(hostName, wire.line);
    const auto nic = !host ? std::vector<Nic>::const_iterator()
                           : std::find_if(host->nics.begin(), host->nics.end(),
                                          [&](const Nic &candidate) { return candidate.name == nicName; });
    if (!host || nic == host->nics.end()) {
        need(!host, wire.line, "host " + quote(hostName) + " has no nic " + quote(nicName));
        return;
    }
    need(nic->fabric.empty(), wire.line,
         "the nic " + quote(nicName) + " of " + quote(hostName) + " is in a fabric");
    need(m_wired.emplace(hostName, nicName).second, wire.line,
         "the nic " + quote(nicName) + " of " + quote(hostName) + " has two wires");
}

void Checker::checkLooseNics()
{
    for (const HostDefinition &host : m_lab.hosts) {
        for (const Nic &nic : host.nics) {
            need(!nic.fabric.empty() || m_wired.contains({ host.name, nic.name }), nic.line,
                 "the nic " + quote(nic.name) + " has neither a fabric nor a wire");
        }
    }
}

void Checker::checkNetwork(const NetworkDefinition &network)
{
    unique(network.line, "the network", network.name);
    unique(network.line, "the network's id begins with", network.id.substr(0, 11));
    if (network.vni != 0) {
        unique(network.line, "the VNI", std::to_string(network.vni));
    }
    int families[2] = { 0, 0 };
    for (const Subnet &subnet : network.subnets) {
        const bool isV4 = subnet.prefix.address.family == model::IpFamily::v4;
        need(++families[isV4 ? 0 : 1] == 1, subnet.line, "a network has one subnet a family here");
        need(isV4 || subnet.prefix.length == 64, subnet.line, "an IPv6 subnet is a /64: SLAAC needs it");
        need(subnet.prefix.contains(subnet.gateway), subnet.line,
             "the gateway " + subnet.gateway.toString() + " is not in " + subnet.prefix.toString());
    }
    for (const DhcpPort &port : network.dhcp) {
        checkUplink(network, port.host, port.line);
        unique(port.line, "the port", port.portId);
        unique(port.line, "the DHCP port of " + quote(network.name) + " on", port.host);
        need(families[0] == 1, port.line, "DHCP needs an IPv4 subnet");
        for (std::size_t i = 0; i < port.addresses.size() && i < network.subnets.size(); ++i) {
            need(network.subnets[i].prefix.contains(port.addresses[i].address), port.line,
                 port.addresses[i].address.toString() + " is not in " + network.subnets[i].prefix.toString());
        }
    }
}

/// The host has the nic that carries the network.
void Checker::checkUplink(const NetworkDefinition &network, const std::string &hostName, SourceLine line)
{
    const HostDefinition *host = needHost(hostName, line);
    const bool hasNic = host && std::any_of(host->nics.begin(), host->nics.end(), [&](const Nic &nic) {
                            return nic.name == network.nic;
                        });
    need(!host || hasNic, line,
         "host " + quote(hostName) + " has no nic " + quote(network.nic) + ", which the network "
             + quote(network.name) + " needs");
    if (network.vni == 0) {
        const auto [at, isNew] = m_flat.try_emplace({ hostName, network.nic }, network.name);
        need(isNew || at->second == network.name, line,
             "the nic " + quote(network.nic) + " of " + quote(hostName) + " carries two flat networks");
    }
}

void Checker::checkRouter(const RouterDefinition &router)
{
    unique(router.line, "the router", router.name);
    unique(router.line, "the router's id", router.id);
    need(!router.instances.empty(), router.line, "a router needs \"hosts\"");
    const NetworkDefinition *ha = router.isRedundant() ? needNetwork(router.haNetwork, router.line) : nullptr;
    need(router.isRedundant() || router.instances.size() == 1, router.line,
         "a router without \"haNetwork\" is on one host");
    if (ha) {
        need(router.vrid != 0, router.line, "the HA network has no VRID left");
        unique(router.line, "the VRID in " + quote(ha->name), std::to_string(router.vrid));
    }
    std::vector<const NetworkDefinition *> networks;
    for (const RouterPort &port : router.ports) {
        networks.push_back(needNetwork(port.network, port.line));
        unique(port.line, "the port", port.portId);
        need(!port.addresses.empty(), port.line, "a router's port needs \"addresses\"");
    }
    need(std::count_if(router.ports.begin(), router.ports.end(),
                       [](const RouterPort &port) { return port.isGateway; })
             <= 1,
         router.line, "a router has one gateway port");
    for (const RouterInstance &instance : router.instances) {
        needHost(instance.host, instance.line);
        unique(instance.line, "the host of router " + router.name, instance.host);
        if (ha) {
            checkUplink(*ha, instance.host, instance.line);
            unique(instance.line, "the port", instance.haPortId);
            unique(instance.line, "the address in " + quote(ha->name), instance.haAddress.address.toString());
        }
        for (const NetworkDefinition *network : networks) {
            if (network) {
                checkUplink(*network, instance.host, instance.line);
            }
        }
    }
    for (const FloatingIp &ip : router.floatingIps) {
        need(ip.floating.family == model::IpFamily::v4 && ip.fixed.family == model::IpFamily::v4, router.line,
             "a floating IP is IPv4 on both sides");
        unique(router.line, "the floating IP", ip.floating.toString());
        need(std::any_of(router.ports.begin(), router.ports.end(),
                         [](const RouterPort &p) { return p.isGateway; }),
             router.line, "floating IPs need a port with \"gateway\": true");
    }
}

void Checker::checkInstance(const InstanceDefinition &instance)
{
    unique(instance.line, "the instance", instance.name);
    unique(instance.line, "the port", instance.portId);
    const NetworkDefinition *network = needNetwork(instance.network, instance.line);
    if (!network) {
        return;
    }
    checkUplink(*network, instance.host, instance.line);
    need(instance.isStatic || !network->dhcp.empty(), instance.line,
         "nothing answers DHCP in " + quote(network->name) + ": the instance needs \"addresses\"");
    for (const model::IpPrefix &address : instance.addresses) {
        const bool isInside = network->subnets.empty()
            || std::any_of(network->subnets.begin(), network->subnets.end(),
                           [&](const Subnet &subnet) { return subnet.prefix.contains(address.address); });
        need(isInside, instance.line,
             address.address.toString() + " is in no subnet of " + quote(network->name));
        unique(instance.line, "the address in " + quote(network->name), address.address.toString());
    }
}

} // namespace

void checkDefinition(const Definition &definition, Complaints &complaints)
{
    Checker(definition, complaints).check();
}

} // namespace kv::lab
