// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/definitionreader.h"

#include "app/lab/definitioncheck.h"
#include "app/lab/derivedids.h"
#include "app/lab/objectreader.h"

#include <algorithm>
#include <map>
#include <set>

namespace kv::lab {

namespace {

using Need = ObjectReader::Need;

constexpr std::size_t longestHostName = 32;
constexpr std::size_t longestName = 64;
constexpr std::size_t longestFabric = 12; ///< "br-" and it are an interface's name
constexpr std::size_t longestInstance = 48;
constexpr std::size_t mostNics = 16;
constexpr std::size_t mostPorts = 64;
constexpr std::size_t mostConfigLines = 1000;
constexpr std::size_t longestConfigLine = 400;
constexpr std::size_t longestDescription = 2000;
constexpr std::int64_t greatestVni = (1 << 24) - 1;
constexpr std::int64_t leastMtu = 1280; ///< IPv6 needs it (RFC 8200, 5)
constexpr std::int64_t greatestMtu = 65535;

Fabric readFabric(ObjectReader &in)
{
    Fabric fabric;
    fabric.line = in.line();
    fabric.name = in.name("name", longestFabric);
    fabric.mtuBytes = static_cast<std::uint32_t>(in.number("mtu", leastMtu, greatestMtu, fabric.mtuBytes));
    return fabric;
}

Nic readNic(ObjectReader &in)
{
    Nic nic;
    nic.line = in.line();
    nic.name = in.interfaceName("name");
    nic.fabric = in.name("fabric", longestFabric, Need::optional);
    nic.addresses = in.prefixes("addresses");
    return nic;
}

HostDefinition readHost(ObjectReader &in)
{
    HostDefinition host;
    host.line = in.line();
    host.name = in.name("name", longestHostName);
    in.objects("nics", "a nic", mostNics, [&](ObjectReader &nic) { host.nics.push_back(readNic(nic)); });
    in.objects("routes", "a route", mostPorts, [&](ObjectReader &route) {
        host.routes.push_back({ route.prefix("to"), route.address("via") });
    });
    host.forwards = in.flag("forwards");
    host.agents = in.texts("agents", mostNics, longestName);
    return host;
}

Wire readWire(ObjectReader &in)
{
    Wire wire;
    wire.line = in.line();
    wire.host = in.name("host", longestHostName);
    wire.nic = in.interfaceName("nic");
    wire.otherHost = in.name("otherHost", longestHostName);
    wire.otherNic = in.interfaceName("otherNic");
    return wire;
}

DhcpPort readDhcpPort(ObjectReader &in, const NetworkDefinition &network)
{
    DhcpPort port;
    port.line = in.line();
    port.host = in.name("host", longestHostName);
    const std::string seed = "dhcp:" + network.name + ":" + port.host;
    port.portId = in.portId("port", derivedPortId(seed));
    port.mac = in.mac("mac", derivedMac(seed));
    const model::IpAddress own = in.address("address");
    for (const Subnet &subnet : network.subnets) {
        if (subnet.prefix.address.family == model::IpFamily::v6) {
            port.addresses.push_back(autoAddress(subnet.prefix, port.mac));
        } else if (own.family == model::IpFamily::v4) {
            port.addresses.push_back({ own, subnet.prefix.length });
        }
    }
    return port;
}

NetworkDefinition readNetwork(ObjectReader &in)
{
    NetworkDefinition network;
    network.line = in.line();
    network.name = in.name("name", longestName, Need::required, true);
    network.id = in.uuid("id", derivedUuid("network:" + network.name));
    network.vni = static_cast<std::uint32_t>(in.number("vni", 1, greatestVni, 0));
    network.nic = in.interfaceName("nic");
    network.mtuBytes =
        static_cast<std::uint32_t>(in.number("mtu", leastMtu, greatestMtu, network.vni ? 1450 : 1500));
    network.portSecurity = !in.has("portSecurity") || in.flag("portSecurity");
    in.objects("subnets", "a subnet", 8, [&](ObjectReader &subnet) {
        const std::string seed = "subnet:" + network.name + std::to_string(network.subnets.size());
        network.subnets.push_back({ subnet.uuid("id", derivedUuid(seed)), subnet.prefix("prefix"),
                                    subnet.address("gateway"), subnet.address("dns", Need::optional),
                                    subnet.line() });
    });
    in.objects("dhcp", "a DHCP port", maxHosts,
               [&](ObjectReader &port) { network.dhcp.push_back(readDhcpPort(port, network)); });
    return network;
}

RouterPort readPort(ObjectReader &in, const RouterDefinition &router)
{
    RouterPort port;
    port.line = in.line();
    const std::string seed = "port:" + router.name + ":" + std::to_string(router.ports.size());
    port.portId = in.portId("port", derivedPortId(seed));
    port.network = in.name("network", longestName, Need::required, true);
    port.mac = in.mac("mac", derivedMac(seed));
    port.addresses = in.prefixes("addresses");
    port.isGateway = in.flag("gateway");
    return port;
}

RouterInstance readRouterInstance(ObjectReader &in, const RouterDefinition &router)
{
    RouterInstance instance;
    instance.line = in.line();
    instance.host = in.name("host", longestHostName);
    const std::string seed = "ha:" + router.name + ":" + instance.host;
    instance.haPortId = in.portId("haPort", derivedPortId(seed));
    instance.haMac = in.mac("haMac", derivedMac(seed));
    instance.haAddress = in.prefix("haAddress", Need::optional);
    return instance;
}

RouterDefinition readRouter(ObjectReader &in)
{
    RouterDefinition router;
    router.line = in.line();
    router.name = in.name("name", longestName);
    router.id = in.uuid("id", derivedUuid("router:" + router.name));
    router.haNetwork = in.name("haNetwork", longestName, Need::optional, true);
    router.vrid = static_cast<std::uint8_t>(in.number("vrid", 1, 254, 0)); // Neutron's range
    router.priority = static_cast<std::uint8_t>(in.number("priority", 1, 254, 50));
    router.healthCheckSeconds = static_cast<std::uint32_t>(in.number("healthCheck", 1, 3600, 0));
    in.objects("hosts", "a router's host", maxHosts, [&](ObjectReader &instance) {
        router.instances.push_back(readRouterInstance(instance, router));
    });
    in.objects("ports", "a router's port", mostPorts,
               [&](ObjectReader &port) { router.ports.push_back(readPort(port, router)); });
    router.gateways = in.addresses("nextHops");
    in.objects("floatingIps", "a floating IP", mostPorts, [&](ObjectReader &ip) {
        router.floatingIps.push_back({ ip.address("floating"), ip.address("fixed") });
    });
    return router;
}

InstanceDefinition readInstance(ObjectReader &in, const Definition &lab)
{
    InstanceDefinition instance;
    instance.line = in.line();
    instance.name = in.name("name", longestInstance);
    instance.host = in.name("host", longestHostName);
    instance.network = in.name("network", longestName, Need::required, true);
    const std::string seed = "instance:" + instance.name;
    instance.portId = in.portId("port", derivedPortId(seed));
    instance.mac = in.mac("mac", derivedMac(seed));
    instance.isStatic = in.has("addresses");
    instance.addresses = in.prefixes("addresses");
    instance.gateways = in.addresses("gateways");
    const model::IpAddress leased =
        in.address("address", instance.isStatic ? Need::optional : Need::required);
    const NetworkDefinition *network = findNetwork(lab, instance.network);
    for (const Subnet &subnet : network && !instance.isStatic ? network->subnets : std::vector<Subnet>()) {
        if (subnet.prefix.address.family == model::IpFamily::v6) {
            instance.addresses.push_back(autoAddress(subnet.prefix, instance.mac));
        } else if (leased.family == model::IpFamily::v4) {
            instance.addresses.push_back({ leased, subnet.prefix.length });
        }
    }
    return instance;
}

KeepalivedDefinition readKeepalived(ObjectReader &in)
{
    KeepalivedDefinition one;
    one.line = in.line();
    one.host = in.name("host", longestHostName);
    one.config = in.texts("config", mostConfigLines, longestConfigLine);
    one.holds = in.address("holds", Need::optional);
    one.usesVmac = std::any_of(one.config.begin(), one.config.end(), [](const std::string &line) {
        return line.find("use_vmac") != std::string::npos;
    });
    return one;
}

/// VRIDs count up in each HA network, as Neutron's do; ha- addresses too, in the order of the file: the one
/// that becomes active first has the lowest.
void numberRouters(Definition &lab)
{
    std::map<std::string, std::set<int>> vrids;
    std::map<std::string, std::set<std::string>> addresses;
    for (const RouterDefinition &router : lab.routers) {
        vrids[router.haNetwork].insert(router.vrid);
        for (const RouterInstance &instance : router.instances) {
            addresses[router.haNetwork].insert(instance.haAddress.address.toString());
        }
    }
    for (RouterDefinition &router : lab.routers) {
        if (!router.isRedundant()) {
            continue;
        }
        std::set<int> &taken = vrids[router.haNetwork];
        for (int vrid = 1; router.vrid == 0 && vrid <= 254; ++vrid) {
            router.vrid = taken.insert(vrid).second ? static_cast<std::uint8_t>(vrid) : std::uint8_t{ 0 };
        }
        for (RouterInstance &instance : router.instances) {
            for (unsigned next = 1; !instance.haAddress.address.isSet() && next < 0x3f00; ++next) {
                const model::IpAddress own =
                    model::IpAddress::v4(169, 254, static_cast<std::uint8_t>(192 + next / 250),
                                         static_cast<std::uint8_t>(1 + (next - 1) % 250));
                if (addresses[router.haNetwork].insert(own.toString()).second) {
                    instance.haAddress = { own, 18 };
                }
            }
        }
    }
}

Definition readAll(ObjectReader &in)
{
    Definition lab;
    lab.name = in.name("name", longestHostName);
    in.text("description", longestDescription, Need::optional);
    in.objects("fabrics", "a fabric", 32,
               [&](ObjectReader &fabric) { lab.fabrics.push_back(readFabric(fabric)); });
    in.objects("hosts", "a host", maxHosts, [&](ObjectReader &host) { lab.hosts.push_back(readHost(host)); });
    in.objects("wires", "a wire", maxHosts, [&](ObjectReader &wire) { lab.wires.push_back(readWire(wire)); });
    in.objects("networks", "a network", maxNetworks,
               [&](ObjectReader &network) { lab.networks.push_back(readNetwork(network)); });
    in.objects("routers", "a router", maxRouters,
               [&](ObjectReader &router) { lab.routers.push_back(readRouter(router)); });
    in.objects("instances", "an instance", maxInstances,
               [&](ObjectReader &instance) { lab.instances.push_back(readInstance(instance, lab)); });
    in.objects("keepalived", "a keepalived", maxHosts,
               [&](ObjectReader &one) { lab.keepalived.push_back(readKeepalived(one)); });
    in.objects("targets", "a target", 64, [&](ObjectReader &target) {
        lab.targets.push_back(
            { target.name("from", longestHostName), target.address("address"), target.line() });
    });
    numberRouters(lab);
    return lab;
}

} // namespace

model::Result<Definition> readDefinition(std::string_view text)
{
    const model::Result<JsonNode> tree = parseJsonTree(text);
    if (!tree) {
        return tree.error();
    }
    Complaints complaints;
    Definition lab;
    {
        ObjectReader root(*tree, "a lab", complaints);
        lab = readAll(root);
    }
    if (!complaints.first()) {
        checkDefinition(lab, complaints);
    }
    if (complaints.first()) {
        return *complaints.first();
    }
    return lab;
}

} // namespace kv::lab
