// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/keepalivedconf.h"
#include "app/lab/natrules.h"
#include "app/lab/plan.h"

#include <algorithm>
#include <chrono>

namespace kv::lab {

namespace {

using netlink::LinkChange;
using netlink::LinkRef;

// 224.0.0.1 is the linuxbridge agent's default vxlan_group.
const model::IpAddress vxlanGroup = model::IpAddress::v4(224, 0, 0, 1);
constexpr std::chrono::milliseconds slack{
    10000
}; ///< for a machine under load, over the protocol's own time

std::string bridgeOf(const NetworkDefinition &network)
{
    return "brq" + network.id.substr(0, 11);
}

std::string fabricBridge(const std::string &fabric)
{
    return "br-" + fabric;
}

class PlanMaker {
public:
    PlanMaker(const Definition &definition, const Timers &timers) : m_lab(definition), m_timers(timers) { }

    Plan make();

private:
    void add(Action action) { m_plan.steps.push_back({ m_phase, std::move(action) }); }
    void link(const Place &place, LinkChange change) { add(ChangeLink{ place, std::move(change) }); }
    void up(const Place &place, const std::string &name) { link(place, netlink::SetUp{ { name }, true }); }
    void sysctl(const Place &place, const std::string &key, const std::string &value)
    {
        add(SetSysctl{ place, key, value });
    }

    void makeFabrics();
    void makeHost(const HostDefinition &host);
    void plugNic(const HostDefinition &host, const Nic &nic);
    void makeWire(const Wire &wire);
    void configureNics(const HostDefinition &host);
    void makeNetwork(const std::string &host, const NetworkDefinition &network);
    void plugPort(const Place &inside, const std::string &name, const std::string &portId,
                  const model::MacAddress &mac, const NetworkDefinition &network);
    void makeRouter(const RouterDefinition &router, const RouterInstance &instance);
    void startRouter(const RouterDefinition &router, const RouterInstance &instance);
    void makeInstance(const InstanceDefinition &instance);
    void electFirst(const RouterDefinition &router);

    bool usesNetwork(const std::string &host, const NetworkDefinition &network) const;
    const NetworkDefinition *network(const std::string &name) const;

