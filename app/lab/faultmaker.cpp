// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/faultmaker.h"

#include <algorithm>
#include <set>

namespace kv::lab {

using model::Error;
using model::ErrorCode;
using model::Result;

namespace {

constexpr int mostDelayMs = 10'000;

bool isOn(const RouterDefinition &router, const std::string &host)
{
    return std::any_of(router.instances.begin(), router.instances.end(),
                       [&](const RouterInstance &instance) { return instance.host == host; });
}

Error lacks(const std::string &text, const std::string &what)
{
    return { ErrorCode::unsupported, text, what };
}

/// Where an action of the plan happens; "" for none.
std::string hostOf(const Action &action)
{
    struct Where {
        std::string operator()(const MakeHost &a) const { return a.host; }
        std::string operator()(const WriteFile &a) const { return a.host; }
        std::string operator()(const MakeNetns &a) const { return a.place.host; }
        std::string operator()(const ChangeLink &a) const { return a.place.host; }
        std::string operator()(const SetSysctl &a) const { return a.place.host; }
        std::string operator()(const LoadRules &a) const { return a.place.host; }
        std::string operator()(const StartProcess &a) const { return a.place.host; }
        std::string operator()(const StartStandIn &a) const { return a.place.host; }
        std::string operator()(const AwaitAddress &a) const { return a.place.host; }
        std::string operator()(const AwaitEcho &a) const { return a.place.host; }
    };
    return std::visit(Where{}, action);
}

bool isWaiting(const Action &action)
{
    return std::holds_alternative<AwaitAddress>(action) || std::holds_alternative<AwaitEcho>(action);
}

/// The name of the link that a change is about, in the namespace where it is made; "" = none or several.
std::string linkOf(const netlink::LinkChange &change)
{
    if (const auto *master = std::get_if<netlink::SetMaster>(&change)) {
        return master->link.name;
    }
    const auto *up = std::get_if<netlink::SetUp>(&change);
    return up ? up->link.name : std::string();
}

/// A step of the fabric that is about one of these ports.
bool isAbout(const Action &action, const std::set<std::string> &ports)
{
    if (const auto *change = std::get_if<ChangeLink>(&action)) {
        return ports.contains(linkOf(change->change));
    }
    const auto *sysctl = std::get_if<SetSysctl>(&action);
    return sysctl && std::any_of(ports.begin(), ports.end(), [&](const std::string &port) {
               return sysctl->key.find("/" + port + "/") != std::string::npos;
           });
}

} // namespace

FaultMaker::FaultMaker(const Blueprint &lab, const FaultRequest &request) : m_lab(lab), m_request(request) { }

Result<FaultMaker> FaultMaker::open(const Blueprint &lab, const FaultRequest &request, bool concernsRouter)
{
    FaultMaker maker(lab, request);
    maker.m_host = findHost(lab.definition, request.host);
    if (!maker.m_host) {
        return Error{ ErrorCode::notFound, "the lab has no such host", request.host };
    }
    // Only a duplicate address is not on one of the router's own hosts.
    const bool isElsewhere = request.kind == "duplicate-address";
    const auto &routers = lab.definition.routers;
    const auto router = std::find_if(routers.begin(), routers.end(), [&](const RouterDefinition &one) {
        const bool isMeant = request.router.empty() || request.router == one.name || request.router == one.id;
        return isMeant && one.isRedundant() && (isElsewhere || isOn(one, request.host));
    });
    if (concernsRouter && router != routers.end()) {
        maker.m_router = &*router;
    }
    if (concernsRouter && !maker.m_router) {
        return Error{ ErrorCode::notFound, "no such HA router on this host",
                      request.router.empty() ? request.host : request.router + " on " + request.host };
    }
    maker.m_haNetwork = maker.m_router ? findNetwork(lab.definition, maker.m_router->haNetwork) : nullptr;
    return maker;
}

Place FaultMaker::routerPlace() const
{
    return { m_request.host, "qrouter-" + m_router->id };
}

std::string FaultMaker::overlayNic() const
{
    return m_haNetwork ? m_haNetwork->nic : std::string();
}

const RouterPort *FaultMaker::gatewayPort() const
{
    const auto port = std::find_if(m_router->ports.begin(), m_router->ports.end(),
                                   [](const RouterPort &candidate) { return candidate.isGateway; });
    return port == m_router->ports.end() ? nullptr : &*port;
}

const NetworkDefinition *FaultMaker::networkOfGateway() const
{
    const RouterPort *port = gatewayPort();
    return port ? findNetwork(m_lab.definition, port->network) : nullptr;
}

Result<Fault> FaultMaker::down(const Place &place, const std::string &link) const
{
    Fault fault;
    fault.subject = link;
    fault.begin = { TakeDown{ place, link } };
    fault.undo = { BringUp{ place, link } };
    return fault;
}

Result<Fault> FaultMaker::overlayDown()
{
    // Where heartbeats do not ride on the overlay, it is what the self-service networks ride on.
    for (const NetworkDefinition &network : m_lab.definition.networks) {
        const auto isInside = [&](const RouterPort &port) {
            return !port.isGateway && port.network == network.name;
        };
        if (network.vni != 0
            && (&network == m_haNetwork
                || std::any_of(m_router->ports.begin(), m_router->ports.end(), isInside))) {
            return down({ m_request.host, {} }, network.nic);
        }
    }
    return lacks("the router is on no VXLAN network", m_router->name);
}

Result<Fault> FaultMaker::providerDown()
{
    const NetworkDefinition *network = networkOfGateway();
    return network && network->vni == 0
        ? down({ m_request.host, {} }, network->nic)
        : lacks("the router has no gateway port on a flat network", m_router->name);
}

Result<Fault> FaultMaker::haCut()
{
    const bool isVxlan = m_haNetwork && m_haNetwork->vni != 0;
    return down({ m_request.host, {} }, isVxlan ? "vxlan-" + std::to_string(m_haNetwork->vni) : overlayNic());
}

/// On the interface itself, before the bridge and the stack see a frame: the kernel above notices nothing.
Result<Fault> FaultMaker::drop(bool isIn, bool isOut, const std::string &what) const
{
    const Place place{ m_request.host, {} };
    const std::string nic = overlayNic();
    const std::string table = "keepview_" + m_request.kind;
    const auto chain = [&](const std::string &name, const std::string &hook) {
        return "    chain " + name + " {\n        type filter hook " + hook + " device \"" + nic
            + "\" priority -500; policy accept;\n        " + what + "drop\n    }\n";
    };
    std::string rules = "table netdev " + table + " {\n";
    rules += isIn ? chain("in", "ingress") : std::string();
    rules += isOut ? chain("out", "egress") : std::string();
    Fault fault;
    fault.subject = nic;
    fault.begin = { LoadRules{ place, rules + "}\n" } };
    // Declared first, so that it can be deleted where it has gone already.
    fault.undo = { LoadRules{ place, "table netdev " + table + "\ndelete table netdev " + table + "\n" } };
    return fault;
}

Result<Fault> FaultMaker::silentDrop()
{
    return drop(true, true, {});
}

Result<Fault> FaultMaker::silentDropIn()
{
    return drop(true, false, {});
}

Result<Fault> FaultMaker::silentDropOut()
{
    return drop(false, true, {});
}

Result<Fault> FaultMaker::loss()
{
    if (m_request.percent < 1 || m_request.percent > 100) {
        return Error{ ErrorCode::invalidArgument, "a loss is 1 to 100 percent",
                      std::to_string(m_request.percent) };
    }
    Result<Fault> fault =
        drop(true, true, "numgen random mod 100 < " + std::to_string(m_request.percent) + " ");
    fault->subject += " " + std::to_string(m_request.percent) + " %";
    return fault;
}

Result<Fault> FaultMaker::delay()
{
    if (m_request.milliseconds < 1 || m_request.milliseconds > mostDelayMs) {
        return Error{ ErrorCode::invalidArgument, "a delay is 1 to 10000 ms",
                      std::to_string(m_request.milliseconds) };
    }
    const Place place{ m_request.host, {} };
    const std::string nic = overlayNic();
    const std::string late = std::to_string(m_request.milliseconds) + "ms";
    Fault fault;
    fault.subject = nic + " " + late;
    fault.begin = { RunTool{
        place, { "tc", "qdisc", "add", "dev", nic, "root", "netem", "delay", late }, "sch_netem" } };
    fault.undo = { RunTool{ place, { "tc", "qdisc", "del", "dev", nic, "root", "netem" }, "sch_netem" } };
    return fault;
}

Result<Fault> FaultMaker::hostOff()
{
    for (const Wire &wire : m_lab.definition.wires) {
        if (wire.host == m_request.host || wire.otherHost == m_request.host) {
            return lacks("a host with a cable of its own cannot be switched off: the cable would go with it",
                         m_request.host);
        }
    }
    std::set<std::string> ports;
    PowerOn on{ m_request.host, {} };
    for (const Step &step : m_lab.plan.steps) {
        const auto *change = std::get_if<ChangeLink>(&step.action);
        const auto *veth = change ? std::get_if<netlink::AddVeth>(&change->change) : nullptr;
        const bool isPlug = veth && change->place.host == fabricHost && veth->there.netns == m_request.host;
        if (isPlug) {
            ports.insert(veth->here.name);
        }
        const bool isOurs = hostOf(step.action) == m_request.host && !isWaiting(step.action);
        const bool isOurPort = hostOf(step.action) == fabricHost && isAbout(step.action, ports);
        if (isOurs || isPlug || isOurPort) {
            on.steps.push_back(step);
        }
    }
    Fault fault;
    fault.subject = m_request.host;
    fault.begin = { PowerOff{ m_request.host, { ports.begin(), ports.end() } } };
    fault.undo = { std::move(on) };
    return fault;
}

Result<Fault> FaultMaker::gatewayDead()
{
    for (const RouterDefinition &router : m_lab.definition.routers) {
        for (const Nic &nic : m_host->nics) {
            const auto isNextHop = [&](const model::IpPrefix &address) {
                return std::find(router.gateways.begin(), router.gateways.end(), address.address)
                    != router.gateways.end();
            };
            if (std::any_of(nic.addresses.begin(), nic.addresses.end(), isNextHop)) {
                return down({ m_request.host, {} }, nic.name);
            }
        }
    }
    return lacks("no router's gateway is on this host", m_request.host);
}

} // namespace kv::lab
