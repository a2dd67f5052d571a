// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Kinds of links by the bytes that kernels send which have them: the machine need not.
#include "probes/netlink/decode.h"
#include "probes/netlink/message.h"
#include "tests/support/testmain.h"
#include "tests/unit/netlinkbytes.h"

#include <arpa/inet.h>
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

} // namespace kv::tests

QTEST_GUILESS_MAIN(kv::tests::TestNetlinkDecode)
#include "tst_netlinkdecode.moc"
