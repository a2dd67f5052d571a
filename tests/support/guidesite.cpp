// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/guidesite.h"

#include <algorithm>
#include <utility>

namespace kv::tests {

using model::LinkKey;
using model::LinkKind;

namespace {

constexpr int management = 2;
constexpr int overlayIndex = 3;
constexpr int provider = 4;
constexpr int providerBridge = 10;
constexpr int haBridge = 11;
constexpr int haTunnel = 12;
constexpr int haTap = 13;
constexpr int selfBridge = 14;
constexpr int selfTunnel = 15;
constexpr int insideTap = 16;
constexpr int inside6Tap = 17;
constexpr int outsideTap = 18;
constexpr int haPort = 2;
constexpr int insidePort = 3;
constexpr int inside6Port = 4;
constexpr int outsidePort = 5;
constexpr std::uint64_t changeNumber = 7;

const model::MacAddress gatewayMac{ { 0xfa, 0x16, 0x3e, 0x33, 0xfe, 0xdb } };

} // namespace

GuideSite::GuideSite(Timers timers) : m_timers(timers) { }

std::vector<model::Observation> GuideSite::take()
{
    return std::exchange(m_records, {});
}

void GuideSite::add(const std::string &host, model::ObservationBody body)
{
    const auto node = m_nodes.find(host);
    if (node != m_nodes.end() && node->second.isSilent)
        return;
    m_records.push_back({ host, m_now, m_now, std::move(body) });
}

model::NetnsCookie GuideSite::home(const std::string &host) const
{
    return static_cast<model::NetnsCookie>(m_nodes.at(host).number) * 100 + 1;
}

model::NetnsCookie GuideSite::routerNetns(const std::string &host) const
{
    return home(host) + 1;
}

LinkKey GuideSite::overlayLink(const std::string &host) const
{
    return { home(host), overlayIndex };
}

void GuideSite::begin(const std::string &host, int number)
{
    m_nodes[host].number = number;
    m_records.push_back({ host, m_now, m_now, model::SessionState{ model::SessionState::Phase::live, {} } });
    model::Hello hello;
    hello.hostName = host;
    hello.bootId = "boot-" + host;
    hello.homeNetns = home(host);
    hello.bootTimeUs = m_now;
    hello.actionsAllowed = true;
    hello.capabilities = { "all-nsid", "vrrp", "echo", "processes", "link.set", "namespaces" };
    add(host, hello);
    add(host, model::ClockOffset{ 0, 100 });
    add(host, model::SnapshotBegin{});
    add(host, model::NetNamespace{ home(host), {}, 1, true });
}

void GuideSite::end(const std::string &host)
{
    add(host, model::SnapshotEnd{});
}

void GuideSite::link(const std::string &host, model::NetnsCookie netns, int index, const std::string &name,
                     LinkKind kind, int master, model::NetnsCookie peerNetns, int peerIndex)
{
    model::Link link;
    link.key = { netns, index };
    link.name = name;
    link.kind = kind;
    link.mac = name.starts_with("qg-") ? gatewayMac
                                       : model::MacAddress{ { 2, 0, 0, 0, static_cast<std::uint8_t>(netns),
                                                              static_cast<std::uint8_t>(index) } };
    link.adminUp = true;
    link.carrier = true;
    link.oper = model::OperState::up;
    link.masterIfindex = master;
    if (kind == LinkKind::veth)
        link.peer = model::VethPeer{ peerNetns, peerIndex };
    add(host, link);
}

void GuideSite::vxlan(const std::string &host, int index, std::uint32_t vni, int master)
{
    model::Link link;
    link.key = { home(host), index };
    link.name = "vxlan-" + std::to_string(vni);
    link.kind = LinkKind::vxlan;
    link.adminUp = true;
    link.carrier = true;
    link.oper = model::OperState::unknown;
    link.masterIfindex = master;
    // As the guide's local_ip: found by the address, not by an underlay index.
    link.vxlan = model::VxlanInfo{
        vni, model::IpAddress::v4(10, 0, 1, static_cast<std::uint8_t>(20 + m_nodes.at(host).number)),
        model::IpAddress::v4(224, 0, 0, 1), 8472, 0
    };
    add(host, link);
}

void GuideSite::address(const std::string &host, model::NetnsCookie netns, int index,
                        const std::string &prefix)
{
    add(host, model::InterfaceAddress{ { netns, index }, *model::IpPrefix::parse(prefix), 0, 0 });
}

std::uint8_t GuideSite::priorityOf(const Node &node) const
{
    return node.number == 1 ? m_timers.priority1 : m_timers.priority2;
}

std::vector<model::VirtualAddress> GuideSite::virtualAddresses() const
{
    const auto entry = [](const char *prefix, const char *device, bool isExcluded) {
        return model::VirtualAddress{ *model::IpPrefix::parse(prefix), device, isExcluded };
    };
    return { entry("169.254.0.1/24", "ha-port", false),
             entry("198.51.100.1/24", "qr-inside4", true),
             entry("203.0.113.17/32", "qg-outside", true),
             entry("203.0.113.21/24", "qg-outside", true),
             entry("fd00:198:51:100::1/64", "qr-inside6", true),
             entry("fd00:203:0:113::21/64", "qg-outside", true),
             entry("fe80::f816:3eff:fe33:fedb/64", "qg-outside", true) };
}

void GuideSite::configuration(const std::string &host)
{
    model::VrrpInstanceConfig config;
    config.file = std::string("/var/lib/neutron/ha_confs/") + routerId + "/keepalived.conf";
    config.name = "VR_1";
    config.routerId = routerId;
    config.netns = routerNetns(host);
    config.interface = "ha-port";
    config.vrid = 1;
    config.priority = priorityOf(m_nodes.at(host));
    config.version = m_timers.version;
    config.advertCentis = m_timers.advertCentis;
    config.nopreempt = true;
    config.addresses = virtualAddresses();
    add(host, config);
    const int number = m_nodes.at(host).number;
    for (const bool isChild : { false, true }) {
        model::ProcessInfo process;
        process.pid = number * 1000 + (isChild ? 2 : 1);
        process.parentPid = isChild ? number * 1000 + 1 : 1;
        process.name = "keepalived";
        process.netns = routerNetns(host);
        process.configFile = config.file;
        add(host, process);
    }
}

void GuideSite::routerNamespace(const std::string &host)
{
    const model::NetnsCookie netns = routerNetns(host);
    add(host, model::NetNamespace{ netns, { std::string("qrouter-") + routerId }, 2, false });
    link(host, netns, haPort, "ha-port", LinkKind::veth, 0, home(host), haTap);
    link(host, netns, insidePort, "qr-inside4", LinkKind::veth, 0, home(host), insideTap);
    link(host, netns, inside6Port, "qr-inside6", LinkKind::veth, 0, home(host), inside6Tap);
    link(host, netns, outsidePort, "qg-outside", LinkKind::veth, 0, home(host), outsideTap);
    link(host, home(host), haTap, "tap-ha", LinkKind::veth, haBridge, netns, haPort);
    link(host, home(host), insideTap, "tap-inside4", LinkKind::veth, selfBridge, netns, insidePort);
    link(host, home(host), inside6Tap, "tap-inside6", LinkKind::veth, selfBridge, netns, inside6Port);
    link(host, home(host), outsideTap, "tap-outside", LinkKind::veth, providerBridge, netns, outsidePort);
    const int number = m_nodes.at(host).number;
    address(host, netns, haPort, "169.254.192." + std::to_string(number) + "/18");
    // A standby's qr- takes SLAAC addresses (FACTS 6): no reason to call it active.
    address(host, netns, inside6Port, "fd00:198:51:100:f816:3eff:fe44:2e00/64");
    configuration(host);
}

void GuideSite::networkNode(const std::string &host, int number, bool hasRouter2)
{
    begin(host, number);
    m_nodes[host].hasRouter = hasRouter2;
    const model::NetnsCookie own = home(host);
    link(host, own, management, "mgmt0", LinkKind::veth, 0, 0, 50);
    link(host, own, overlayIndex, "overlay0", LinkKind::veth, 0, 0, 51);
    link(host, own, provider, "provider0", LinkKind::veth, providerBridge, 0, 52);
    link(host, own, providerBridge, "brqprovider1", LinkKind::bridge);
    link(host, own, haBridge, "brqhanetwork", LinkKind::bridge);
    link(host, own, selfBridge, "brqselfserv2", LinkKind::bridge);
    vxlan(host, haTunnel, 102, haBridge);
    vxlan(host, selfTunnel, 101, selfBridge);
    address(host, own, management, "10.0.0.2" + std::to_string(number) + "/24");
    address(host, own, overlayIndex, "10.0.1.2" + std::to_string(number) + "/24");
    if (hasRouter2)
        routerNamespace(host);
    end(host);
}

void GuideSite::computeNode(const std::string &host, int number)
{
    begin(host, number);
    const model::NetnsCookie own = home(host);
    link(host, own, management, "mgmt0", LinkKind::veth, 0, 0, 50);
    link(host, own, overlayIndex, "overlay0", LinkKind::veth, 0, 0, 51);
    link(host, own, selfBridge, "brqselfserv2", LinkKind::bridge);
    vxlan(host, selfTunnel, 101, selfBridge);
    add(host, model::NetNamespace{ own + 1, { "selfservice-instance2" }, 2, false });
    link(host, own, insideTap, "tap-instance", LinkKind::veth, selfBridge, own + 1, 2);
    link(host, own + 1, 2, "eth0", LinkKind::veth, 0, own, insideTap);
    address(host, own, management, "10.0.0.2" + std::to_string(number) + "/24");
    address(host, own, overlayIndex, "10.0.1.2" + std::to_string(number) + "/24");
    address(host, own + 1, 2, "198.51.100.11/24");
    address(host, own + 1, 2, "fd00:198:51:100::11/64");
    end(host);
}

void GuideSite::gateway(const std::string &host)
{
    begin(host, 8);
    link(host, home(host), 2, "lan0", LinkKind::veth, 0, 0, 50);
    link(host, home(host), 3, "wan0", LinkKind::veth, 0, 0, 51);
    address(host, home(host), 2, "203.0.113.1/24");
    address(host, home(host), 3, "198.18.0.1/24");
    end(host);
}

void GuideSite::client(const std::string &host)
{
    begin(host, 9);
    link(host, home(host), 2, "eth0", LinkKind::veth, 0, 0, 50);
    address(host, home(host), 2, "198.18.0.2/24");
    end(host);
}

void GuideSite::guide()
{
    networkNode("network1", 1);
    networkNode("network2", 2);
    computeNode("compute1", 3);
    gateway("gateway");
    client("client");
    becomeActive("network1");
}

void GuideSite::addAddresses(const std::string &host)
{
    for (const model::VirtualAddress &entry : virtualAddresses()) {
        const int index = entry.device == "ha-port" ? haPort
            : entry.device == "qr-inside4"          ? insidePort
            : entry.device == "qr-inside6"          ? inside6Port
                                                    : outsidePort;
        address(host, routerNetns(host), index, entry.prefix.toString());
    }
}

void GuideSite::dropAddresses(const std::string &host)
{
    for (const model::VirtualAddress &entry : virtualAddresses()) {
        const int index = entry.device == "ha-port" ? haPort
            : entry.device == "qr-inside4"          ? insidePort
            : entry.device == "qr-inside6"          ? inside6Port
                                                    : outsidePort;
        add(host, model::AddressGone{ { { routerNetns(host), index }, entry.prefix } });
    }
}

void GuideSite::advertise(const std::string &host, bool on)
{
    m_nodes.at(host).advertises = on;
    m_nodes.at(host).lastAdvert = 0;
}

void GuideSite::becomeActive(const std::string &host)
{
    addAddresses(host);
    advertise(host, true);
    sendAdverts();
}

void GuideSite::becomeStandby(const std::string &host)
{
    advertise(host, false);
    dropAddresses(host);
}

void GuideSite::giveUp(const std::string &host)
{
    m_nodes.at(host).advertises = false;
    hearAdvert(host, 0);
}

void GuideSite::overlay(const std::string &host, bool up)
{
    m_nodes.at(host).overlayUp = up;
    model::Link link;
    link.key = overlayLink(host);
    link.name = "overlay0";
    link.kind = LinkKind::veth;
    link.mac = model::MacAddress{ { 2, 0, 0, 0, static_cast<std::uint8_t>(home(host)), overlayIndex } };
    link.adminUp = up;
    link.carrier = up;
    link.oper = up ? model::OperState::up : model::OperState::down;
    link.peer = model::VethPeer{ 0, 51 };
    add(host, link);
}

void GuideSite::cutPath(const std::string &host, bool cut)
{
    m_nodes.at(host).isCut = cut;
}

void GuideSite::keepalived(const std::string &host, model::ProcessState state)
{
    const int number = m_nodes.at(host).number;
    if (state != model::ProcessState::running)
        advertise(host, false);
    for (const bool isChild : { false, true }) {
        model::ProcessInfo process;
        process.pid = number * 1000 + (isChild ? 2 : 1);
        process.parentPid = isChild ? number * 1000 + 1 : 1;
        process.name = "keepalived";
        process.netns = routerNetns(host);
        process.configFile = std::string("/var/lib/neutron/ha_confs/") + routerId + "/keepalived.conf";
        process.state = state;
        add(host, process);
    }
}

void GuideSite::silence(const std::string &host, bool silent)
{
    m_nodes.at(host).isSilent = silent;
}

void GuideSite::gatewayMacLearned(const std::string &host, bool onUplink)
{
    model::FdbEntry entry;
    entry.key.port = { home(host), onUplink ? provider : outsideTap };
    entry.key.mac = gatewayMac;
    entry.bridgeIfindex = providerBridge;
    add(host, entry);
}

void GuideSite::change(const std::string &host, model::ChangePhase phase,
                       std::vector<std::string> differences)
{
    model::ChangeState state;
    state.change = changeNumber;
    state.link = overlayLink(host);
    state.linkName = "overlay0";
    state.phase = phase;
    state.cause = phase == model::ChangePhase::restored || phase == model::ChangePhase::failed
        ? model::RestoreCause::asked
        : model::RestoreCause::none;
    state.until = m_now + 60 * second;
    state.askedBy = "test";
    state.differences = std::move(differences);
    add(host, state);
}

void GuideSite::hearAdvert(const std::string &sender, std::uint8_t priority)
{
    const Node &from = m_nodes.at(sender);
    for (const auto &[host, node] : m_nodes) {
        const bool reaches = host == sender
            || (node.hasRouter && from.overlayUp && node.overlayUp && !from.isCut && !node.isCut);
        if (!node.hasRouter || !reaches)
            continue;
        model::VrrpAdvert advert;
        advert.heardOn = { home(host), haBridge };
        advert.version = m_timers.version;
        advert.vrid = 1;
        advert.priority = priority;
        advert.advertCentis = m_timers.advertCentis;
        advert.checksumValid = true;
        advert.source = model::IpAddress::v4(169, 254, 192, static_cast<std::uint8_t>(from.number));
        advert.addresses = { model::IpAddress::v4(169, 254, 0, 1) };
        add(host, advert);
    }
}

void GuideSite::sendAdverts()
{
    const model::TimeUs interval = static_cast<model::TimeUs>(m_timers.advertCentis) * 10'000;
    for (auto &[host, node] : m_nodes) {
        if (!node.advertises || m_now - node.lastAdvert < interval)
            continue;
        node.lastAdvert = m_now;
        hearAdvert(host, priorityOf(node));
    }
}

void GuideSite::startEcho(const std::string &host, std::uint32_t series, const std::string &target,
                          std::uint32_t intervalUs)
{
    model::EchoSeriesState state;
    state.spec = { series, 0, *model::IpAddress::parse(target), intervalUs };
    state.running = true;
    add(host, state);
    m_echoes.push_back({ host, series, target, intervalUs, 1, m_now });
    m_answers.try_emplace(target, true);
}

void GuideSite::sendEchoes()
{
    for (Echo &echo : m_echoes) {
        model::EchoBatch batch;
        batch.series = echo.series;
        batch.upTo = m_now;
        for (; echo.nextAt < m_now; echo.nextAt += echo.intervalUs) {
            batch.sent.push_back({ echo.next, echo.nextAt, false });
            if (m_answers[echo.target])
                batch.answers.push_back({ echo.next, echo.nextAt + 300, 300 });
            ++echo.next;
        }
        add(echo.host, batch);
    }
}

void GuideSite::advanceTo(model::TimeUs until)
{
    constexpr model::TimeUs step = 50'000;
    while (m_now + step <= until) {
        m_now += step;
        sendAdverts();
        sendEchoes();
        if (m_now % second == 0) {
            for (const auto &[host, node] : m_nodes)
                add(host, model::ClockOffset{ 0, 100 });
        }
        if (m_now % (2 * step) == 0)
            m_records.push_back({ {}, m_now, m_now, model::Tick{} });
    }
    m_now = until;
}

} // namespace kv::tests
