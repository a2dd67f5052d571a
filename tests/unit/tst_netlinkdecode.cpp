// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Kinds of links, routes and rules by the bytes that kernels send which have them: the machine need not.
#include "probes/netlink/decode.h"
#include "probes/netlink/message.h"
#include "probes/netlink/routingdecode.h"
#include "tests/support/testmain.h"

#include <arpa/inet.h>
#include <linux/fib_rules.h>
#include <linux/if.h>
#include <linux/if_ether.h>
#include <linux/if_link.h>
#include <linux/if_tunnel.h>
#include <linux/neighbour.h>
#include <linux/rtnetlink.h>

#include <functional>

using namespace kv::model;
using namespace kv::netlink;

namespace kv::tests {

using Fill = std::function<void(Message &)>;

class TestNetlinkDecode : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void readsEachKindOfLink_data();
    void readsEachKindOfLink();
    void readsABondsPort();
    void everyKindSurvivesTruncation_data() { readsEachKindOfLink_data(); }
    void everyKindSurvivesTruncation();
    void readsRoutes_data();
    void readsRoutes();
    void readsRules_data();
    void readsRules();
    void readsNeighbours_data();
    void readsNeighbours();
    void routesAndRulesSurviveTruncation();
    void keepsNoNumberThatCannotBe();
};

namespace {

Message linkMessage(const char *kind, const Fill &data, std::int32_t parent = 0)
{
    ifinfomsg header{};
    header.ifi_index = 7;
    header.ifi_flags = IFF_UP | IFF_LOWER_UP;
    Message message(RTM_NEWLINK, 0, header);
    message.putString(IFLA_IFNAME, "x0");
    if (parent != 0)
        message.putS32(IFLA_LINK, parent);
    nlattr *info = message.beginNest(IFLA_LINKINFO);
    message.putString(IFLA_INFO_KIND, kind);
    nlattr *inner = message.beginNest(IFLA_INFO_DATA);
    data(message);
    message.endNest(inner);
    message.endNest(info);
    return message;
}

void putAddress(Message &message, int type, const char *text)
{
    const auto address = *IpAddress::parse(text);
    message.put(type, address.bytes.data(), static_cast<int>(address.size()));
}

Link base(LinkKind kind, const char *kindName)
{
    Link link;
    link.key.ifindex = 7;
    link.name = "x0";
    link.kind = kind;
    link.kindName = kindName;
    link.adminUp = link.carrier = true;
    return link;
}

Link tunnel(const char *kindName, TunnelInfo info)
{
    Link link = base(LinkKind::tunnel, kindName);
    link.tunnel = info;
    return link;
}

/// The first `length` bytes of the message, which still claims to be whole or not.
std::vector<char> cut(const Message &message, std::size_t length, bool isHonest)
{
    const auto *bytes = reinterpret_cast<const char *>(message.header());
    std::vector<char> copy(bytes, bytes + length);
    if (isHonest && length >= sizeof(nlmsghdr))
        reinterpret_cast<nlmsghdr *>(copy.data())->nlmsg_len = static_cast<std::uint32_t>(length);
    return copy;
}

Message routeMessage(rtmsg header, const Fill &fill)
{
    Message message(RTM_NEWROUTE, 0, header);
    fill(message);
    return message;
}

rtmsg routeHeader(unsigned char family, unsigned char length, unsigned char type = RTN_UNICAST)
{
    rtmsg header{};
    header.rtm_family = family;
    header.rtm_dst_len = length;
    header.rtm_table = RT_TABLE_MAIN;
    header.rtm_type = type;
    header.rtm_protocol = RTPROT_STATIC;
    return header;
}

void addHop(std::vector<char> &bytes, int ifindex, const char *gateway, unsigned char weight,
            unsigned char flags)
{
    const auto address = *IpAddress::parse(gateway);
    rtnexthop hop{};
    hop.rtnh_len = static_cast<unsigned short>(sizeof hop + sizeof(nlattr) + address.size());
    hop.rtnh_ifindex = ifindex;
    hop.rtnh_hops = static_cast<unsigned char>(weight - 1);
    hop.rtnh_flags = flags;
    nlattr attribute{};
    attribute.nla_len = static_cast<unsigned short>(sizeof(nlattr) + address.size());
    attribute.nla_type = RTA_GATEWAY;
    bytes.insert(bytes.end(), reinterpret_cast<char *>(&hop), reinterpret_cast<char *>(&hop) + sizeof hop);
    bytes.insert(bytes.end(), reinterpret_cast<char *>(&attribute),
                 reinterpret_cast<char *>(&attribute) + sizeof attribute);
    bytes.insert(bytes.end(), address.bytes.begin(),
                 address.bytes.begin() + static_cast<long>(address.size()));
}

QByteArray hopText(const NextHop &hop)
{
    return QByteArray::fromStdString(hop.gateway.toString()) + '%' + QByteArray::number(hop.ifindex) + '*'
        + QByteArray::number(hop.weight) + (hop.isDead ? "!" : "");
}

QByteArray routeText(const std::optional<Route> &route)
{
    if (!route)
        return "left out";
    QByteArray text = QByteArray(routeTypeName(route->type).data()) + ' '
        + QByteArray::fromStdString(route->key.destination.toString()) + " table "
        + QByteArray::number(route->key.table) + " metric " + QByteArray::number(route->key.metric);
    for (const NextHop &hop : route->nextHops)
        text += ' ' + hopText(hop);
    return text;
}

Message ruleMessage(unsigned char family, unsigned char action, const Fill &fill, unsigned char srcLen = 0)
{
    fib_rule_hdr header{};
    header.family = family;
    header.action = action;
    header.src_len = srcLen;
    header.table = RT_TABLE_MAIN;
    Message message(RTM_NEWRULE, 0, header);
    fill(message);
    return message;
}

Message neighbourMessage(unsigned short state, unsigned char flags = 0)
{
    ndmsg header{};
    header.ndm_family = AF_INET;
    header.ndm_ifindex = 3;
    header.ndm_state = state;
    header.ndm_flags = flags;
    Message message(RTM_NEWNEIGH, 0, header);
    putAddress(message, NDA_DST, "198.51.100.5");
    message.put(NDA_LLADDR, "\xfa\x16\x3e\x11\x22\x33", 6);
    return message;
}

} // namespace

