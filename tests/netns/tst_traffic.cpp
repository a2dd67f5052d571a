// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Counters, connections and NAT of routers as the real probe reads them: by nft, iptables-nft and the old
// iptables.
#include "tests/netns/watched.h"
#include "tests/support/ownworld.h"
#include "tests/support/testmain.h"

#include <QCoreApplication>

#include <cstdio>

namespace kv::tests {

using namespace model;

class TestTraffic : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void readsNat_data();
    void readsNat();
    void readsNftsOwnForms();
    void saysOfManyAddressesThatTheyAreNotOne();
    void readsNftsMaps();
    void seesAMapChange();
    void readsIpv6sNat_data();
    void readsIpv6sNat();
    void seesNatChange_data();
    void seesNatChange();
    void countsConnections();
    void countsARoutersPorts_data();
    void countsARoutersPorts();
    void tellsThatThereIsNone();
    void hearsItsOwnNamespaceThoughThatHasAnNsid();
};

namespace {

constexpr int soon = 15'000;
const QString netns = QStringLiteral("qrouter-1");

/// As Neutron writes them, shortened; %1 is the program.
const QString neutronRules = QStringLiteral(
    "t() { ip netns exec qrouter-1 %1 -t nat \"$@\"; }\n"
    "t -N neutron-l3-agent-PREROUTING; t -A PREROUTING -j neutron-l3-agent-PREROUTING\n"
    "t -A neutron-l3-agent-PREROUTING -d 203.0.113.17/32 -j DNAT --to-destination 198.51.100.5\n"
    "t -A OUTPUT -d 203.0.113.17/32 -j DNAT --to-destination 198.51.100.5\n"
    "t -A PREROUTING -d 169.254.169.254/32 -i qr-+ -p tcp -m tcp --dport 80 -j REDIRECT --to-ports 9697\n"
    "t -A POSTROUTING ! -o qg-1 -m conntrack ! --ctstate DNAT -j ACCEPT\n"
    "t -A POSTROUTING -s 198.51.100.5/32 -m comment --comment fip -j SNAT --to-source 203.0.113.17 --random-fully\n"
    "t -A POSTROUTING -o qg-1 -j SNAT --to-source 203.0.113.21 --random-fully\n"
    "t -A POSTROUTING -m mark ! --mark 0x2/0xffff -j SNAT --to-source 203.0.113.21\n"
    "t -A POSTROUTING -s 10.0.0.0/22 -o q+ -j MASQUERADE\n"
    "t -A PREROUTING -d 203.0.113.18/32 -p tcp -m tcp --dport 22 -j DNAT --to-destination 198.51.100.6:2222\n");

QByteArray text(const IpPrefix &prefix)
{
    return prefix.address.isSet() ? QByteArray::fromStdString(prefix.toString()) : QByteArray("any");
}

QList<QByteArray> lines(const NatTable &table)
{
    QList<QByteArray> all;
    for (const NatRule &rule : table.rules) {
        QByteArray line = text(rule.source) + " to " + text(rule.destination) + ' '
            + QByteArray(natActionName(rule.action).data()) + ' '
            + QByteArray::fromStdString(rule.to.toString());
        if (!rule.inInterface.empty())
            line += " in " + QByteArray::fromStdString(rule.inInterface);
        if (!rule.outInterface.empty())
            line +=
                (rule.isOutInverted ? " notout " : " out ") + QByteArray::fromStdString(rule.outInterface);
        if (rule.hasMore)
            line += " more";
        if (rule.isFloating())
            line += " floating";
        all += line;
    }
    std::sort(all.begin(), all.end());
    return all;
}

const NatTable *natOf(Watched &probe)
{
    const auto found = probe.view().nat.find(probe.cookieOf("qrouter-1"));
    return found == probe.view().nat.end() ? nullptr : &found->second.value;
}

QList<QByteArray> natLines(Watched &probe)
{
    const NatTable *table = natOf(probe);
    return table ? lines(*table) : QList<QByteArray>{ "nothing said" };
}

} // namespace

void TestTraffic::init()
{
    KV_FAIL_ON_WARNINGS;
    QVERIFY(sh(
        QStringLiteral("ip netns add qrouter-1; ip link add tap0 type veth peer name qr-1 netns qrouter-1\n"
                       "ip link add tap1 type veth peer name qg-1 netns qrouter-1\n"
                       "for l in tap0 tap1; do ip link set $l up; done; ip addr add 10.1.0.2/24 dev tap0\n"
                       "for l in lo qr-1 qg-1; do ip -n qrouter-1 link set $l up; done\n"
                       "ip -n qrouter-1 addr add 10.1.0.1/24 dev qr-1\n")));
}

