// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/labsite.h"

#include "tests/support/labhost.h"

#include <algorithm>

namespace kv::tests {

namespace {

using state::HostKind;
using state::InterfaceUse;
using state::NetworkKind;
using state::Role;

constexpr model::TimeUs now = 900'000'000;
constexpr std::string_view routerId = "b6206312-878e-497c-8ef7-eb384f8add96";

const InterfaceUse management{ NetworkKind::management, "management" };
const InterfaceUse overlay{ NetworkKind::overlay, "overlay" };
const InterfaceUse provider{ NetworkKind::provider, "provider:brqe7c2d4f8-91" };
const InterfaceUse untagged{ NetworkKind::untagged, "untagged:brqe7c2d4f8-91" };
const InterfaceUse ha{ NetworkKind::ha, "vni:102" };
const InterfaceUse self{ NetworkKind::selfService, "vni:101" };

/// A bridge with its uplink in a host's own namespace.
struct Bridge {
    model::LinkKey key;
    InterfaceUse use;
};

Bridge tunnelBridge(LabHost &host, const std::string &name, const InterfaceUse &use, std::uint32_t vni,
                    model::LinkKey underlay)
{
    const Bridge made{ host.link(host.home(), name, model::LinkKind::bridge, use), use };
    const model::LinkKey port =
        host.link(host.home(), "vxlan-" + std::to_string(vni), model::LinkKind::vxlan, use);
    host.setVxlan(port, vni, underlay);
    host.enslave(port, made.key);
    return made;
}

/// A veth from a namespace to a port of a bridge; gives the end in the namespace.
model::LinkKey plug(LabHost &host, const Bridge &bridge, model::NetnsCookie netns, const std::string &prefix,
                    const std::string &port)
{
    const model::LinkKey inside = host.link(netns, prefix + port, model::LinkKind::veth, bridge.use);
    const model::LinkKey tap = host.link(host.home(), "tap" + port, model::LinkKind::veth, bridge.use);
    host.enslave(tap, bridge.key);
    host.join(inside, tap);
    return inside;
}

struct Bridges {
    Bridge ha;
    Bridge self;
    Bridge provider;
    model::LinkKey overlay;
};

Role roleOn(int node, LabMoment moment)
{
    if (moment == LabMoment::steady)
        return node == 1 ? Role::active : Role::standby;
    if (node == 1)
        return Role::isolated;
    return moment == LabMoment::tookOver && node == 2 ? Role::active : Role::standby;
}

bool holds(Role role)
{
    return role == Role::active || role == Role::isolated || role == Role::notRedundant;
}

model::VrrpInstanceConfig configOf(const std::string &id, int vrid, const std::string &self4,
                                   const std::string &self6)
{
    model::VrrpInstanceConfig config;
    config.file = "/var/lib/neutron/ha_confs/" + id + "/keepalived.conf";
    config.name = "VR_" + std::to_string(vrid);
    config.routerId = id;
    config.vrid = static_cast<std::uint8_t>(vrid);
    config.priority = 50;
    config.advertCentis = 200;
    const std::string vip = "169.254.0." + std::to_string(vrid) + "/24";
    config.addresses = { { model::IpPrefix::parse(vip).value(), {}, false },
                         { model::IpPrefix::parse("198.51.100.1/24").value(), self4, true },
                         { model::IpPrefix::parse("fd00:198:51:100::1/64").value(), self6, true } };
    return config;
}

/// One instance of an HA router; `number` tells routers apart (router2 is 2).
state::Instance addInstance(LabHost &host, const Bridges &bridges, int node, int number, Role role)
{
    const bool isGuide = number == 2;
    const std::string id = (isGuide ? std::string(routerId.substr(0, 8)) : "0000000" + std::to_string(number))
        + std::string(routerId.substr(8));
    const std::string tag = isGuide ? "" : std::to_string(number);
    const auto port = [&](const std::string &name) { return isGuide ? name : tag + name.substr(tag.size()); };
    const model::NetnsCookie netns = host.space("qrouter-" + id);
    static const char *const haPorts[] = { "eb820380-40", "7a7ce184-36", "c01d3f55-7b", "d4e5f6a7-11" };
    const std::string haPort = port(haPorts[(node - 1) % 4]);
    const model::LinkKey haLink = plug(host, bridges.ha, netns, "ha-", haPort);
    const model::LinkKey self4 = plug(host, bridges.self, netns, "qr-", port("da3504ad-ba"));
    const model::LinkKey self6 = plug(host, bridges.self, netns, "qr-", port("442e36eb-fc"));
    const model::LinkKey out = plug(host, bridges.provider, netns, "qg-", port("33fedbc5-43"));
    const std::string last = std::to_string(node + (isGuide ? 0 : 10 * number));
    host.address(haLink, "169.254.192." + last + "/18");
    host.address(self6, "fe80::f816:3eff:feee:c841/64");
    if (holds(role)) {
        host.address(haLink, "169.254.0.1/24");
        host.address(self4, "198.51.100.1/24");
        host.address(self6, "fd00:198:51:100::1/64");
        host.address(out, "203.0.113." + std::to_string(isGuide ? 21 : 20 + number) + "/24");
        host.address(out, "fd00:203:0:113::21/64");
        if (isGuide)
            host.address(out, "203.0.113.17/32");
    }
    host.config(configOf(id, isGuide ? 1 : number, "qr-" + port("da3504ad-ba"), "qr-" + port("442e36eb-fc")));

    state::Instance instance;
    instance.host = "network" + std::to_string(node);
    instance.routerId = id;
    instance.netns = netns;
    instance.role = role;
    instance.hasKeepalived = true;
    instance.vrid = static_cast<std::uint8_t>(isGuide ? 1 : number);
    instance.priority = 50;
    instance.advertCentis = 200;
    instance.haAddress = model::IpAddress::parse("169.254.192." + last).value();
    instance.haLink = haLink;
    instance.underlay = bridges.overlay;
    instance.lastHeartbeatSent = holds(role) ? now - 700'000 : 0;
    instance.lastHeartbeatHeard = role == Role::standby ? now - 700'000 : 0;
    return instance;
}

class Lab {
public:
    explicit Lab(const LabOptions &options) : m_options(options) { }