void TestNetlinkDecode::readsEachKindOfLink_data()
{
    QTest::addColumn<std::shared_ptr<Message>>("message");
    QTest::addColumn<std::shared_ptr<Link>>("expected");
    const auto row = [](const char *name, Message message, Link link) {
        QTest::newRow(name) << std::make_shared<Message>(std::move(message))
                            << std::make_shared<Link>(std::move(link));
    };
    Link vlan = base(LinkKind::vlan, "vlan");
    vlan.parent = LinkParent{ 0, 2 };
    vlan.vlan = VlanInfo{ 7, false };
    row("an 802.1Q VLAN on its parent",
        linkMessage(
            "vlan",
            [](Message &m) {
                m.putU16(IFLA_VLAN_ID, 7);
                m.putU16(IFLA_VLAN_PROTOCOL, htons(ETH_P_8021Q));
            },
            2),
        vlan);
    vlan.vlan = VlanInfo{ 4094, true };
    row("an 802.1ad service VLAN",
        linkMessage(
            "vlan",
            [](Message &m) {
                m.putU16(IFLA_VLAN_ID, 4094);
                m.putU16(IFLA_VLAN_PROTOCOL, htons(ETH_P_8021AD));
            },
            2),
        vlan);
    Link bond = base(LinkKind::bond, "bond");
    bond.bond = BondInfo{ "active-backup", 2 };
    row("a bond with its active slave",
        linkMessage("bond",
                    [](Message &m) {
                        m.putU8(IFLA_BOND_MODE, 1);
                        m.putS32(IFLA_BOND_ACTIVE_SLAVE, 2);
                    }),
        bond);
    bond.bond = BondInfo{ "802.3ad", 0 };
    row("a bond of a mode without one", linkMessage("bond", [](Message &m) { m.putU8(IFLA_BOND_MODE, 4); }),
        bond);
    bond.bond = BondInfo{ "mode 9", 0 };
    row("a bond of an unknown mode", linkMessage("bond", [](Message &m) { m.putU8(IFLA_BOND_MODE, 9); }),
        bond);
    row("a team, whose mode is not the kernel's", linkMessage("team", [](Message &) {}),
        base(LinkKind::bond, "team"));
    Link macvlan = base(LinkKind::macvlan, "macvlan");
    macvlan.parent = LinkParent{ 0, 2 };
    macvlan.mode = "private";
    row("a VMAC of keepalived",
        linkMessage(
            "macvlan", [](Message &m) { m.putU32(IFLA_MACVLAN_MODE, 1); }, 2),
        macvlan);
    macvlan.mode = "mode 77";
    row("a macvlan of an unknown mode",
        linkMessage(
            "macvlan", [](Message &m) { m.putU32(IFLA_MACVLAN_MODE, 77); }, 2),
        macvlan);
    Link ipvlan = base(LinkKind::macvlan, "ipvlan");
    ipvlan.parent = LinkParent{ 0, 2 };
    ipvlan.mode = "l3s";
    row("an ipvlan",
        linkMessage(
            "ipvlan", [](Message &m) { m.putU16(IFLA_IPVLAN_MODE, 2); }, 2),
        ipvlan);
    Link vrf = base(LinkKind::vrf, "vrf");
    vrf.vrfTable = 1001;
    row("a VRF with its table", linkMessage("vrf", [](Message &m) { m.putU32(IFLA_VRF_TABLE, 1001); }), vrf);
    row("a dummy", linkMessage("dummy", [](Message &) {}), base(LinkKind::dummy, "dummy"));
    const TunnelInfo keyed{ IpAddress::v4(10, 0, 0, 1), IpAddress::v4(10, 0, 0, 2), 5, 0 };
    row("a GRE tap with its key",
        linkMessage("gretap",
                    [](Message &m) {
                        putAddress(m, IFLA_GRE_LOCAL, "10.0.0.1");
                        putAddress(m, IFLA_GRE_REMOTE, "10.0.0.2");
                        m.putU32(IFLA_GRE_OKEY, htonl(5));
                    }),
        tunnel("gretap", keyed));
    row("an IP-in-IP tunnel to anybody",
        linkMessage("ipip",
                    [](Message &m) {
                        putAddress(m, IFLA_IPTUN_LOCAL, "10.0.0.1");
                        putAddress(m, IFLA_IPTUN_REMOTE, "0.0.0.0");
                    }),
        tunnel("ipip", { IpAddress::v4(10, 0, 0, 1), {}, 0, 0 }));
    row("an IPv6 tunnel",
        linkMessage("ip6tnl",
                    [](Message &m) {
                        putAddress(m, IFLA_IPTUN_LOCAL, "fd00::1");
                        putAddress(m, IFLA_IPTUN_REMOTE, "fd00::2");
                    }),
        tunnel("ip6tnl", { *IpAddress::parse("fd00::1"), *IpAddress::parse("fd00::2"), 0, 0 }));
    row("a geneve tunnel by IPv6",
        linkMessage("geneve",
                    [](Message &m) {
                        m.putU32(IFLA_GENEVE_ID, 9);
                        putAddress(m, IFLA_GENEVE_REMOTE6, "fd00::2");
                        m.putU16(IFLA_GENEVE_PORT, htons(6081));
                    }),
        tunnel("geneve", { {}, *IpAddress::parse("fd00::2"), 9, 6081 }));
    row("a wireguard, which rtnetlink tells nothing more of", linkMessage("wireguard", [](Message &) {}),
        tunnel("wireguard", {}));
    row("a kind nobody has heard of keeps its word",
        linkMessage("frobnicator", [](Message &m) { m.putU32(1, 1); }), base(LinkKind::other, "frobnicator"));
}

