// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/samplebodies.h"

#include <limits>

namespace kv::tests {

using namespace kv::model;

namespace {

constexpr NetnsCookie bigCookie = 0xFFFFFFFFFFFFFFFFu;

Link sampleVxlan()
{
    Link link;
    link.key = { bigCookie, 13 };
    link.name = "vxlan-101";
    link.kind = LinkKind::vxlan;
    link.kindName = "vxlan";
    link.mac = *MacAddress::parse("0a:11:22:33:44:55");
    link.mtuBytes = 1450;
    link.adminUp = link.carrier = true;
    link.oper = OperState::lowerLayerDown;
    link.masterIfindex = 12;
    link.vxlan = VxlanInfo{ 101, IpAddress::v4(10, 0, 1, 11), IpAddress::v4(224, 0, 0, 1), 8472, 3 };
    return link;
}

VrrpAdvert sampleAdvert()
{
    VrrpAdvert advert;
    advert.heardOn = { 4711, 21 };
    advert.version = 3;
    advert.vrid = 255;
    advert.priority = 50;
    advert.authType = 1;
    advert.advertCentis = 10;
    advert.checksumValid = true;
    advert.source = *IpAddress::parse("fe80::1");
    advert.sourceMac = *MacAddress::parse("fa:16:3e:00:00:01");
    advert.addresses = { IpAddress::v4(169, 254, 0, 1), *IpAddress::parse("fe80::2") };
    return advert;
}

VrrpInstanceConfig sampleConfig()
{
    VrrpInstanceConfig config;
    config.file = "/etc/keepalived/keepalived.conf";
    config.name = "VR_1";
    config.routerId = "8a1c";
    config.netns = 4711;
    config.interface = "ha-1";
    config.vrid = 1;
    config.priority = 255;
    config.version = 3;
    config.advertCentis = 10;
    config.startsAsMaster = config.nopreempt = true;
    config.addresses = { { *IpPrefix::parse("169.254.0.1/24"), "ha-1", false },
                         { *IpPrefix::parse("fe80::1/64"), "", true } };
    config.preemptDelayMs = 1500;
    config.syncGroup = "G";
    config.vmacInterface = "vrrp.1";
    config.unicastSource = IpAddress::v4(10, 0, 0, 1);
    config.unicastPeers = { IpAddress::v4(10, 0, 0, 2), *IpAddress::parse("fe80::2") };
    config.tracked = { { TrackedKind::interface, "eth1", "", 0, false, 0, 0, 0, false, {} },
                       { TrackedKind::script, "chk", "/bin/chk", -20, false, 2000, 2, 3, true, {} },
                       { TrackedKind::file, "f", "/run/f", 1, true, 0, 0, 0, false, -2147483647 },
                       { TrackedKind::process, "p", "haproxy", 253, false, 0, 0, 0, false, {} },
                       { TrackedKind::bfd, "b", "fd00::2", -7, true, 0, 0, 0, true, {} } };
    config.routes = { { *IpPrefix::parse("0.0.0.0/0"), IpAddress::v4(10, 0, 0, 9), "eth0", false },
                      { *IpPrefix::parse("fd00::/8"), {}, "", true } };
    config.files = { "/etc/keepalived/a.conf", "" };
    config.notUnderstood = { "/f:3: x", "" };
    return config;
}

ProcessInfo sampleProcess()
{
    ProcessInfo process;
    process.pid = 412;
    process.parentPid = 410;
    process.name = "keepalived";
    process.netns = 4711;
    process.configFile = "/c";
    process.state = ProcessState::stopped;
    process.startedAt = 79;
    process.version = "2.2.7";
    process.isContained = true;
    return process;
}

ChangeState sampleChange()
{
    ChangeState change;
    change.change = 7;
    change.link = { 1, 3 };
    change.linkName = "overlay0";
    change.phase = ChangePhase::failed;
    change.cause = RestoreCause::probeGone;
    change.until = 1'000;
    change.askedBy = "verify";
    change.differences = { "missing route" };
    return change;
}

std::vector<ObservationBody> linkBodies()
{
    Link vlan;
    vlan.key = { 1, 30 };
    vlan.kind = LinkKind::vlan;
    vlan.parent = LinkParent{ 0, 31 };
    vlan.vlan = VlanInfo{ 4094, true };
    Link bond;
    bond.kind = LinkKind::bond;
    bond.bond = BondInfo{ "802.3ad", 0 };
    bond.bondPort = BondPort{ true, false };
    Link macvlan;
    macvlan.kind = LinkKind::macvlan;
    macvlan.mode = "private";
    Link vrf;
    vrf.kind = LinkKind::vrf;
    vrf.vrfTable = 0xFFFFFFFFu;
    Link tunnel;
    tunnel.kind = LinkKind::tunnel;
    tunnel.kindName = "ip6gre";
    tunnel.tunnel =
        TunnelInfo{ *IpAddress::parse("fd00::1"), *IpAddress::parse("fd00::2"), 0xFFFFFFFFu, 65535 };
    Link wireguard;
    wireguard.kind = LinkKind::tunnel;
    wireguard.tunnel = TunnelInfo{};
    Link dummy;
    dummy.kind = LinkKind::dummy;
    return { vlan, bond, macvlan, vrf, tunnel, wireguard, dummy };
}

std::vector<ObservationBody> routingBodies()
{
    const NextHop hop{ *IpAddress::parse("fe80::1"), 3, 2, true };
    const RouteKey key{ bigCookie, *IpPrefix::parse("::/0"), 0xFFFFFFFFu, 1024, 255, hop };
    const Route route{ key, RouteType::unicast, 18, 253, *IpAddress::parse("fd00::1"), { hop, {} } };
    const Route bare{
        { 1, *IpPrefix::parse("10.0.0.0/8"), 254, 0, 0, {} }, RouteType::throwOut, 4, 0, {}, {}
    };
    const PolicyRule rule{
        IpFamily::v6, 100, "lookup", 16,  *IpPrefix::parse("fd00::/8"), *IpPrefix::parse("::/0"), "qr-1",
        "qg-1",       5,   255,      true
    };
    const NeighbourKey neighbour{ { 1, 3 }, *IpAddress::parse("fe80::2") };
    return { route,
             bare,
             RouteGone{ key },
             PolicyRules{ bigCookie, { PolicyRule{}, rule } },
             PolicyRules{},
             Neighbour{ neighbour, *MacAddress::parse("fa:16:3e:00:00:01"), NeighbourState::permanent, true,
                        true },
             Neighbour{ neighbour, {}, NeighbourState::failed, false, false },
             NeighbourGone{ neighbour } };
}

std::vector<ObservationBody> trafficBodies()
{
    constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
    const NatRule dnat{
        NatAction::dnat, {},   *IpPrefix::parse("203.0.113.17/32"), IpAddress::v4(10, 0, 0, 5), "", "",
        false,           false
    };
    const NatRule masquerade{
        NatAction::masquerade, *IpPrefix::parse("10.0.0.0/8"), {}, {}, "qr-1", "qg-1", true, true
    };
    return { PortCounts{ { { { bigCookie, 3 }, most, 1, 2, most }, {} } },
             PortCounts{},
             ConntrackCount{ 1, 0, 0 },
             ConntrackCount{ bigCookie, std::nullopt, 262144 },
             NatTable{ 1, true, true, { dnat, masquerade, NatRule{} }, 3 },
             NatTable{},
             PortFilters{ 1, true, { "tap0", "tap1" }, true, true },
             PortFilters{} };
}

std::vector<ObservationBody> kernelBodies()
{
    Link veth;
    veth.key = { 1, 2 };
    veth.name = "tap0";
    veth.kind = LinkKind::veth;
    veth.peer = VethPeer{ 0, 5 };
    const FdbKey bridgeKey{ { 1, 14 }, *MacAddress::parse("fa:16:3e:11:22:33"), 4095, {} };
    const FdbKey vxlanKey{ { 1, 13 }, {}, 0, IpAddress::v4(224, 0, 0, 1) };
    const IpPrefix prefix = *IpPrefix::parse("fd00::1/64");
    return { NetNamespace{ bigCookie, { "qrouter-1", "b" }, 4026531840, false },
             NetNamespace{ 1, {}, 1, true },
             NamespaceGone{ bigCookie },
             Link{},
             veth,
             sampleVxlan(),
             LinkGone{ { 1, 2 } },
             InterfaceAddress{ { 1, 2 }, prefix, 253, 0x80 },
             AddressGone{ { { 1, 2 }, prefix } },
             FdbEntry{ bridgeKey, 12, true, false },
             FdbEntry{ vxlanKey, 0, false, true },
             FdbGone{ bridgeKey },
             FdbGone{ vxlanKey } };
}

} // namespace

std::vector<ObservationBody> sampleBodies()
{
    const EchoSeriesSpec spec{ 9, 4711, IpAddress::v4(203, 0, 113, 17), 10'000 };
    std::vector<ObservationBody> bodies{
        Hello{ 1, "0.1.0", "network1", "boot", "6.1", 1, 5, -6, true, { "vrrp" } },
        Hello{ 2, "", "", "", "", bigCookie, 0, 0, false, {} },
        SnapshotBegin{},
        SnapshotEnd{ 54 },
        sampleAdvert(),
        VrrpAdvert{},
        sampleConfig(),
        VrrpInstanceConfig{},
        VrrpConfigGone{ "/f" },
        sampleProcess(),
        ProcessInfo{},
        HaStateFile{ "8a1c", "primary", 1'763'935'190'000'000 },
        HaStateFileGone{ "8a1c" },
        EchoSeriesState{ spec, true, {} },
        EchoSeriesState{ spec, false, Error{ ErrorCode::gone, "gone", "4711" } },
        EchoBatch{ 9, { { 1, 100, false }, { 2, 200, true } }, { { 1, 150, 50 } }, 250 },
        EchoBatch{},
        sampleChange(),
        ChangeState{},
        Lost{ "queue", 12 },
        SessionState{ SessionState::Phase::lost, "why" },
        SessionState{ SessionState::Phase::ended, "" },
        ClockOffset{ -76'000'000, 140 },
        Tick{},
        RouterName{ "b6206312-878e-497c-8ef7-eb384f8add96", "router2" },
        FaultNote{ 7, false, "overlay-down", "network1", "router2", "overlay0" }
    };
    for (const auto &more : { kernelBodies(), linkBodies(), routingBodies(), trafficBodies() })
        bodies.insert(bodies.end(), more.begin(), more.end());
    return bodies;
}

std::vector<wire::Request> sampleRequests()
{
    const EchoSeriesSpec spec{ 9, bigCookie, *IpAddress::parse("fd00::5"), 1'000 };
    return { { 1, wire::AskSnapshot{} },
             { 2, wire::AskClock{} },
             { 3, wire::KeepAlive{} },
             { 4, wire::StartEcho{ spec } },
             { 5, wire::StopEcho{ 9 } },
             { 6, wire::SetLink{ { { 1, 3 }, false, 1'000, "a\"b" } } },
             { 7, wire::SetLink{ { { 1, 3 }, true, 60'000, "" } } },
             { 8, wire::ExtendChange{ 7, 3'600'000 } },
             { std::numeric_limits<std::uint64_t>::max(), wire::AskClock{} } };
}

} // namespace kv::tests
