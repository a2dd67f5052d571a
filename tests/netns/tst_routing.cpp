// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Routes, rules and neighbours that the real probe sees of a real kernel.
#include "tests/netns/watched.h"
#include "tests/support/ownworld.h"
#include "tests/support/testmain.h"

#include <QCoreApplication>

#include <cstdio>

namespace kv::tests {

using namespace model;

class TestRouting : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void aSnapshotHasThem();
    void hearsThemComeAndGo_data();
    void hearsThemComeAndGo();
    void aLinkTakesItsRoutesWithIt_data() { modes(); }
    void aLinkTakesItsRoutesWithIt();
    void staysWithinItsBoundAndSurvivesAFlood();
    void whatEventsLedToIsWhatIsThere();
    void keepsNoNamespaceAlive_data() { modes(); }
    void keepsNoNamespaceAlive();

private:
    static void modes();
};

namespace {

constexpr int soon = 15'000;

/// "default via A" with what follows; how many of the namespace's routes begin so.
int routesTo(Watched &probe, const char *destination, const char *gateway = nullptr)
{
    int found = 0;
    const NetnsCookie netns = probe.cookieOf("red");
    for (const auto &[key, fact] : probe.view().routes) {
        if (key.netns == netns && key.destination == *IpPrefix::parse(destination)
            && (!gateway || key.first.gateway.toString() == gateway))
            ++found;
    }
    return found;
}

const Neighbour *neighbour(Watched &probe, const char *address)
{
    for (const auto &[key, fact] : probe.view().neighbours) {
        if (key.link.netns == probe.cookieOf("red") && key.address.toString() == address)
            return &fact.value;
    }
    return nullptr;
}

bool hasRule(Watched &probe, std::uint32_t priority)
{
    const auto rules = probe.view().rules.find(probe.cookieOf("red"));
    return rules != probe.view().rules.end()
        && std::any_of(rules->second.value.rules.begin(), rules->second.value.rules.end(),
                       [priority](const PolicyRule &rule) { return rule.priority == priority; });
}

} // namespace

void TestRouting::modes()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("with one socket for all namespaces") << QStringList();
    QTest::newRow("with a socket for each namespace") << QStringList{ QStringLiteral("--no-nsid") };
}

void TestRouting::init()
{
    KV_FAIL_ON_WARNINGS;
    QVERIFY(sh(QStringLiteral(
        "ip netns add red; ip link add t0 type veth peer name r0 netns red; ip link set t0 up\n"
        "ip -n red link set r0 up; ip -n red addr add 10.1.0.1/24 dev r0\n"
        "ip -n red addr add fd00:1::1/64 dev r0 nodad; ip -n red route add default via 10.1.0.2\n"
        "ip -n red rule add from 10.9.0.0/16 table 16 priority 77\n"
        "ip -n red neigh add 10.1.0.9 lladdr 02:00:00:00:00:01 dev r0\n")));
}

void TestRouting::cleanup()
{
    sh(QStringLiteral("ip netns del red 2>/dev/null || true; ip link del t0 2>/dev/null || true"));
}

void TestRouting::aSnapshotHasThem()
{
    Watched probe({ QStringLiteral("--once") });
    QTRY_VERIFY_WITH_TIMEOUT(probe.isReady(), soon);
    QCOMPARE(routesTo(probe, "0.0.0.0/0", "10.1.0.2"), 1);
    QCOMPARE(routesTo(probe, "10.1.0.0/24"), 1);
    QCOMPARE(routesTo(probe, "fd00:1::/64"), 1);
    QCOMPARE(routesTo(probe, "10.1.0.1/32"), 0); // the local table is left out
    QCOMPARE(routesTo(probe, "fe80::/64"), 0);
    QVERIFY(hasRule(probe, 0) && hasRule(probe, 77) && hasRule(probe, 32766));
    const Neighbour *set = neighbour(probe, "10.1.0.9");
    QVERIFY(set && set->state == NeighbourState::permanent);
    QCOMPARE(set->mac.toString(), std::string("02:00:00:00:00:01"));
}

void TestRouting::hearsThemComeAndGo_data()
{
    modes();
}

void TestRouting::hearsThemComeAndGo()
{
    QFETCH(QStringList, options);
    Watched probe(options);
    QTRY_VERIFY_WITH_TIMEOUT(probe.isReady(), soon);
    QVERIFY(sh(QStringLiteral(
        "ip -n red route replace default via 10.1.0.7; ip -n red route add blackhole 10.5.0.0/16 table 99\n"
        "ip -n red rule del priority 77; ip -n red -6 rule add to fd00::/8 prohibit priority 88\n"
        "ip -n red neigh replace 10.1.0.9 lladdr 02:00:00:00:00:02 dev r0\n"
        "ip -n red neigh add 10.1.0.8 nud failed dev r0")));
    QTRY_COMPARE_WITH_TIMEOUT(routesTo(probe, "0.0.0.0/0", "10.1.0.7"), 1, soon);
    QTRY_COMPARE_WITH_TIMEOUT(routesTo(probe, "0.0.0.0/0"), 1, soon);
    QTRY_COMPARE_WITH_TIMEOUT(routesTo(probe, "10.5.0.0/16"), 1, soon);
    QTRY_VERIFY_WITH_TIMEOUT(!hasRule(probe, 77) && hasRule(probe, 88), soon);
    QTRY_VERIFY_WITH_TIMEOUT(neighbour(probe, "10.1.0.9")
                                 && neighbour(probe, "10.1.0.9")->mac.toString() == "02:00:00:00:00:02",
                             soon);
    QTRY_VERIFY_WITH_TIMEOUT(
        neighbour(probe, "10.1.0.8") && neighbour(probe, "10.1.0.8")->state == NeighbourState::failed, soon);
    QVERIFY(sh(QStringLiteral("ip -n red neigh del 10.1.0.9 dev r0; ip -n red route del default")));
    QTRY_VERIFY_WITH_TIMEOUT(!neighbour(probe, "10.1.0.9"), soon);
    QTRY_COMPARE_WITH_TIMEOUT(routesTo(probe, "0.0.0.0/0"), 0, soon);
}