void TestNetlinkDecode::readsEachKindOfLink()
{
    QFETCH(std::shared_ptr<Message>, message);
    QFETCH(std::shared_ptr<Link>, expected);
    const auto raw = decodeLink(*message->header());
    QVERIFY(raw);
    QCOMPARE(linkKindName(raw->link.kind), linkKindName(expected->kind));
    QVERIFY(raw->link == *expected);
}

void TestNetlinkDecode::readsABondsPort()
{
    ifinfomsg header{};
    header.ifi_index = 2;
    Message message(RTM_NEWLINK, 0, header);
    nlattr *info = message.beginNest(IFLA_LINKINFO);
    message.putString(IFLA_INFO_SLAVE_KIND, "bond");
    nlattr *data = message.beginNest(IFLA_INFO_SLAVE_DATA);
    message.putU8(IFLA_BOND_SLAVE_STATE, 1);
    message.putU8(IFLA_BOND_SLAVE_MII_STATUS, 0);
    message.endNest(data);
    message.endNest(info);
    const auto raw = decodeLink(*message.header());
    QVERIFY(raw);
    QCOMPARE(raw->link.kind, LinkKind::physical);
    QVERIFY(raw->link.bondPort == std::optional(BondPort{ false, true }));
}

void TestNetlinkDecode::everyKindSurvivesTruncation()
{
    QFETCH(std::shared_ptr<Message>, message);
    for (std::size_t length = sizeof(nlmsghdr); length < message->header()->nlmsg_len; ++length) {
        const auto bytes = cut(*message, length, true);
        const auto raw = decodeLink(*reinterpret_cast<const nlmsghdr *>(bytes.data()));
        QCOMPARE(raw.has_value(), length >= NLMSG_LENGTH(sizeof(ifinfomsg)));
    }
}