    state::SitePtr build()
    {
        m_site.now = now;
        m_site.records = 1000;
        addRouters();
        for (int node = 1; node <= std::min(2, m_options.networkNodes); ++node)
            addNetworkNode(node);
        for (int node = 1; node <= m_options.computeNodes; ++node)
            addComputeNode(node);
        if (m_options.hasController)
            addController();
        if (m_options.hasOutside)
            addOutside();
        for (int node = 3; node <= m_options.networkNodes; ++node)
            addNetworkNode(node);
        m_site.networks = { { "management", NetworkKind::management, "management", 0 },
                            { provider.network, NetworkKind::provider, "provider", 0 },
                            { "overlay", NetworkKind::overlay, "overlay", 0 },
                            { untagged.network, NetworkKind::untagged, "203.0.113.0/24", 0 },
                            { "vni:101", NetworkKind::selfService, "VNI 101", 101 },
                            { "vni:102", NetworkKind::ha, "VNI 102", 102 } };
        return std::make_shared<state::Site>(m_site);
    }

private:
    LabOptions m_options;
    state::Site m_site;

    void addRouters()
    {
        state::Router router2;
        router2.id = routerId;
        router2.name = "router2";
        router2.servedBy = m_options.moment == LabMoment::steady ? "network1"
            : m_options.moment == LabMoment::tookOver            ? "network2"
                                                                 : "";
        using state::Protection;
        const int left = m_options.networkNodes - (m_options.moment == LabMoment::tookOver ? 1 : 0);
        router2.protection = m_options.moment == LabMoment::cut ? Protection::failingOver
            : left > 1                                          ? Protection::isProtected
                                                                : Protection::unprotected;
        m_site.routers.push_back(router2);
        for (int i = 0; i < m_options.moreRouters; ++i) {
            state::Router more = router2;
            more.id = "0000000" + std::to_string(i + 3) + std::string(routerId.substr(8));
            more.name = "router" + std::to_string(i + 3);
            m_site.routers.push_back(more);
        }
        if (m_options.hasPlainRouter) {
            state::Router plain;
            plain.id = "router1-id";
            plain.name = "router1";
            plain.protection = state::Protection::notRedundant;
            m_site.routers.push_back(plain);
        }
    }

    Bridges addBridges(LabHost &host, model::LinkKey tunnel, model::LinkKey uplink)
    {
        Bridges bridges;
        bridges.overlay = tunnel;
        bridges.ha = tunnelBridge(host, "brq9f31c0de-5a", ha, 102, tunnel);
        bridges.self = tunnelBridge(host, "brq3a1b7e90-2f", self, 101, tunnel);
        bridges.provider = { host.link(host.home(), "brqe7c2d4f8-91", model::LinkKind::bridge, untagged),
                             untagged };
        host.enslave(uplink, bridges.provider.key);
        return bridges;
    }

    void addPlainRouter(LabHost &host, const Bridges &bridges)
    {
        const model::NetnsCookie netns = host.space("qrouter-router1-id");
        const model::LinkKey out = plug(host, bridges.provider, netns, "qg-", "90c1aa02-8e");
        host.address(out, "203.0.113.20/24");
        state::Instance instance;
        instance.host = "network1";
        instance.routerId = "router1-id";
        instance.netns = netns;
        instance.role = Role::notRedundant;
        m_site.routers.back().instances.push_back(instance);
    }

