// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/session/generatedhost.h"

#include <algorithm>
#include <cstdio>

namespace kv::session {

using model::LinkKind;

namespace {

/// Kinds of things that have a UUID.
enum Kind : int { routerKind = 1, networkKind, haNetworkKind, providerKind, portKind, guestKind };

constexpr std::uint32_t firstHaVni = 500;
constexpr std::uint32_t firstVni = 1000;
constexpr std::uint32_t usualMtu = 1500;
constexpr std::uint32_t tunnelMtu = 1450; ///< less by VXLAN's 50 bytes over IPv4
constexpr std::uint32_t neutronAdvertCentis = GeneratedHost::advertSeconds * 100;
constexpr int neutronPriority = 50;
constexpr int homeSpan = 1'000'000; ///< cookies of one host
constexpr int perNetwork = 3; ///< namespaces of a compute node in one network: its DHCP server and two guests
constexpr int oneByte = 250; ///< of addresses that a byte counts

std::string shortUuid(int kind, int number)
{
    constexpr std::size_t portLetters = 11; // Neutron's names: prefix and the id's first eleven characters
    return generatedUuid(kind, number).substr(0, portLetters);
}

/// 10.0.0.1 and on with firstThird 0: the third and fourth byte count.
std::string counted(const char *firstTwo, int firstThird, int host, const char *length)
{
    return firstTwo + std::to_string(firstThird + host / oneByte) + "." + std::to_string(host % oneByte + 1)
        + length;
}

std::string selfSubnet(int network, int host, const char *length)
{
    return "10." + std::to_string(64 + network / oneByte) + "." + std::to_string(network % oneByte) + "."
        + std::to_string(host) + length;
}

std::string selfSubnet6(int network, const char *rest)
{
    char text[24];
    std::snprintf(text, sizeof text, "fd00:0:%x:", static_cast<unsigned>(network + 1));
    return text + std::string(rest);
}

/// Of the instance's ha- port: 169.254.192.0/18, each node has its own in each project's HA network.
model::IpAddress haAddressOf(const GeneratedRouter &router, int instance)
{
    const int host = (router.vrid - 1) * 2 + instance;
    return model::IpAddress::v4(169, 254, static_cast<std::uint8_t>(192 + host / oneByte),
                                static_cast<std::uint8_t>(host % oneByte + 1));
}

/// An instance that holds its router's addresses, rightly or not.
bool holds(const GeneratedPlan &plan, const GeneratedRouter &router, int instance)
{
    return instance == router.active || router.isSplit || router.isOrphaned
        || router.nodes[static_cast<std::size_t>(instance)] == plan.cutNode;
}

bool sends(const GeneratedPlan &plan, const GeneratedRouter &router, int instance)
{
    return holds(plan, router, instance) && (instance == router.active || !router.isOrphaned);
}

} // namespace

GeneratedHost::GeneratedHost(const GeneratedPlan &plan, int host, std::vector<model::Observation> &records)
    : m_plan(plan), m_host(host), m_name(plan.nameOf(host)), m_records(records)
{
}

model::NetnsCookie GeneratedHost::home() const
{
    return static_cast<model::NetnsCookie>(m_host + 1) * homeSpan;
}

bool GeneratedHost::isLost() const
{
    return m_plan.lostNode >= 0 && m_host == m_plan.networkNodes + m_plan.lostNode;
}

void GeneratedHost::write(model::TimeUs at, model::ObservationBody body)
{
    m_records.push_back({ m_name, at, at, std::move(body) });
}

model::Link GeneratedHost::linkOf(model::LinkKey key, const std::string &name, LinkKind kind) const
{
    model::Link link;
    link.key = key;
    link.name = name;
    link.kind = kind;
    link.kindName = kind == LinkKind::physical || kind == LinkKind::loopback
        ? std::string()
        : std::string(model::linkKindName(kind));
    const std::uint64_t bits = spread(key.netns * oneByte + static_cast<std::uint64_t>(key.ifindex));
    link.mac = { { 0xfa, 0x16, 0x3e, static_cast<std::uint8_t>(bits), static_cast<std::uint8_t>(bits >> 8U),
                   static_cast<std::uint8_t>(bits >> 16U) } };
    link.mtuBytes = usualMtu;
    link.adminUp = true;
    link.carrier = true;
    link.oper = kind == LinkKind::vxlan ? model::OperState::unknown : model::OperState::up;
    return link;
}

int GeneratedHost::addPhysical(const std::string &name, const std::string &address)
{
    const int index = m_nextIndex++;
    model::Link link = linkOf({ home(), index }, name, LinkKind::physical);
    if (name == "overlay0" && m_host == m_plan.cutNode) {
        link.adminUp = false;
        link.carrier = false;
        link.oper = model::OperState::down;
    }
    write(m_at, link);
    if (!address.empty())
        addAddress(home(), index, address);
    return index;
}

/// A network's bridge on this host, with its VXLAN port or the provider's interface; made when first asked
/// for.
int GeneratedHost::bridgeOf(int kind, int number, std::uint32_t vni, const std::string &uplink)
{
    const std::string id = shortUuid(kind, number);
    const auto [known, isNew] = m_bridges.try_emplace(id, 0);
    if (!isNew)
        return known->second;
    const int bridge = m_nextIndex++;
    known->second = bridge;
    write(m_at, linkOf({ home(), bridge }, "brq" + id, LinkKind::bridge));
    if (vni == 0) {
        model::Link link = linkOf({ home(), m_nextIndex++ }, uplink, LinkKind::physical);
        link.masterIfindex = bridge;
        write(m_at, link);
        return bridge;
    }
    model::Link tunnel = linkOf({ home(), m_nextIndex++ }, "vxlan-" + std::to_string(vni), LinkKind::vxlan);
    tunnel.masterIfindex = bridge;
    tunnel.mtuBytes = tunnelMtu;
    tunnel.vxlan = model::VxlanInfo{ vni, *model::IpAddress::parse(counted("10.0.", 1, m_host, "")),
                                     model::IpAddress::v4(224, 0, 0, 1), 8472, m_overlay };
    write(m_at, tunnel);
    return bridge;
}

GeneratedHost::Namespace GeneratedHost::addNamespace(const std::string &name)
{
    Namespace space;
    space.cookie = home() + ++m_nextSpace;
    write(m_at, model::NetNamespace{ space.cookie, { name }, space.cookie, false });
    write(m_at, linkOf({ space.cookie, 1 }, "lo", LinkKind::loopback));
    return space;
}

int GeneratedHost::plug(Namespace &space, int bridge, const std::string &name, int portNumber, bool isGuest)
{
    const int inside = space.next++;
    const int outside = m_nextIndex++;
    const std::string id = shortUuid(portKind, portNumber);
    model::Link end =
        linkOf({ space.cookie, inside }, name.ends_with('-') ? name + id : name, LinkKind::veth);
    end.peer = model::VethPeer{ home(), outside };
    end.mtuBytes = tunnelMtu;
    write(m_at, end);
    model::Link tap = linkOf({ home(), outside }, "tap" + id, LinkKind::veth);
    tap.peer = model::VethPeer{ space.cookie, inside };
    tap.masterIfindex = bridge;
    tap.mtuBytes = tunnelMtu;
    write(m_at, tap);
    if (isGuest)
        m_guestTaps.push_back(tap);
    return inside;
}

void GeneratedHost::addAddress(model::NetnsCookie netns, int index, const std::string &prefix)
{
    if (const auto parsed = model::IpPrefix::parse(prefix))
        write(m_at, model::InterfaceAddress{ { netns, index }, *parsed, 0, 0 });
}

void GeneratedHost::addProcess(const char *name, model::NetnsCookie netns, const std::string &file,
                               model::ProcessState state)
{
    model::ProcessInfo process;
    process.pid = m_nextPid++;
    process.parentPid = 1;
    process.name = name;
    process.netns = netns;
    process.configFile = file;
    process.state = state;
    write(m_at, process);
}

void GeneratedHost::writeSnapshot(model::TimeUs at)
{
    m_at = at;
    write(at, model::ClockOffset{ 0, 100 });
    write(at, model::SessionState{ model::SessionState::Phase::live, {} });
    model::Hello hello;
    hello.version = "generated";
    hello.hostName = m_name;
    hello.bootId = generatedUuid(0, m_host);
    hello.kernelRelease = "generated";
    hello.homeNetns = home();
    hello.bootTimeUs = at;
    hello.capabilities = { "all-nsid", "vrrp", "echo", "processes", "namespaces" };
    write(at, hello);
    write(at, model::SnapshotBegin{});
    const std::size_t first = m_records.size();
    write(at, model::NetNamespace{ home(), {}, home(), true });
    write(at, linkOf({ home(), 1 }, "lo", LinkKind::loopback));
    addPhysical("mgmt0", counted("10.0.", 0, m_host, "/24"));
    switch (m_plan.kindOf(m_host)) {
    case GeneratedKind::network:
        addNetworkNode();
        break;
    case GeneratedKind::compute:
        addComputeNode();
        break;
    case GeneratedKind::controller:
        addController();
        break;
    }
    write(at, model::SnapshotEnd{ m_records.size() - first });
}

void GeneratedHost::addNetworkNode()
{
    m_overlay = addPhysical("overlay0", counted("10.0.", 1, m_host, "/24"));
    addProcess("neutron-l3-agent", home());
    addProcess("neutron-linuxbridge-agent", home());
    for (const GeneratedRouter &router : m_plan.routers) {
        for (std::size_t i = 0; i < router.nodes.size(); ++i) {
            if (router.nodes[i] == networkNode())
                addRouter(router, static_cast<int>(i));
        }
    }
}

void GeneratedHost::addRouter(const GeneratedRouter &router, int instance)
{
    const std::string id = generatedUuid(routerKind, router.number);
    Namespace space = addNamespace("qrouter-" + id);
    const int firstPort = router.number * 8;
    int haPort = 0;
    std::string haName;
    if (router.hasKeepalived) {
        const int project = router.project;
        const int bridge = bridgeOf(haNetworkKind, project, firstHaVni + static_cast<std::uint32_t>(project));
        m_haBridges[project] = bridge;
        haPort = plug(space, bridge, "ha-", firstPort + 4 + instance);
        haName = "ha-" + shortUuid(portKind, firstPort + 4 + instance);
        addAddress(space.cookie, haPort, haAddressOf(router, instance).toString() + "/18");
    }
    const int self =
        bridgeOf(networkKind, router.number, firstVni + static_cast<std::uint32_t>(router.number));
    const int inside4 = plug(space, self, "qr-", firstPort);
    const int inside6 = plug(space, self, "qr-", firstPort + 1);
    const int outside = plug(space, bridgeOf(providerKind, 0, 0, "provider0"), "qg-", firstPort + 2);

    const auto entry = [](const std::string &prefix, const std::string &device, bool isExcluded) {
        return model::VirtualAddress{ *model::IpPrefix::parse(prefix), device, isExcluded };
    };
    const std::string vip = "169.254.0." + std::to_string(router.vrid) + "/24";
    const std::string qr4 = "qr-" + shortUuid(portKind, firstPort);
    const std::string qr6 = "qr-" + shortUuid(portKind, firstPort + 1);
    const std::string qg = "qg-" + shortUuid(portKind, firstPort + 2);
    model::VrrpInstanceConfig config;
    config.addresses = { entry(vip, haName, false), entry(selfSubnet(router.number, 1, "/24"), qr4, true),
                         entry(selfSubnet6(router.number, ":1/64"), qr6, true),
                         entry(counted("203.0.", 97, router.number, "/19"), qg, true),
                         entry(counted("203.0.", 112, router.number, "/32"), qg, true) };
    if (holds(m_plan, router, instance)) {
        const int ports[] = { haPort, inside4, inside6, outside, outside };
        for (std::size_t i = router.hasKeepalived ? 0 : 1; i < config.addresses.size(); ++i)
            addAddress(space.cookie, ports[i], config.addresses[i].prefix.toString());
    }
    config.interface = haName;
    if (router.hasKeepalived)
        addKeepalived(router, instance, space, config);
}

void GeneratedHost::addKeepalived(const GeneratedRouter &router, int instance, const Namespace &space,
                                  const model::VrrpInstanceConfig &made)
{
    model::VrrpInstanceConfig config = made;
    config.routerId = generatedUuid(routerKind, router.number);
    config.file = "/var/lib/neutron/ha_confs/" + config.routerId + "/keepalived.conf";
    config.name = "VR_" + std::to_string(router.vrid);
    config.netns = space.cookie;
    config.vrid = static_cast<std::uint8_t>(router.vrid);
    config.priority = neutronPriority;
    config.advertCentis = neutronAdvertCentis;
    config.nopreempt = true;
    write(m_at, config);
    const bool isGone = router.isOrphaned && instance != router.active;
    const model::ProcessState state = isGone ? model::ProcessState::gone : model::ProcessState::running;
    const int parent = m_nextPid;
    addProcess("keepalived", space.cookie, config.file, state);
    addProcess("keepalived", space.cookie, config.file, state);
    std::get<model::ProcessInfo>(m_records.back().body).parentPid = parent;
    write(m_at,
          model::HaStateFile{ config.routerId, holds(m_plan, router, instance) ? "primary" : "backup", 0 });
}

void GeneratedHost::addComputeNode()
{
    m_overlay = addPhysical("overlay0", counted("10.0.", 1, m_host, "/24"));
    for (const char *agent : { "neutron-linuxbridge-agent", "neutron-dhcp-agent", "neutron-metadata-agent" })
        addProcess(agent, home());
    const int node = m_host - m_plan.networkNodes;
    const int networks = std::max(1, static_cast<int>(m_plan.routers.size()));
    std::vector<std::string> filtered;
    for (int i = 0; i < m_plan.spec.namespaces; ++i)
        addGuest((node * 7 + i / perNetwork) % networks, i, i % perNetwork == 0, filtered);
    std::sort(filtered.begin(), filtered.end());
    write(m_at, model::PortFilters{ home(), true, filtered, false });
}

void GeneratedHost::addGuest(int network, int number, bool isDhcp, std::vector<std::string> &filtered)
{
    const int unique = m_host * GeneratedSpec::maxNamespaces + number;
    const int bridge = bridgeOf(networkKind, network, firstVni + static_cast<std::uint32_t>(network));
    const int port = (1 << 20) + unique;
    if (isDhcp) {
        Namespace space = addNamespace("qdhcp-" + generatedUuid(networkKind, network));
        const int inside = plug(space, bridge, "ns-", port);
        addAddress(space.cookie, inside, selfSubnet(network, 2 + m_host % 40, "/24"));
        addProcess("dnsmasq", space.cookie);
        return;
    }
    Namespace space = addNamespace("instance-vm" + std::to_string(unique));
    const int inside = plug(space, bridge, "eth0", port, true);
    filtered.push_back(m_guestTaps.back().name);
    addAddress(space.cookie, inside, selfSubnet(network, 50 + unique % 200, "/24"));
}

void GeneratedHost::addController()
{
    for (const char *program : { "mariadbd", "rabbitmq", "keystone", "neutron-server" })
        addProcess(program, home());
}

void GeneratedHost::writeAdverts(model::TimeUs at, int turn)
{
    for (const GeneratedRouter &router : m_plan.routers) {
        const auto self = std::find(router.nodes.begin(), router.nodes.end(), networkNode());
        const auto bridge = m_haBridges.find(router.project);
        if (self == router.nodes.end() || bridge == m_haBridges.end() || !router.hasKeepalived
            || router.number % advertSeconds != turn)
            continue;
        for (int sender = 0; sender < static_cast<int>(router.nodes.size()); ++sender) {
            const bool isOwn = router.nodes[static_cast<std::size_t>(sender)] == networkNode();
            const bool isCutOff = router.isSplit || m_host == m_plan.cutNode
                || router.nodes[static_cast<std::size_t>(sender)] == m_plan.cutNode;
            if (!sends(m_plan, router, sender) || (!isOwn && isCutOff))
                continue;
            model::VrrpAdvert advert;
            advert.heardOn = { home(), bridge->second };
            advert.version = 2;
            advert.vrid = static_cast<std::uint8_t>(router.vrid);
            advert.priority = neutronPriority;
            advert.advertCentis = neutronAdvertCentis;
            advert.checksumValid = true;
            advert.source = haAddressOf(router, sender);
            advert.addresses = { model::IpAddress::v4(169, 254, 0, static_cast<std::uint8_t>(router.vrid)) };
            write(at, advert);
        }
    }
}

} // namespace kv::session