void TestNetlinkDecode::readsRoutes_data()
{
    QTest::addColumn<std::shared_ptr<Message>>("message");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, Message message, const char *expected) {
        QTest::newRow(name) << std::make_shared<Message>(std::move(message)) << QByteArray(expected);
    };
    row("a default route by a gateway",
        routeMessage(routeHeader(AF_INET, 0),
                     [](Message &m) {
                         putAddress(m, RTA_GATEWAY, "203.0.113.1");
                         m.putS32(RTA_OIF, 5);
                     }),
        "unicast 0.0.0.0/0 table 254 metric 0 203.0.113.1%5*1");
    row("a table over 255 and a metric",
        routeMessage(routeHeader(AF_INET6, 32),
                     [](Message &m) {
                         putAddress(m, RTA_DST, "2001:db8::");
                         m.putU32(RTA_TABLE, 1001);
                         m.putU32(RTA_PRIORITY, 1024);
                         m.putS32(RTA_OIF, 5);
                     }),
        "unicast 2001:db8::/32 table 1001 metric 1024 %5*1");
    std::vector<char> ways;
    addHop(ways, 3, "10.0.0.1", 1, 0);
    addHop(ways, 4, "10.0.0.2", 7, RTNH_F_LINKDOWN);
    row("several ways, one of them down",
        routeMessage(routeHeader(AF_INET, 8),
                     [&ways](Message &m) {
                         putAddress(m, RTA_DST, "10.0.0.0");
                         m.put(RTA_MULTIPATH, ways.data(), static_cast<int>(ways.size()));
                     }),
        "unicast 10.0.0.0/8 table 254 metric 0 10.0.0.1%3*1 10.0.0.2%4*7!");
    row("IPv4 by an IPv6 gateway",
        routeMessage(routeHeader(AF_INET, 0),
                     [](Message &m) {
                         std::vector<char> via(2);
                         const std::uint16_t family = AF_INET6;
                         std::memcpy(via.data(), &family, 2);
                         const auto address = *IpAddress::parse("fe80::1");
                         via.insert(via.end(), address.bytes.begin(), address.bytes.end());
                         m.put(RTA_VIA, via.data(), static_cast<int>(via.size()));
                         m.putS32(RTA_OIF, 5);
                     }),
        "unicast 0.0.0.0/0 table 254 metric 0 fe80::1%5*1");
    row("a blackhole goes nowhere",
        routeMessage(routeHeader(AF_INET, 8, RTN_BLACKHOLE),
                     [](Message &m) { putAddress(m, RTA_DST, "10.0.0.0"); }),
        "blackhole 10.0.0.0/8 table 254 metric 0");
    row("the local table is left out",
        routeMessage(routeHeader(AF_INET, 32, RTN_LOCAL),
                     [](Message &m) { putAddress(m, RTA_DST, "10.0.0.1"); }),
        "left out");
    rtmsg linkLocal = routeHeader(AF_INET6, 64);
    linkLocal.rtm_protocol = RTPROT_KERNEL;
    row("the kernel's own fe80::/64 is left out",
        routeMessage(linkLocal,
                     [](Message &m) {
                         putAddress(m, RTA_DST, "fe80::");
                         m.putS32(RTA_OIF, 5);
                     }),
        "left out");
    row("a prefix longer than its address is refused",
        routeMessage(routeHeader(AF_INET, 33), [](Message &m) { putAddress(m, RTA_DST, "10.0.0.1"); }),
        "left out");
    row("another family is left out", routeMessage(routeHeader(AF_MPLS, 20), [](Message &) {}), "left out");
}

