// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/derivedids.h"
#include "app/lab/keepalivedconf.h"
#include "app/lab/metadataproxy.h"
#include "app/lab/natrules.h"
#include "app/lab/planmaker.h"
#include "app/lab/radvdconf.h"

namespace kv::lab {

namespace {

Place placeOf(const RouterDefinition &router, const RouterInstance &instance)
{
    return { instance.host, "qrouter-" + router.id };
}

} // namespace

void PlanMaker::makeRouter(const RouterDefinition &router, const RouterInstance &instance)
{
    const Place place = placeOf(router, instance);
    add(MakeNetns{ place });
    // The values of a real qrouter; an HA router's link-locals come and go with keepalived, so the kernel
    // makes none.
    sysctl(place, "net/ipv4/ip_forward", "1");
    sysctl(place, "net/ipv4/conf/all/arp_ignore", "1");
    sysctl(place, "net/ipv4/conf/all/arp_announce", "2");
    ipv6Sysctl(place, "all/forwarding", router.isRedundant() ? "0" : "1");
    ipv6Sysctl(place, "default/accept_ra", "0");
    ipv6Sysctl(place, "default/accept_dad", "0");
    const auto plug = [&](const std::string &name, const std::string &portId, const model::MacAddress &mac,
                          const std::string &networkName) {
        if (const NetworkDefinition *found = findNetwork(m_lab, networkName)) {
            plugPort(place, name, portId, mac, *found);
            if (router.isRedundant() && m_abilities.hasIpv6) {
                link(place, netlink::SetAddrGenMode{ { name }, netlink::AddrGenMode::none });
            }
        }
    };
    if (router.isRedundant()) {
        const std::string ha = "ha-" + instance.haPortId;
        plug(ha, instance.haPortId, instance.haMac, router.haNetwork);
        link(place, netlink::AddAddress{ { ha }, instance.haAddress, false, true });
    }
    for (const RouterPort &port : router.ports) {
        plug(interfaceName(port), port.portId, port.mac, port.network);
        up(place, interfaceName(port));
    }
    m_part = "NAT of " + router.name;
    if (const std::string rules = natRules(router); !rules.empty()) {
        add(LoadRules{ place, rules });
    }
    m_part.clear();
    if (!router.isRedundant()) {
        setRouterUp(router, instance);
    } else if (&instance == &router.instances.front()) {
        up(place, "ha-" + instance.haPortId);
    }
}

/// What keepalived does for an HA router.
void PlanMaker::setRouterUp(const RouterDefinition &router, const RouterInstance &instance)
{
    const Place place = placeOf(router, instance);
    for (const RouterPort &port : router.ports) {
        for (const model::IpPrefix &address : port.addresses) {
            link(place, netlink::AddAddress{ { interfaceName(port) }, address, true, true });
        }
        for (const FloatingIp &ip : port.isGateway ? router.floatingIps : std::vector<FloatingIp>()) {
            link(place, netlink::AddAddress{ { interfaceName(port) }, { ip.floating, 32 }, true, false });
        }
        for (const model::IpAddress &gateway :
             port.isGateway ? router.gateways : std::vector<model::IpAddress>()) {
            link(place, netlink::AddRoute{ { {}, 0 }, gateway, { interfaceName(port) } });
        }
    }
}

std::vector<Program> PlanMaker::routerPrograms(const RouterDefinition &router) const
{
    std::vector<Program> programs;
    if (m_abilities.has("radvd") && !radvdConf(m_lab, router).empty()) {
        programs.push_back(radvd(router));
    }
    if (m_abilities.has("haproxy")) {
        programs.push_back(routerMetadataProxy(router, m_abilities.hasIpv6).program);
    }
    return programs;
}

void PlanMaker::startRouter(const RouterDefinition &router, const RouterInstance &instance)
{
    const Place place = placeOf(router, instance);
    if (const std::string text = radvdConf(m_lab, router); !text.empty()) {
        add(WriteFile{ instance.host, radvdConfPath(router), text });
    }
    const MetadataProxy proxy = routerMetadataProxy(router, m_abilities.hasIpv6);
    add(WriteFile{ instance.host, proxy.configPath, proxy.config });
    if (!router.isRedundant()) {
        for (Program &program : routerPrograms(router)) {
            const std::string log = program.name + "-" + router.id;
            start(place, std::move(program), log);
        }
        return;
    }
    const std::string base = "/var/lib/neutron/ha_confs/" + router.id;
    add(WriteFile{ instance.host, base + "/keepalived.conf",
                   keepalivedConf(router, instance, m_timers, m_abilities.hasIpv6) });
    if (router.healthCheckSeconds != 0) {
        add(WriteFile{ instance.host, healthCheckPath(router), healthCheckScript(router, m_abilities.hasIpv6),
                       true });
    }
    StandIn watcher;
    watcher.work = StandIn::Work::stateWatcher;
    watcher.name = "neutron-keepalived-state-change";
    watcher.host = instance.host;
    watcher.routerId = router.id;
    watcher.netns = place.netns;
    watcher.vip = primaryVip(router).address;
    watcher.stateFile = base + "/state";
    add(StartStandIn{ place, std::move(watcher), base + "/neutron-keepalived-state-change.log" });
    start(place,
          { "keepalived",
            { "keepalived", "-P", "-f", base + "/keepalived.conf", "-p", base + ".pid.keepalived", "-r",
              base + ".pid.keepalived-vrrp", "-D", "--dont-fork", "--log-console" },
            {},
            {} },
          "keepalived-" + router.name);
}

// The first instance's ha- port is up from the start, the others' stay down (their keepalived waits in
// FAULT) until the first holds the VIP: whoever hears a master's advertisements first stays backup, so the
// higher HA address of a later one decides nothing.
void PlanMaker::electFirst(const RouterDefinition &router)
{
    if (!router.isRedundant()) {
        return;
    }
    const RouterInstance &first = router.instances.front();
    const std::chrono::milliseconds masterDown{ m_timers.masterDownMs(router.priority) };
    m_phase = router.name + " becomes active on " + first.host;
    add(AwaitAddress{ placeOf(router, first), primaryVip(router).address, masterDown + planSlack });
    // keepalived adds them after the VIP; a neighbour asked for too early would wait a second.
    for (const RouterPort &port : router.ports) {
        for (const model::IpPrefix &address : port.addresses) {
            add(AwaitAddress{ placeOf(router, first), address.address, planSlack });
        }
    }
    for (const RouterInstance &instance : router.instances) {
        if (instance.host != first.host) {
            up(placeOf(router, instance), "ha-" + instance.haPortId);
        }
    }
}

} // namespace kv::lab