void TestTraffic::cleanup()
{
    sh(QStringLiteral(
        "ip netns del qrouter-1; ip link del tap0 2>/dev/null || true; ip link del tap1 2>/dev/null || true"));
}

void TestTraffic::readsNat_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<bool>("isLegacy");
    QTest::newRow("of iptables over nf_tables") << QStringLiteral("iptables-nft") << false;
    QTest::newRow("of the old iptables") << QStringLiteral("iptables-legacy") << true;
}

void TestTraffic::readsNat()
{
    QFETCH(QString, program);
    QFETCH(bool, isLegacy);
    QVERIFY(sh(neutronRules.arg(program)));
    Watched probe({ QStringLiteral("--once") });
    QTRY_VERIFY_WITH_TIMEOUT(probe.isReady(), soon);
    const QList<QByteArray> expected{ "10.0.0.0/22 to any masquerade  out q*",
                                      "198.51.100.5/32 to any snat 203.0.113.17",
                                      "any to 203.0.113.17/32 dnat 198.51.100.5 floating",
                                      "any to 203.0.113.18/32 dnat 198.51.100.6 more",
                                      "any to any snat 203.0.113.21 more",
                                      "any to any snat 203.0.113.21 out qg-1" };
    QCOMPARE(natLines(probe), expected);
    QCOMPARE(natOf(probe)->hasLegacy, isLegacy);
    QVERIFY(natOf(probe)->hasNft);
    QCOMPARE(natOf(probe)->notUnderstood, 0u);
}

