// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/faultmaker.h"

#include "app/lab/keepalivedconf.h"
#include "app/lab/planmaker.h"

#include <algorithm>
#include <csignal>

namespace kv::lab {

using model::Error;
using model::ErrorCode;
using model::Result;

namespace {

/// The file with one line's value changed, or with the line put in behind another; "" when neither is there.
std::string withLine(const std::string &text, const std::string &key, const std::string &line)
{
    const std::size_t at = text.find("    " + key + " ");
    if (at == std::string::npos) {
        return {};
    }
    const std::size_t end = text.find('\n', at);
    return text.substr(0, at) + "    " + line + text.substr(end == std::string::npos ? text.size() : end);
}

const model::IpPrefix *firstIpv4(const RouterPort *port)
{
    if (!port) {
        return nullptr;
    }
    const auto found =
        std::find_if(port->addresses.begin(), port->addresses.end(), [](const model::IpPrefix &address) {
            return address.address.family == model::IpFamily::v4;
        });
    return found == port->addresses.end() ? nullptr : &*found;
}

Error noKeepalived(const std::string &host)
{
    return { ErrorCode::unsupported, "no keepalived runs on this host", host };
}

} // namespace

const Action *FaultMaker::keepalived() const
{
    const Place place = routerPlace();
    return find<StartProcess>([&](const StartProcess &action) {
        return action.place == place && action.program.name == "keepalived";
    });
}

Result<Fault> FaultMaker::signalled(SignalProcess::Whom whom, int signal, bool startsAgain) const
{
    const Action *process = keepalived();
    if (!process) {
        return noKeepalived(m_request.host);
    }
    Fault fault;
    fault.subject = "keepalived";
    fault.begin = { SignalProcess{ *process, whom, signal } };
    fault.undo = { startsAgain ? FaultAction(*process)
                               : FaultAction(SignalProcess{ *process, whom, SIGCONT }) };
    return fault;
}

Result<Fault> FaultMaker::keepalivedTerm()
{
    return signalled(SignalProcess::Whom::leader, SIGTERM, true);
}

Result<Fault> FaultMaker::keepalivedKillParent()
{
    return signalled(SignalProcess::Whom::leader, SIGKILL, true);
}

Result<Fault> FaultMaker::keepalivedKill()
{
    return signalled(SignalProcess::Whom::family, SIGKILL, true);
}

Result<Fault> FaultMaker::keepalivedStop()
{
    return signalled(SignalProcess::Whom::family, SIGSTOP, false);
}

Result<Fault> FaultMaker::l3AgentKill()
{
    const Action *agent = find<StartStandIn>([&](const StartStandIn &action) {
        return action.place.host == m_request.host && action.standIn.work == StandIn::Work::l3Agent;
    });
    if (!agent) {
        return Error{ ErrorCode::unsupported, "no L3 agent runs on this host", m_request.host };
    }
    Fault fault;
    fault.subject = "neutron-l3-agent";
    // What it has started (radvd, haproxy) goes on without it, as with the real one.
    fault.begin = { SignalProcess{ *agent, SignalProcess::Whom::leader, SIGKILL } };
    fault.undo = { *agent };
    return fault;
}

Result<Fault> FaultMaker::reconfigured(const std::string &key, const std::string &line) const
{
    const std::string path = "/var/lib/neutron/ha_confs/" + m_router->id + "/keepalived.conf";
    const Action *file = find<WriteFile>(
        [&](const WriteFile &action) { return action.host == m_request.host && action.path == path; });
    const Action *process = keepalived();
    const WriteFile *written = file ? std::get_if<WriteFile>(file) : nullptr;
    if (!written || !process) {
        return noKeepalived(m_request.host);
    }
    const WriteFile &original = *written;
    WriteFile changed = original;
    changed.text = withLine(original.text, key, line);
    if (changed.text.empty()) {
        return Error{ ErrorCode::internal, "the configuration has no such line", key };
    }
    Fault fault;
    fault.subject = line.substr(0, line.find('\n'));
    fault.begin = { changed, Reload{ *process } };
    fault.undo = { original, Reload{ *process } };
    return fault;
}

Result<Fault> FaultMaker::wrongVrid()
{
    const int other = m_router->vrid > 127 ? m_router->vrid - 100 : m_router->vrid + 100;
    return reconfigured("virtual_router_id", "virtual_router_id " + std::to_string(other));
}

Result<Fault> FaultMaker::wrongAuth()
{
    if (m_lab.timers.vrrpVersion != 2) {
        return Error{ ErrorCode::unsupported, "VRRPv3 has no authentication (RFC 5798, 9)", m_router->name };
    }
    Result<Fault> fault = reconfigured(
        "advert_int",
        "advert_int " + advertInterval(m_lab.timers)
            + "\n    authentication {\n        auth_type PASS\n        auth_pass mistaken\n    }");
    if (fault) {
        fault->subject = "authentication";
    }
    return fault;
}

Result<Fault> FaultMaker::wrongInterval()
{
    Timers slower = m_lab.timers;
    slower.advertCentis = static_cast<std::uint16_t>(slower.advertCentis * 2);
    return reconfigured("advert_int", "advert_int " + advertInterval(slower));
}

Result<Fault> FaultMaker::priority()
{
    const int higher = m_router->priority > 200 ? 254 : m_router->priority + 50;
    return reconfigured("priority", "priority " + std::to_string(higher));
}

Result<Fault> FaultMaker::addressRemoved()
{
    const RouterPort *port = gatewayPort();
    const model::IpPrefix *address = firstIpv4(port);
    if (!address) {
        return Error{ ErrorCode::unsupported, "the router has no IPv4 address outside", m_router->name };
    }
    const netlink::LinkRef link{ interfaceName(*port) };
    Fault fault;
    fault.subject = address->toString() + " dev " + link.name;
    fault.begin = { Action(ChangeLink{ routerPlace(), netlink::RemoveAddress{ link, *address } }) };
    fault.undo = { Action(ChangeLink{ routerPlace(), netlink::AddAddress{ link, *address, true, false } }) };
    return fault;
}

Result<Fault> FaultMaker::addressAdded()
{
    Result<Fault> fault = addressRemoved();
    if (fault) {
        std::swap(fault->begin, fault->undo);
    }
    return fault;
}

/// The host's own interface on the gateway port's network: one with an address there, or its bridge of it.
std::string FaultMaker::stationOutside(const model::IpAddress &neighbour) const
{
    for (const Nic &nic : m_host->nics) {
        for (const model::IpPrefix &own : nic.addresses) {
            if (own.contains(neighbour)) {
                return nic.name;
            }
        }
    }
    const NetworkDefinition *network = networkOfGateway();
    const Action *bridge = find<ChangeLink>([&](const ChangeLink &action) {
        const auto *add = std::get_if<netlink::AddBridge>(&action.change);
        return add && network && action.place == Place{ m_request.host, {} }
        && add->name == bridgeOf(*network);
    });
    return bridge ? bridgeOf(*network) : std::string();
}

Result<Fault> FaultMaker::duplicateAddress()
{
    for (const RouterInstance &instance : m_router->instances) {
        if (instance.host == m_request.host) {
            return Error{ ErrorCode::unsupported, "the router itself is on this host: choose another",
                          m_request.host };
        }
    }
    const model::IpPrefix *address = firstIpv4(gatewayPort());
    const std::string link = address ? stationOutside(address->address) : std::string();
    if (link.empty()) {
        return Error{ ErrorCode::unsupported, "this host is not on the network of the router's gateway port",
                      m_request.host };
    }
    const Place place{ m_request.host, {} };
    const model::IpPrefix own{ address->address, 32 };
    Fault fault;
    fault.subject = own.toString() + " dev " + link;
    fault.begin = { Action(ChangeLink{ place, netlink::AddAddress{ { link }, own, true, false } }) };
    fault.undo = { Action(ChangeLink{ place, netlink::RemoveAddress{ { link }, own } }) };
    return fault;
}

} // namespace kv::lab
