// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/planmaker.h"

#include <algorithm>

namespace kv::lab {

namespace {

constexpr const char *server = "neutron-server";
constexpr const char *l3Agent = "neutron-l3-agent";
/// keepalived's own neighbour advertisements of a new primary still say that it is no router: a guest that
/// gets one after radvd's first advertisement forgets its default route until the next, up to 16 s later.
constexpr int leastDelayMs = 300;
constexpr const char *metadataAgent = "neutron-metadata-agent";
constexpr const char *database = "mariadbd";
constexpr const char *messageBus = "rabbitmq-server";
constexpr const char *ml2Config = "/etc/neutron/plugins/ml2/ml2_conf.ini";

StandIn::Work workOf(const std::string &name)
{
    return name == server                        ? StandIn::Work::server
        : name == l3Agent                        ? StandIn::Work::l3Agent
        : name == metadataAgent                  ? StandIn::Work::metadataAgent
        : name == database || name == messageBus ? StandIn::Work::idle
                                                 : StandIn::Work::agent;
}

bool holds(const RouterDefinition &router, const std::string &host)
{
    return std::any_of(router.instances.begin(), router.instances.end(),
                       [&](const RouterInstance &instance) { return instance.host == host; });
}

} // namespace

/// The first address of the host with the server: agents report to it over the management network.
model::IpAddress PlanMaker::controllerAddress() const
{
    for (const HostDefinition &host : m_lab.hosts) {
        if (std::find(host.agents.begin(), host.agents.end(), server) == host.agents.end()) {
            continue;
        }
        for (const Nic &nic : host.nics) {
            if (!nic.addresses.empty()) {
                return nic.addresses.front().address;
            }
        }
    }
    return {};
}

void PlanMaker::startAgents(const HostDefinition &host)
{
    std::vector<std::string> names = host.agents;
    // A router without its agent would have nobody to switch its forwarding when the role changes.
    const bool hasRouters =
        std::any_of(m_lab.routers.begin(), m_lab.routers.end(),
                    [&](const RouterDefinition &router) { return holds(router, host.name); });
    if (hasRouters && std::find(names.begin(), names.end(), l3Agent) == names.end()) {
        names.emplace_back(l3Agent);
    }
    for (const std::string &name : names) {
        StandIn agent;
        agent.work = workOf(name);
        agent.name = name;
        agent.host = host.name;
        if (name == messageBus) {
            agent.comm = "beam.smp"; // Erlang's virtual machine
        }
        if (name == server) {
            agent.options = { "--config-file", ml2Config };
        }
        agent.controller = controllerAddress();
        agent.primaryDelayMs = std::max(m_timers.advertCentis * 10, leastDelayMs);
        for (const RouterDefinition &router :
             name == l3Agent ? m_lab.routers : std::vector<RouterDefinition>()) {
            if (router.isRedundant() && holds(router, host.name)) {
                agent.routers.push_back({ router.id, "qrouter-" + router.id, routerPrograms(router) });
            }
        }
        add(StartStandIn{ { host.name, {} }, std::move(agent), "/run/log/" + name + ".log" });
    }
}

} // namespace kv::lab