void TestTraffic::readsNftsOwnForms()
{
    QVERIFY(sh(QStringLiteral(R"(ip netns exec qrouter-1 nft -f - <<'END'
table ip nat {
    chain pre {
        type nat hook prerouting priority -100
        ip daddr 203.0.113.17 dnat to 198.51.100.5
        iifname "qr-*" ip daddr 10.7.0.0/16 dnat to 198.51.100.7
        ip daddr != 10.8.0.1 dnat to 198.51.100.8
    }
    chain post {
        type nat hook postrouting priority 100
        oifname != "qg-1" ct status & dnat == 0 accept
        oifname != "qg-1" snat to 203.0.113.22
        ip saddr 10.0.0.0/22 oifname "qg-1" counter snat to 203.0.113.21 fully-random
        ip saddr 10.1.0.0/24 masquerade
        snat to ip saddr map { 10.0.0.0/30 : 192.0.2.1 }
    }
}
table inet six {
    chain pre {
        type nat hook prerouting priority -100
        ip6 daddr fd00:1::5 dnat ip6 to fd00:2::5
    }
}
END)")));
    Watched probe({ QStringLiteral("--once") });
    QTRY_VERIFY_WITH_TIMEOUT(probe.isReady(), soon);
    const QList<QByteArray> expected{ "10.0.0.0/22 to any snat 203.0.113.21 out qg-1",
                                      "10.1.0.0/24 to any masquerade ",
                                      "any to 10.7.0.0/16 dnat 198.51.100.7 in qr-*",
                                      "any to 203.0.113.17/32 dnat 198.51.100.5 floating",
                                      "any to any dnat 198.51.100.8 more",
                                      "any to any snat 203.0.113.22 notout qg-1",
                                      "any to fd00:1::5/128 dnat fd00:2::5 floating" };
    QCOMPARE(natLines(probe), expected);
    QCOMPARE(natOf(probe)->notUnderstood, 1u); // the map of intervals
}

void TestTraffic::saysOfManyAddressesThatTheyAreNotOne()
{
    QVERIFY(sh(QStringLiteral(R"(ip netns exec qrouter-1 nft -f - <<'END'
table ip nat {
    chain sub { dnat to 198.51.100.80; }
    chain pre {
        type nat hook prerouting priority -100
        ip daddr 203.0.113.17 dnat to 198.51.100.5-198.51.100.9
        ip daddr 203.0.113.20 dnat ip prefix to 198.51.100.0/24
        dnat to ip daddr map { 0.0.0.0/0 : 198.51.100.77 }
        dnat to ip daddr map { 203.0.113.7 : 198.51.100.5-198.51.100.9 }
        ip daddr 203.0.113.9 dnat to jhash ip saddr mod 2 map { 0 : 198.51.100.10, 1 : 198.51.100.11 }
        ip daddr vmap { 0.0.0.0/0 : jump sub }
        ip daddr 203.0.113.40 dnat to 198.51.100.40
    }
}
END)")));
    Watched probe({ QStringLiteral("--once") });
    QTRY_VERIFY_WITH_TIMEOUT(probe.isReady(), soon);
    const QList<QByteArray> expected{ "any to 203.0.113.40/32 dnat 198.51.100.40 floating",
                                      "any to 203.0.113.9/32 dnat 198.51.100.10 more",
                                      "any to 203.0.113.9/32 dnat 198.51.100.11 more",
                                      "any to any dnat 198.51.100.80 more" };
    QCOMPARE(natLines(probe), expected);
    QCOMPARE(natOf(probe)->notUnderstood, 4u);
}

void TestTraffic::readsNftsMaps()
{
    QVERIFY(sh(QStringLiteral(R"(ip netns exec qrouter-1 nft -f - <<'END'
table ip nat {
    map named {
        type ipv4_addr : ipv4_addr
        elements = { 203.0.113.31 : 198.51.100.31 }
    }
    chain web {
        dnat to 198.51.100.41
    }
    chain mail {
        iifname "qg-1" dnat to 198.51.100.42
        dnat to ip daddr map @named
    }
    chain deep {
        jump web
    }
    chain pre {
        type nat hook prerouting priority -100
        dnat to ip daddr map { 203.0.113.17 : 198.51.100.5, 203.0.113.18 : 198.51.100.6 }
        dnat to ip daddr map @named
        ip protocol tcp dnat ip to ip daddr . tcp dport map { 203.0.113.19 . 80 : 198.51.100.7 . 8080 }
        ip daddr vmap { 203.0.113.41 : goto deep, 203.0.113.42 : jump mail, 203.0.113.43 : accept }
        tcp dport vmap { 25 : jump web }
    }
    chain post {
        type nat hook postrouting priority 100
        oifname "qg-1" snat to ip saddr map { 198.51.100.5 : 203.0.113.17 }
    }
}
table ip6 nat {
    chain pre {
        type nat hook prerouting priority -100
        dnat to ip6 daddr map { fd00:1::5 : fd00:2::5 }
    }
}
END)")));
    Watched probe({ QStringLiteral("--once") });
    QTRY_VERIFY_WITH_TIMEOUT(probe.isReady(), soon);
    const QList<QByteArray> expected{ "198.51.100.5/32 to any snat 203.0.113.17 out qg-1",
                                      "any to 203.0.113.17/32 dnat 198.51.100.5 floating",
                                      "any to 203.0.113.18/32 dnat 198.51.100.6 floating",
                                      "any to 203.0.113.19/32 dnat 198.51.100.7 more",
                                      "any to 203.0.113.31/32 dnat 198.51.100.31 floating",
                                      "any to 203.0.113.31/32 dnat 198.51.100.31 more", // in the wrong chain
                                      "any to 203.0.113.41/32 dnat 198.51.100.41 floating",
                                      "any to 203.0.113.42/32 dnat 198.51.100.42 in qg-1 floating",
                                      "any to any dnat 198.51.100.41 more",
                                      "any to fd00:1::5/128 dnat fd00:2::5 floating" };
    QCOMPARE(natLines(probe), expected);
    QCOMPARE(natOf(probe)->notUnderstood, 0u);
}

void TestTraffic::seesAMapChange()
{
    QVERIFY(sh(QStringLiteral(R"(ip netns exec qrouter-1 nft -f - <<'END'
table ip nat {
    map named { type ipv4_addr : ipv4_addr; }
    chain pre {
        type nat hook prerouting priority -100
        dnat to ip daddr map @named
    }
}
END)")));
    Watched probe;
    QTRY_VERIFY_WITH_TIMEOUT(probe.isReady() && natOf(probe), soon);
    QCOMPARE(natLines(probe), QList<QByteArray>());
    QVERIFY(sh(QStringLiteral(
        "ip netns exec qrouter-1 nft add element ip nat named '{ 203.0.113.31 : 198.51.100.31 }'")));
    QTRY_COMPARE_WITH_TIMEOUT(
        natLines(probe), QList<QByteArray>{ "any to 203.0.113.31/32 dnat 198.51.100.31 floating" }, soon);
}

void TestTraffic::readsIpv6sNat_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<bool>("isLegacy");
    QTest::newRow("of iptables over nf_tables") << QStringLiteral("ip6tables-nft") << false;
    QTest::newRow("of the old iptables") << QStringLiteral("ip6tables-legacy") << true;
}

void TestTraffic::readsIpv6sNat()
{
    QFETCH(QString, program);
    QFETCH(bool, isLegacy);
    QVERIFY(sh(QStringLiteral("t() { ip netns exec qrouter-1 %1 -t nat \"$@\"; }\n"
                              "t -A PREROUTING -d fd00:1::5/128 -j DNAT --to-destination fd00:2::5\n"
                              "t -A PREROUTING -d fd00:1::6/128 -i qg-1 -p tcp -m tcp --dport 22 -j DNAT "
                              "--to-destination [fd00:2::6]:2222\n"
                              "t -A POSTROUTING -s fd00:2::5/128 -j SNAT --to-source fd00:1::5\n"
                              "t -A POSTROUTING -s fd00:3::/48 -o q+ -j MASQUERADE\n"
                              "t -A POSTROUTING ! -o qg-1 ! -s fd00:4::/64 -j SNAT --to-source fd00:1::7\n")
                   .arg(program)));
    Watched probe({ QStringLiteral("--once") });
    QTRY_VERIFY_WITH_TIMEOUT(probe.isReady(), soon);
    const QList<QByteArray> found = natLines(probe);
    QList<QByteArray> expected{ "any to fd00:1::5/128 dnat fd00:2::5 floating",
                                "any to fd00:1::6/128 dnat fd00:2::6 in qg-1 more",
                                "fd00:2::5/128 to any snat fd00:1::5",
                                "fd00:3::/48 to any masquerade  out q*" };
    for (const QByteArray &line : expected)
        QVERIFY2(found.contains(line), line + " is not in\n" + found.join('\n'));
    QCOMPARE(found.size(), 5);
    QVERIFY(std::any_of(found.begin(), found.end(), [](const QByteArray &line) {
        return line.endsWith("snat fd00:1::7 notout qg-1 more");
    }));
    QCOMPARE(natOf(probe)->hasLegacy, isLegacy);
    QCOMPARE(natOf(probe)->notUnderstood, 0u);
}

void TestTraffic::seesNatChange_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QStringList>("options");
    QTest::newRow("nf_tables, announced") << QStringLiteral("iptables-nft") << QStringList();
    QTest::newRow("nf_tables, without nsids")
        << QStringLiteral("iptables-nft") << QStringList{ QStringLiteral("--no-nsid") };
    QTest::newRow("the old iptables, which announces nothing")
        << QStringLiteral("iptables-legacy") << QStringList();
}

void TestTraffic::seesNatChange()
{
    QFETCH(QString, program);
    QFETCH(QStringList, options);
    Watched probe(options);
    QTRY_VERIFY_WITH_TIMEOUT(probe.isReady() && natOf(probe), soon);
    QCOMPARE(natLines(probe), QList<QByteArray>());
    QVERIFY(sh(neutronRules.arg(program)));
    QTRY_COMPARE_WITH_TIMEOUT(natLines(probe).size(), 6, soon);
    QVERIFY(sh(QStringLiteral("ip netns exec qrouter-1 %1 -t nat -F").arg(program)));
    QTRY_COMPARE_WITH_TIMEOUT(natLines(probe).size(), 0, soon);
}

void TestTraffic::countsARoutersPorts_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("by nsid") << QStringList();
    QTest::newRow("from inside") << QStringList{ QStringLiteral("--no-nsid") };
}

void TestTraffic::countsARoutersPorts()
{
    QFETCH(QStringList, options);
    Watched probe(options);
    QTRY_VERIFY_WITH_TIMEOUT(probe.isReady(), soon);
    const Link *port = probe.link(probe.cookieOf("qrouter-1"), "qr-1");
    QVERIFY(port);
    const LinkKey key = port->key;
    QTRY_VERIFY_WITH_TIMEOUT(probe.view().counts.contains(key), soon);
    const PortCount before = probe.view().counts.at(key).value;
    QVERIFY(sh(QStringLiteral("ping -q -c 20 -i 0.01 10.1.0.1 >/dev/null")));
    const auto grew = [&](std::uint64_t least) {
        const PortCount &now = probe.view().counts.at(key).value;
        return now.rxPackets >= before.rxPackets + least && now.txPackets >= before.txPackets + least
            && now.rxBytes >= before.rxBytes + 84 * least && now.txBytes >= before.txBytes + 84 * least;
    };
    QTRY_VERIFY_WITH_TIMEOUT(grew(20), soon);
    // Only routers' ports are counted.
    for (const auto &[link, count] : probe.view().counts)
        QCOMPARE(link.netns, key.netns);
    QVERIFY(sh(QStringLiteral("ip -n qrouter-1 link del qr-1")));
    QTRY_VERIFY_WITH_TIMEOUT(!probe.view().counts.contains(key), soon);
}

// The kernel tracks in a namespace once a rule there asks for it. Each datagram is a connection of its own.
void TestTraffic::countsConnections()
{
    QVERIFY(sh(neutronRules.arg(QStringLiteral("iptables-nft"))));
    QVERIFY(sh(QStringLiteral(
        "ip netns exec qrouter-1 bash -c "
        "'for p in 1001 1002 1003 1004 1005 1006 1007; do echo x >/dev/udp/10.1.0.2/$p; done'")));
    const auto entriesNow = [] {
        QProcess shell;
        shell.start(QStringLiteral("ip"),
                    { QStringLiteral("netns"), QStringLiteral("exec"), netns, QStringLiteral("cat"),
                      QStringLiteral("/proc/sys/net/netfilter/nf_conntrack_count") });
        return shell.waitForFinished() ? shell.readAllStandardOutput().trimmed().toUInt() : 0;
    };
    const quint32 before = entriesNow();
    QVERIFY2(before >= 7, qPrintable(QString::number(before)));
    Watched probe({ QStringLiteral("--once") });
    QTRY_VERIFY_WITH_TIMEOUT(probe.isReady(), soon);
    const quint32 after = entriesNow();
    const auto counted = probe.view().conntrack.find(probe.cookieOf(netns.toStdString()));
    QVERIFY(counted != probe.view().conntrack.end());
    const std::optional<std::uint32_t> &entries = counted->second.value.entries;
    QVERIFY(entries);
    QVERIFY2(*entries >= std::min(before, after) && *entries <= std::max(before, after),
             qPrintable(
                 QStringLiteral("%1, and the kernel says %2, then %3").arg(*entries).arg(before).arg(after)));
    QVERIFY(counted->second.value.most > 0);
}

void TestTraffic::tellsThatThereIsNone()
{
    QVERIFY(sh(QStringLiteral("ip -n qrouter-1 link set qr-1 name x; ip -n qrouter-1 link del qg-1")));
    Watched probe({ QStringLiteral("--once") });
    QTRY_VERIFY_WITH_TIMEOUT(probe.isReady(), soon);
    QVERIFY(probe.view().counts.empty() && probe.view().nat.empty() && probe.view().conntrack.empty());
}

// Counting by nsid makes the kernel give the probe's namespace an nsid in itself, with which it marks its
// events.
void TestTraffic::hearsItsOwnNamespaceThoughThatHasAnNsid()
{
    Watched probe;
    QTRY_VERIFY_WITH_TIMEOUT(probe.isReady() && !probe.view().counts.empty(), soon);
    QProcess nsids;
    nsids.start(QStringLiteral("ip"), { QStringLiteral("netns"), QStringLiteral("list-id") });
    QVERIFY(nsids.waitForFinished());
    QVERIFY(nsids.readAllStandardOutput().count('\n') >= 2);
    QVERIFY(sh(QStringLiteral("ip addr add 10.99.0.1/24 dev tap0; ip route add 10.98.0.0/16 via 10.99.0.2")));
    QTRY_VERIFY_WITH_TIMEOUT(probe.hasAddress("10.99.0.1/24"), soon);
    const auto hasRoute = [&probe] {
        return std::any_of(probe.view().routes.begin(), probe.view().routes.end(), [](const auto &entry) {
            return entry.first.destination == *IpPrefix::parse("10.98.0.0/16");
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(hasRoute(), soon);
}

} // namespace kv::tests

int main(int argc, char **argv)
{
    if (!kv::tests::enterOwnWorld()) {
        std::fprintf(stderr, "FAIL: this system forbids user namespaces\n");
        return 1;
    }
    QCoreApplication app(argc, argv);
    kv::tests::TestTraffic test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_traffic.moc"