void TestNetlinkDecode::readsRoutes()
{
    QFETCH(std::shared_ptr<Message>, message);
    QTEST(routeText(decodeRoute(*message->header())), "expected");
}

void TestNetlinkDecode::readsRules_data()
{
    QTest::addColumn<std::shared_ptr<Message>>("message");
    QTest::addColumn<std::shared_ptr<PolicyRule>>("expected");
    const auto row = [](const char *name, Message message, PolicyRule rule) {
        QTest::newRow(name) << std::make_shared<Message>(std::move(message))
                            << std::make_shared<PolicyRule>(rule);
    };
    PolicyRule floating{ IpFamily::v4, 57481, "lookup", 16,   *IpPrefix::parse("198.51.100.5/32"), {}, "qr-1",
                         "",           0,     0,        false };
    row("a floating IP's own table",
        ruleMessage(
            AF_INET, FR_ACT_TO_TBL,
            [](Message &m) {
                m.putU32(FRA_PRIORITY, 57481);
                m.putU32(FRA_TABLE, 16);
                putAddress(m, FRA_SRC, "198.51.100.5");
                m.putString(FRA_IIFNAME, "qr-1");
            },
            32),
        floating);
    row("a jump by mark",
        ruleMessage(AF_INET6, FR_ACT_GOTO,
                    [](Message &m) {
                        m.putU32(FRA_PRIORITY, 5);
                        m.putU32(FRA_GOTO, 100);
                        m.putU32(FRA_FWMARK, 1);
                        m.putU32(FRA_FWMASK, 255);
                    }),
        { IpFamily::v6, 5, "goto", 100, {}, {}, "", "", 1, 255, false });
    row("an unknown action keeps its number", ruleMessage(AF_INET, 99, [](Message &) {}),
        { IpFamily::v4, 0, "action 99", 0, {}, {}, "", "", 0, 0, false });
}

void TestNetlinkDecode::readsRules()
{
    QFETCH(std::shared_ptr<Message>, message);
    QFETCH(std::shared_ptr<PolicyRule>, expected);
    const auto rule = decodeRule(*message->header());
    QVERIFY(rule && *rule == *expected);
}

void TestNetlinkDecode::readsNeighbours_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<int>("flags");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("reachable") << int(NUD_REACHABLE) << 0 << QByteArray("known");
    QTest::newRow("stale") << int(NUD_STALE) << 0 << QByteArray("known");
    QTest::newRow("being probed") << int(NUD_PROBE) << 0 << QByteArray("known");
    QTest::newRow("incomplete") << int(NUD_INCOMPLETE) << 0 << QByteArray("asked");
    QTest::newRow("failed") << int(NUD_FAILED) << 0 << QByteArray("failed");
    QTest::newRow("permanent") << int(NUD_PERMANENT) << 0 << QByteArray("permanent");
    QTest::newRow("a proxy entry has no state") << 0 << int(NTF_PROXY) << QByteArray("permanent");
    QTest::newRow("without ARP it is not kept") << int(NUD_NOARP) << 0 << QByteArray("not kept");
    QTest::newRow("without a state it is not kept") << 0 << 0 << QByteArray("not kept");
}