    const Definition &m_lab;
    const Timers &m_timers;
    Plan m_plan;
    std::string m_phase;
};

const NetworkDefinition *PlanMaker::network(const std::string &name) const
{
    const auto found = std::find_if(m_lab.networks.begin(), m_lab.networks.end(),
                                    [&](const NetworkDefinition &network) { return network.name == name; });
    return found == m_lab.networks.end() ? nullptr : &*found;
}

bool PlanMaker::usesNetwork(const std::string &host, const NetworkDefinition &network) const
{
    for (const InstanceDefinition &instance : m_lab.instances) {
        if (instance.host == host && instance.network == network.name) {
            return true;
        }
    }
    for (const RouterDefinition &router : m_lab.routers) {
        const bool here = std::any_of(router.instances.begin(), router.instances.end(),
                                      [&](const RouterInstance &instance) { return instance.host == host; });
        const bool port =
            std::any_of(router.ports.begin(), router.ports.end(),
                        [&](const RouterPort &candidate) { return candidate.network == network.name; });
        if (here && (port || router.haNetwork == network.name)) {
            return true;
        }
    }
    return false;
}

void PlanMaker::makeFabrics()
{
    const Place fabric{ fabricHost, {} };
    add(MakeHost{ fabricHost });
    for (const Fabric &one : m_lab.fabrics) {
        // The fabric's bridges have no querier; with snooping they would forget who listens.
        link(fabric, netlink::AddBridge{ fabricBridge(one.name), one.mtuBytes, false, {} });
        sysctl(fabric, "net/ipv6/conf/" + fabricBridge(one.name) + "/disable_ipv6", "1");
        up(fabric, fabricBridge(one.name));
    }
}

void PlanMaker::makeHost(const HostDefinition &host)
{
    const Place place{ host.name, {} };
    add(MakeHost{ host.name });
    // A duplicate-address check would keep every IPv6 address of the lab unusable for its first second.
    sysctl(place, "net/ipv6/conf/default/accept_dad", "0");
    sysctl(place, "net/ipv6/conf/default/accept_ra", "0");
    if (host.forwards) {
        sysctl(place, "net/ipv4/ip_forward", "1");
        sysctl(place, "net/ipv6/conf/all/forwarding", "1");
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
    const std::string port = nic.fabric.substr(0, 1) + "-" + host.name;
    const auto found = std::find_if(m_lab.fabrics.begin(), m_lab.fabrics.end(),
                                    [&](const Fabric &candidate) { return candidate.name == nic.fabric; });
    const std::uint32_t mtu = found == m_lab.fabrics.end() ? 1500 : found->mtuBytes;
    link(fabric, netlink::AddVeth{ { port, {}, mtu, {} }, { nic.name, host.name, mtu, {} } });
    sysctl(fabric, "net/ipv6/conf/" + port + "/disable_ipv6", "1");
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
        sysctl(place, "net/ipv6/conf/" + uplink + "/disable_ipv6", "1");
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
    sysctl(host, "net/ipv6/conf/" + tap + "/disable_ipv6", "1");
    link(host, netlink::SetMaster{ { tap }, { bridgeOf(network) } });
    up(host, tap);
}

void PlanMaker::makeRouter(const RouterDefinition &router, const RouterInstance &instance)
{
    const Place place{ instance.host, "qrouter-" + router.id };
    add(MakeNetns{ place });
    // The values of a real qrouter; link-locals come and go with keepalived, so the kernel makes none.
    sysctl(place, "net/ipv4/ip_forward", "1");
    sysctl(place, "net/ipv4/conf/all/arp_ignore", "1");
    sysctl(place, "net/ipv4/conf/all/arp_announce", "2");
    sysctl(place, "net/ipv6/conf/all/forwarding", "0");
    sysctl(place, "net/ipv6/conf/default/accept_ra", "0");
    const auto plug = [&](const std::string &prefix, const std::string &portId, const model::MacAddress &mac,
                          const std::string &networkName) {
        if (const NetworkDefinition *found = network(networkName)) {
            plugPort(place, prefix + portId, portId, mac, *found);
            link(place, netlink::SetAddrGenMode{ { prefix + portId }, netlink::AddrGenMode::none });
        }
    };
    plug("ha-", instance.haPortId, instance.haMac, router.haNetwork);
    link(place, netlink::AddAddress{ { "ha-" + instance.haPortId }, instance.haAddress, false, true });
    for (const RouterPort &port : router.ports) {
        plug(port.isGateway ? "qg-" : "qr-", port.portId, port.mac, port.network);
        up(place, interfaceName(port));
    }
    add(LoadRules{ place, natRules(router) });
}

void PlanMaker::startRouter(const RouterDefinition &router, const RouterInstance &instance)
{
    const Place place{ instance.host, "qrouter-" + router.id };
    const std::string base = "/var/lib/neutron/ha_confs/" + router.id;
    add(WriteFile{ instance.host, base + "/keepalived.conf", keepalivedConf(router, instance, m_timers) });
    add(FollowRole{ place, primaryVip(router).address, base + "/state" });
    add(StartProcess{ place,
                      "keepalived",
                      { "keepalived", "-P", "-f", base + "/keepalived.conf", "-p", base + ".pid.keepalived",
                        "-r", base + ".pid.keepalived-vrrp", "-D", "--dont-fork", "--log-console" },
                      "/run/log/keepalived-" + router.name + ".log" });
}

void PlanMaker::makeInstance(const InstanceDefinition &instance)
{
    const NetworkDefinition *found = network(instance.network);
    if (!found) {
        return;
    }
    const Place place{ instance.host, "instance-" + instance.name };
    add(MakeNetns{ place });
    sysctl(place, "net/ipv6/conf/default/accept_dad", "0");
    sysctl(place, "net/ipv6/conf/default/accept_ra", "0");
    plugPort(place, "eth0", instance.portId, instance.mac, *found);
    up(place, "eth0");
    for (const model::IpPrefix &address : instance.addresses) {
        link(place, netlink::AddAddress{ { "eth0" }, address, true, true });
    }
    for (const model::IpAddress &gateway : instance.gateways) {
        link(place, netlink::AddRoute{ { {}, 0 }, gateway, { "eth0" } });
    }
}

// The first instance's ha- port is up from the start, the others' stay down (their keepalived waits in
// FAULT) until the first holds the VIP: whoever hears a master's advertisements first stays backup, so the
// higher HA address of a later one decides nothing.
void PlanMaker::electFirst(const RouterDefinition &router)
{
    const std::string netns = "qrouter-" + router.id;
    const RouterInstance &first = router.instances.front();
    const std::chrono::milliseconds masterDown{ m_timers.masterDownMs(router.priority) };
    m_phase = router.name + " becomes active on " + first.host;
    add(AwaitAddress{ { first.host, netns }, primaryVip(router).address, masterDown + slack });
    for (const RouterInstance &instance : router.instances) {
        if (instance.host != first.host) {
            up({ instance.host, netns }, "ha-" + instance.haPortId);
        }
    }
    // keepalived adds them after the VIP; a neighbour asked for too early would wait a second.
    for (const RouterPort &port : router.ports) {
        for (const model::IpPrefix &address : port.addresses) {
            add(AwaitAddress{ { first.host, netns }, address.address, slack });
        }
    }
}

Plan PlanMaker::make()
{
    m_phase = "fabrics";
    makeFabrics();
    m_phase = "hosts";
    for (const HostDefinition &host : m_lab.hosts) {
        makeHost(host);
    }
    for (const Wire &wire : m_lab.wires) {
        makeWire(wire);
    }
    for (const HostDefinition &host : m_lab.hosts) {
        configureNics(host);
    }
    m_phase = "networks";
    for (const HostDefinition &host : m_lab.hosts) {
        for (const NetworkDefinition &network : m_lab.networks) {
            if (usesNetwork(host.name, network)) {
                makeNetwork(host.name, network);
            }
        }
    }
    m_phase = "routers";
    for (const RouterDefinition &router : m_lab.routers) {
        for (const RouterInstance &instance : router.instances) {
            makeRouter(router, instance);
        }
        up({ router.instances.front().host, "qrouter-" + router.id },
           "ha-" + router.instances.front().haPortId);
    }
    m_phase = "instances";
    for (const InstanceDefinition &instance : m_lab.instances) {
        makeInstance(instance);
    }
    m_phase = "processes";
    for (const RouterDefinition &router : m_lab.routers) {
        for (const RouterInstance &instance : router.instances) {
            startRouter(router, instance);
        }
    }
    for (const RouterDefinition &router : m_lab.routers) {
        electFirst(router);
    }
    for (const Target &target : m_lab.targets) {
        m_phase = target.address.toString() + " answers";
        add(AwaitEcho{ { target.fromHost, {} }, target.address, slack });
    }
    return std::move(m_plan);
}

} // namespace

Plan makePlan(const Definition &definition, const Timers &timers)
{
    return PlanMaker(definition, timers).make();
}

} // namespace kv::lab
