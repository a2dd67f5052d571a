// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Routes, policy rules and neighbours by the bytes that kernels send which have them: the machine need not.
#include "probes/netlink/message.h"
#include "probes/netlink/routingdecode.h"
#include "tests/support/testmain.h"
#include "tests/unit/netlinkbytes.h"

#include <linux/fib_rules.h>
#include <linux/neighbour.h>
#include <linux/rtnetlink.h>

#include <functional>

using namespace kv::model;
using namespace kv::netlink;

namespace kv::tests {

using Fill = std::function<void(Message &)>;

class TestRoutingDecode : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void readsRoutes_data();
    void readsRoutes();
    void readsRules_data();
    void readsRules();
    void readsNeighbours_data();
    void readsNeighbours();
    void keepsNoInterfaceThatCannotBe();
    void surviveTruncation();
};

namespace {

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

void TestRoutingDecode::readsRoutes_data()
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

void TestRoutingDecode::readsRoutes()
{
    QFETCH(std::shared_ptr<Message>, message);
    QTEST(routeText(decodeRoute(*message->header())), "expected");
}

void TestRoutingDecode::readsRules_data()
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

void TestRoutingDecode::readsRules()
{
    QFETCH(std::shared_ptr<Message>, message);
    QFETCH(std::shared_ptr<PolicyRule>, expected);
    const auto rule = decodeRule(*message->header());
    QVERIFY(rule && *rule == *expected);
}

void TestRoutingDecode::readsNeighbours_data()
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

void TestRoutingDecode::readsNeighbours()
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

void TestRoutingDecode::keepsNoInterfaceThatCannotBe()
{
    const auto route = decodeRoute(
        *routeMessage(routeHeader(AF_INET, 0), [](Message &m) { m.putS32(RTA_OIF, -5); }).header());
    QVERIFY(route);
    QCOMPARE(route->nextHops.front().ifindex, 0);
}

void TestRoutingDecode::surviveTruncation()
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

QTEST_GUILESS_MAIN(kv::tests::TestRoutingDecode)
#include "tst_routingdecode.moc"