void TestNetlinkDecode::readsNeighbours()
{
    QFETCH(int, state);
    QFETCH(int, flags);
    const Message message =
        neighbourMessage(static_cast<unsigned short>(state), static_cast<unsigned char>(flags));
    const auto decoded = decodeNeighbour(*message.header());
    QVERIFY(decoded);
    QVERIFY(decoded->neighbour.key == (NeighbourKey{ { 0, 3 }, IpAddress::v4(198, 51, 100, 5) }));
    QCOMPARE(decoded->neighbour.mac.toString(), std::string("fa:16:3e:11:22:33"));
    QTEST(decoded->isKept ? QByteArray(neighbourStateName(decoded->neighbour.state).data())
                          : QByteArray("not kept"),
          "expected");
}

/// What the kernel never says, and the pipe's protocol refuses.
void TestNetlinkDecode::keepsNoNumberThatCannotBe()
{
    const auto vlan =
        decodeLink(*linkMessage("vlan", [](Message &m) { m.putU16(IFLA_VLAN_ID, 4096); }).header());
    QVERIFY(vlan && vlan->link.kind == LinkKind::vlan && !vlan->link.vlan);
    const auto vxlan =
        decodeLink(*linkMessage("vxlan", [](Message &m) { m.putU32(IFLA_VXLAN_ID, 1 << 24); }).header());
    QVERIFY(vxlan && vxlan->link.kind == LinkKind::vxlan && !vxlan->link.vxlan);
    const auto bond =
        decodeLink(*linkMessage("bond", [](Message &m) { m.putS32(IFLA_BOND_ACTIVE_SLAVE, -1); }).header());
    QVERIFY(bond && bond->link.bond);
    QCOMPARE(bond->link.bond->activeIfindex, 0);
    const auto route = decodeRoute(
        *routeMessage(routeHeader(AF_INET, 0), [](Message &m) { m.putS32(RTA_OIF, -5); }).header());
    QVERIFY(route);
    QCOMPARE(route->nextHops.front().ifindex, 0);
    ifaddrmsg onNothing{};
    onNothing.ifa_family = AF_INET;
    Message address(RTM_NEWADDR, 0, onNothing);
    putAddress(address, IFA_LOCAL, "10.0.0.1");
    QVERIFY(!decodeAddress(*address.header()));
    ndmsg entry{};
    entry.ndm_family = AF_BRIDGE;
    entry.ndm_ifindex = 3;
    Message tagged(RTM_NEWNEIGH, 0, entry);
    tagged.put(NDA_LLADDR, "\xfa\x16\x3e\x11\x22\x33", 6);
    tagged.putU32(NDA_MASTER, 4);
    tagged.putU16(NDA_VLAN, 4096);
    QVERIFY(!decodeFdbEntry(*tagged.header()));
}

void TestNetlinkDecode::routesAndRulesSurviveTruncation()
{
    std::vector<char> ways;
    addHop(ways, 3, "10.0.0.1", 1, 0);
    addHop(ways, 4, "10.0.0.2", 7, 0);
    const Message route = routeMessage(routeHeader(AF_INET, 8), [&ways](Message &m) {
        putAddress(m, RTA_DST, "10.0.0.0");
        m.put(RTA_MULTIPATH, ways.data(), static_cast<int>(ways.size()));
    });
    const Message rule = ruleMessage(
        AF_INET, FR_ACT_TO_TBL, [](Message &m) { putAddress(m, FRA_SRC, "10.0.0.1"); }, 32);
    const Message neighbour = neighbourMessage(NUD_REACHABLE);
    for (const Message *message : { &route, &rule, &neighbour }) {
        for (std::size_t length = sizeof(nlmsghdr); length < message->header()->nlmsg_len; ++length) {
            const auto bytes = cut(*message, length, true);
            const auto *header = reinterpret_cast<const nlmsghdr *>(bytes.data());
            if (const auto decoded = decodeRoute(*header))
                QVERIFY(decoded->nextHops.size() <= 2);
            (void)decodeRule(*header);
            (void)decodeNeighbour(*header);
        }
    }
}

} // namespace kv::tests

QTEST_GUILESS_MAIN(kv::tests::TestNetlinkDecode)
#include "tst_netlinkdecode.moc"