// The kernel says nothing of the IPv4 routes.
void TestRouting::aLinkTakesItsRoutesWithIt()
{
    QFETCH(QStringList, options);
    Watched probe(options);
    QTRY_VERIFY_WITH_TIMEOUT(probe.isReady(), soon);
    QCOMPARE(routesTo(probe, "0.0.0.0/0"), 1);
    QVERIFY(sh(QStringLiteral("ip -n red link set r0 down")));
    QTRY_COMPARE_WITH_TIMEOUT(routesTo(probe, "0.0.0.0/0"), 0, soon);
    QTRY_COMPARE_WITH_TIMEOUT(routesTo(probe, "10.1.0.0/24"), 0, soon);
    QVERIFY(sh(QStringLiteral("ip -n red link set r0 up")));
    QTRY_COMPARE_WITH_TIMEOUT(routesTo(probe, "10.1.0.0/24"), 1, soon);
    QVERIFY(sh(QStringLiteral("ip -n red link del r0")));
    QTRY_COMPARE_WITH_TIMEOUT(routesTo(probe, "10.1.0.0/24"), 0, soon);
    QTRY_VERIFY_WITH_TIMEOUT(!neighbour(probe, "10.1.0.9"), soon);
}

void TestRouting::staysWithinItsBoundAndSurvivesAFlood()
{
    Watched probe;
    QTRY_VERIFY_WITH_TIMEOUT(probe.isReady(), soon);
    QVERIFY(sh(QStringLiteral(
        "for i in $(seq 0 24); do for j in $(seq 0 249); do echo route add 172.16.$i.$j/32 dev r0; "
        "done; done > /run/batch; ip -n red -batch /run/batch")));
    const auto count = [&probe] {
        const NetnsCookie red = probe.cookieOf("red");
        return std::count_if(probe.view().routes.begin(), probe.view().routes.end(),
                             [red](const auto &entry) { return entry.first.netns == red; });
    };
    constexpr int bound = 4096; // netlink::maxRoutes
    QTRY_COMPARE_WITH_TIMEOUT(count(), bound, soon);
    QVERIFY(sh(QStringLiteral("ip -n red route flush proto boot")));
    QTRY_VERIFY_WITH_TIMEOUT(count() < 10, 2 * soon);
}

// 40 changes at random, then the same as a new probe sees.
void TestRouting::whatEventsLedToIsWhatIsThere()
{
    Watched probe;
    QTRY_VERIFY_WITH_TIMEOUT(probe.isReady(), soon);
    QVERIFY(sh(QStringLiteral(
        "for i in 3 4 5 6 7 8 9; do ip -n red route add 10.$((20 + i)).0.0/16 via 10.1.0.$i; "
        "ip -n red -6 route add fd00:$i::/32 via fd00:1::$i; ip -n red route add default via 10.1.0.$i table $i; "
        "ip -n red rule add fwmark $i table $i; ip -n red neigh add 10.1.0.2$i lladdr 02:00:00:00:01:0$i dev r0; done\n"
        "ip -n red route del 10.23.0.0/16; ip -n red route replace 10.24.0.0/16 via 10.1.0.99; ip -n red rule del fwmark 5\n"
        "ip -n red route add 10.40.0.0/16 nexthop via 10.1.0.3 nexthop via 10.1.0.4 weight 3 || "
        "ip -n red route add 10.40.0.0/16 via 10.1.0.3\n")));
    Watched fresh({ QStringLiteral("--once") });
    QTRY_VERIFY_WITH_TIMEOUT(fresh.isReady(), soon);
    const auto same = [&] {
        const auto values = [](const auto &facts) {
            std::vector<std::decay_t<decltype(facts.begin()->second.value)>> all;
            for (const auto &[key, fact] : facts)
                all.push_back(fact.value);
            return all;
        };
        return values(probe.view().routes) == values(fresh.view().routes)
            && values(probe.view().rules) == values(fresh.view().rules)
            && values(probe.view().neighbours) == values(fresh.view().neighbours);
    };
    QTRY_VERIFY_WITH_TIMEOUT(same(), soon);
}

void TestRouting::keepsNoNamespaceAlive()
{
    QFETCH(QStringList, options);
    Watched probe(options);
    QTRY_VERIFY_WITH_TIMEOUT(probe.isReady(), soon);
    QVERIFY(sh(QStringLiteral("ip netns del red")));
    QTRY_VERIFY_WITH_TIMEOUT(!sh(QStringLiteral("ip link show t0 >/dev/null 2>&1")), soon);
    QTRY_COMPARE_WITH_TIMEOUT(probe.cookieOf("red"), NetnsCookie(0), soon);
    QCOMPARE(probe.view().rules.size(), std::size_t(1));
}

} // namespace kv::tests

int main(int argc, char **argv)
{
    if (!kv::tests::enterOwnWorld()) {
        std::fprintf(stderr, "FAIL: this system forbids user namespaces\n");
        return 1;
    }
    QCoreApplication app(argc, argv);
    kv::tests::TestRouting test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_routing.moc"
