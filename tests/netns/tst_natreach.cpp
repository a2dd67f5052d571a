// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
// NAT of nf_tables is told only where packets get to it.
#include "tests/netns/watched.h"
#include "tests/support/ownworld.h"
#include "tests/support/testmain.h"

#include <QCoreApplication>

#include <cstdio>

namespace kv::tests {

using namespace model;

class TestNatReach : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void tellsOnlyWhatIsReached_data();
    void tellsOnlyWhatIsReached();
    void seesTheJumpCome();
};

namespace {

constexpr int soon = 15'000;

/// A chain with a floating IP's rule, a base chain with the given rules, and what else the table has.
QString tableOf(const QString &rules, const QString &more = {})
{
    return QStringLiteral(
               "ip netns exec qrouter-1 nft -f - <<'END'\n"
               "table ip nat {\n%2\n"
               "    chain floating { ip daddr 203.0.113.17 dnat to 198.51.100.5; }\n"
               "    chain between { jump floating; }\n"
               "    chain pre {\n        type nat hook prerouting priority -100\n%1\n    }\n}\nEND")
        .arg(rules, more);
}

QByteArrayList natLines(Watched &probe)
{
    QByteArrayList all;
    const auto found = probe.view().nat.find(probe.cookieOf("qrouter-1"));
    if (found == probe.view().nat.end())
        return { "nothing said" };
    for (const NatRule &rule : found->second.value.rules)
        all += QByteArray::fromStdString(rule.destination.address.toString() + " to " + rule.to.toString())
            + (rule.hasMore ? " more" : "");
    if (found->second.value.notUnderstood != 0)
        all += "not understood: " + QByteArray::number(found->second.value.notUnderstood);
    return all;
}

} // namespace

void TestNatReach::init()
{
    KV_FAIL_ON_WARNINGS;
    QVERIFY(sh(
        QStringLiteral("ip netns add qrouter-1; ip link add tap0 type veth peer name qr-1 netns qrouter-1")));
}

void TestNatReach::cleanup()
{
    sh(QStringLiteral("ip netns del qrouter-1; ip link del tap0 2>/dev/null || true"));
}

void TestNatReach::tellsOnlyWhatIsReached_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QByteArrayList>("expected");
    const QByteArrayList told{ "203.0.113.17 to 198.51.100.5" };
    const auto row = [&](const char *name, const QString &rules, const QByteArrayList &expected,
                         const QString &more = {}) {
        QTest::newRow(name) << tableOf(rules, more) << expected;
    };
    row("nothing goes there", QString(), {});
    row("a jump", QStringLiteral("jump floating"), told);
    row("a goto over another chain", QStringLiteral("goto between"), told);
    row("by a map", QStringLiteral("ip daddr vmap { 203.0.113.17 : jump floating }"), told);
    row("by a map that has a name", QStringLiteral("ip daddr vmap @ways"), told,
        QStringLiteral(
            "    map ways { type ipv4_addr : verdict; elements = { 203.0.113.17 : goto between }; }"));
    row("by an empty map", QStringLiteral("ip daddr vmap @ways"), {},
        QStringLiteral("    map ways { type ipv4_addr : verdict; }"));
    row("a jump from a chain that nothing goes to", QString(), {},
        QStringLiteral("    chain lost { jump floating; }"));
    row("what is not understood there is not counted either", QString(), {},
        QStringLiteral("    chain lost { dnat to 198.51.100.5-198.51.100.9; }"));
    row("a dormant table", QStringLiteral("jump floating"), {}, QStringLiteral("    flags dormant;"));
    QTest::newRow("iptables' own chain without a jump")
        << QStringLiteral("t() { ip netns exec qrouter-1 iptables-nft -t nat \"$@\"; }\n"
                          "t -N lost; t -A lost -d 203.0.113.18 -j DNAT --to-destination 198.51.100.6\n"
                          "t -A OUTPUT -d 203.0.113.17 -j DNAT --to-destination 198.51.100.5\n")
        << told;
}

void TestNatReach::tellsOnlyWhatIsReached()
{
    QFETCH(QString, script);
    QVERIFY(sh(script));
    Watched probe({ QStringLiteral("--once") });
    QTRY_VERIFY_WITH_TIMEOUT(probe.isReady(), soon);
    QTEST(natLines(probe), "expected");
}

void TestNatReach::seesTheJumpCome()
{
    QVERIFY(sh(tableOf(QString())));
    Watched probe;
    QTRY_VERIFY_WITH_TIMEOUT(probe.isReady(), soon);
    QTRY_COMPARE_WITH_TIMEOUT(natLines(probe), QByteArrayList(), soon);
    QVERIFY(sh(QStringLiteral("ip netns exec qrouter-1 nft add rule ip nat pre jump between")));
    QTRY_COMPARE_WITH_TIMEOUT(natLines(probe), QByteArrayList{ "203.0.113.17 to 198.51.100.5" }, soon);
    QVERIFY(sh(QStringLiteral("ip netns exec qrouter-1 nft flush chain ip nat pre")));
    QTRY_COMPARE_WITH_TIMEOUT(natLines(probe), QByteArrayList(), soon);
}

} // namespace kv::tests

int main(int argc, char **argv)
{
    if (!kv::tests::enterOwnWorld()) {
        std::fprintf(stderr, "FAIL: this system forbids user namespaces\n");
        return 1;
    }
    QCoreApplication app(argc, argv);
    kv::tests::TestNatReach test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_natreach.moc"
