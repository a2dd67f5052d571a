// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/planmaker.h"

namespace kv::lab {

PlanMaker::PlanMaker(const Definition &definition, const Timers &timers, const Abilities &abilities)
    : m_lab(definition), m_timers(timers), m_abilities(abilities)
{
}

void PlanMaker::ipv6Sysctl(const Place &place, const std::string &key, const std::string &value)
{
    if (m_abilities.hasIpv6) {
        sysctl(place, "net/ipv6/conf/" + key, value);
    }
}

void PlanMaker::start(const Place &place, Program program, const std::string &log)
{
    add(StartProcess{ place, std::move(program), "/run/log/" + log + ".log" });
}

Plan PlanMaker::make()
{
    adapt();
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
    }
    m_phase = "instances";
    for (const NetworkDefinition &network : m_lab.networks) {
        for (const DhcpPort &port : network.dhcp) {
            makeDhcp(network, port);
        }
    }
    for (const InstanceDefinition &instance : m_lab.instances) {
        makeInstance(instance);
    }
    for (const HostDefinition &host : m_lab.hosts) {
        filterPorts(host.name);
    }
    m_phase = "processes";
    for (const HostDefinition &host : m_lab.hosts) {
        startAgents(host);
    }
    for (const RouterDefinition &router : m_lab.routers) {
        for (const RouterInstance &instance : router.instances) {
            startRouter(router, instance);
        }
    }
    for (const NetworkDefinition &network : m_lab.networks) {
        for (const DhcpPort &port : network.dhcp) {
            startDhcp(network, port);
        }
    }
    for (const InstanceDefinition &instance : m_lab.instances) {
        startClient(instance);
    }
    for (const KeepalivedDefinition &one : m_lab.keepalived) {
        startPlainKeepalived(one);
    }
    for (const RouterDefinition &router : m_lab.routers) {
        electFirst(router);
    }
    for (const InstanceDefinition &instance : m_lab.instances) {
        awaitInstance(instance, model::IpFamily::v4);
    }
    for (const Target &target : m_lab.targets) {
        m_phase = target.address.toString() + " answers";
        // Without NAT nothing answers to a floating IP.
        for (const RouterDefinition &router : m_lab.routers) {
            for (const FloatingIp &ip : router.floatingIps) {
                m_part = ip.floating == target.address ? "NAT of " + router.name : m_part;
            }
        }
        add(AwaitEcho{ { target.fromHost, {} }, target.address, planSlack });
        m_part.clear();
    }
    for (const InstanceDefinition &instance : m_lab.instances) {
        awaitInstance(instance, model::IpFamily::v6);
    }
    return std::move(m_plan);
}

Plan makePlan(const Definition &definition, const Timers &timers, const Abilities &abilities)
{
    return PlanMaker(definition, timers, abilities).make();
}

} // namespace kv::lab