    void addNetworkNode(int node)
    {
        const std::string name = "network" + std::to_string(node);
        LabHost host(name, HostKind::network, static_cast<model::NetnsCookie>(1000 * node));
        host.allowActions(m_options.actionsAllowed);
        const std::string last = std::to_string(20 + node);
        host.address(host.link(host.home(), "mgmt0", model::LinkKind::physical, management),
                     "10.0.0." + last + "/24");
        const model::LinkKey tunnel = host.link(host.home(), "overlay0", model::LinkKind::physical, overlay);
        host.address(tunnel, "10.0.1." + last + "/24");
        const model::LinkKey uplink =
            host.link(host.home(), "provider0", model::LinkKind::physical, provider);
        host.address(uplink, "fe80::1/64");
        const Bridges bridges = addBridges(host, tunnel, uplink);
        const Role role = roleOn(node, m_options.moment);
        for (int i = 0; i <= m_options.moreRouters; ++i)
            m_site.routers[static_cast<std::size_t>(i)].instances.push_back(
                addInstance(host, bridges, node, i + 2, role));
        if (m_options.hasPlainRouter && node == 1)
            addPlainRouter(host, bridges);
        if (node == 1 && m_options.moment != LabMoment::steady)
            cut(host, tunnel);
        m_site.hosts.push_back(host.done());
    }

    void cut(LabHost &host, model::LinkKey tunnel)
    {
        host.setDown(tunnel);
        state::ChangeInForce change;
        change.host = "network1";
        change.change.change = 1;
        change.change.link = tunnel;
        change.change.linkName = "overlay0";
        change.change.phase = model::ChangePhase::inForce;
        change.until = now + 51'000'000;
        change.change.until = change.until;
        m_site.changes.push_back(change);
    }

    void addComputeNode(int node)
    {
        const std::string name = "compute" + std::to_string(node);
        LabHost host(name, HostKind::compute, static_cast<model::NetnsCookie>(20'000 + 1000 * node));
        const std::string last = std::to_string(30 + node);
        host.address(host.link(host.home(), "mgmt0", model::LinkKind::physical, management),
                     "10.0.0." + last + "/24");
        const model::LinkKey tunnel = host.link(host.home(), "overlay0", model::LinkKind::physical, overlay);
        host.address(tunnel, "10.0.1." + last + "/24");
        const Bridge bridge = tunnelBridge(host, "brq3a1b7e90-2f", self, 101, tunnel);
        if (node == 1) {
            const model::NetnsCookie guest = host.space("instance-selfservice-instance2");
            const model::LinkKey inside = host.link(guest, "eth0", model::LinkKind::veth, self);
            const model::LinkKey tap = host.link(host.home(), "tap8be1f3a7-0d", model::LinkKind::veth, self);
            host.enslave(tap, bridge.key);
            host.join(inside, tap);
            host.address(inside, "198.51.100.11/24");
            host.address(inside, "fd00:198:51:100:f816:3eff:fe71:e93e/64");
        }
        if (m_options.hasDhcp || node > 1) {
            const model::NetnsCookie dhcp = host.space("qdhcp-3a1b7e90-2f64-4d1c-8a35-0c9be51f7d26");
            const std::string port = node == 1 ? "6d5e7a12-4f" : "b19c04e7-2" + std::to_string(node);
            host.address(plug(host, bridge, dhcp, "ns-", port),
                         "198.51.100." + std::to_string(node + 1) + "/24");
        }
        m_site.hosts.push_back(host.done());
    }

    void addController()
    {
        LabHost host("controller", HostKind::controller, 40'000);
        host.address(host.link(host.home(), "mgmt0", model::LinkKind::physical, management), "10.0.0.11/24");
        m_site.hosts.push_back(host.done());
    }

    void addOutside()
    {
        LabHost gateway("gateway", HostKind::gateway, 50'000);
        const model::LinkKey lan = gateway.link(gateway.home(), "lan0", model::LinkKind::physical, provider);
        gateway.address(lan, "203.0.113.1/24");
        gateway.address(lan, "fd00:203:0:113::1/64");
        gateway.address(gateway.link(gateway.home(), "wan0", model::LinkKind::physical, {}), "198.18.0.1/24");
        m_site.hosts.push_back(gateway.done());
        LabHost client("client", HostKind::client, 60'000);
        client.address(client.link(client.home(), "eth0", model::LinkKind::physical, {}), "198.18.0.2/24");
        m_site.hosts.push_back(client.done());
    }
};

} // namespace

state::SitePtr labSite(const LabOptions &options)
{
    return Lab(options).build();
}

} // namespace kv::tests
