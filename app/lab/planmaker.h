// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/plan.h"

#include <chrono>
#include <string>

namespace kv::lab {

/// For a machine under load, over the protocol's own time.
inline constexpr std::chrono::milliseconds planSlack{ 10000 };

/// "brq" and 11 characters of the network's id, as Neutron's.
std::string bridgeOf(const NetworkDefinition &network);

/// makePlan at work: one member function a part of the lab, spread over plan*.cpp.
class PlanMaker {
public:
    PlanMaker(const Definition &definition, const Timers &timers, const Abilities &abilities);

    Plan make();

private:
    void add(Action action) { m_plan.steps.push_back({ m_phase, std::move(action), m_part }); }
    void link(const Place &place, netlink::LinkChange change) { add(ChangeLink{ place, std::move(change) }); }
    void up(const Place &place, const std::string &name) { link(place, netlink::SetUp{ { name }, true }); }
    void sysctl(const Place &place, const std::string &key, const std::string &value)
    {
        add(SetSysctl{ place, key, value });
    }
    void ipv6Sysctl(const Place &place, const std::string &key, const std::string &value);
    void start(const Place &place, Program program, const std::string &log);

    // planhosts.cpp
    void adapt();
    void makeFabrics();
    void makeHost(const HostDefinition &host);
    void plugNic(const HostDefinition &host, const Nic &nic);
    void makeWire(const Wire &wire);
    void configureNics(const HostDefinition &host);
    // plannetworks.cpp
    void makeNetwork(const std::string &host, const NetworkDefinition &network);
    void plugPort(const Place &inside, const std::string &name, const std::string &portId,
                  const model::MacAddress &mac, const NetworkDefinition &network);
    bool usesNetwork(const std::string &host, const NetworkDefinition &network) const;
    void makeInstance(const InstanceDefinition &instance);
    void startClient(const InstanceDefinition &instance);
    void awaitInstance(const InstanceDefinition &instance, model::IpFamily family);
    // plansecurity.cpp
    void filterPorts(const std::string &host);
    // plandhcp.cpp
    void makeDhcp(const NetworkDefinition &network, const DhcpPort &port);
    void startDhcp(const NetworkDefinition &network, const DhcpPort &port);
    // planrouters.cpp
    void makeRouter(const RouterDefinition &router, const RouterInstance &instance);
    void setRouterUp(const RouterDefinition &router, const RouterInstance &instance);
    void startRouter(const RouterDefinition &router, const RouterInstance &instance);
    void electFirst(const RouterDefinition &router);
    std::vector<Program> routerPrograms(const RouterDefinition &router) const;
    // planagents.cpp
    void startAgents(const HostDefinition &host);
    model::IpAddress controllerAddress() const;
    // plankeepalived.cpp
    void startPlainKeepalived(const KeepalivedDefinition &one);

    Definition m_lab;
    const Timers m_timers;
    const Abilities m_abilities;
    Plan m_plan;
    std::string m_phase;
    std::string m_part;
};

} // namespace kv::lab
