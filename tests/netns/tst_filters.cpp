// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The bridge ports that filter rules name, as the real probe reads them: by iptables-nft and the old
// iptables.
#include "probes/netlink/message.h"
#include "probes/netlink/routesocket.h"
#include "tests/netns/watched.h"
#include "tests/support/ownworld.h"
#include "tests/support/testmain.h"

#include <QCoreApplication>

#include <linux/netfilter/nfnetlink.h>

#include <cstdio>

namespace kv::tests {

using namespace model;

class TestFilters : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void cleanup();
    void readsFilters_data();
    void readsFilters();
    void readsBothAtOnce();
    void seesFiltersChange();
    void doesNotMakeATable();
    void theKernelCallsWhatItLacksInvalid();
};

namespace {

constexpr int soon = 15'000;

/// As Neutron's agent writes them, shortened; %1 is the program.
const QString neutronRules = QStringLiteral(
    "t() { %1 \"$@\"; }\n"
    "t -N neutron-linuxbri-FORWARD; t -A FORWARD -j neutron-linuxbri-FORWARD; t -N neutron-linuxbri-sg-chain\n"
    "f() { t -A neutron-linuxbri-FORWARD -m comment --comment 'Direct it' -m physdev \"$@\"; }\n"
    "f --physdev-out tap8be1f3a7-0d --physdev-is-bridged -j neutron-linuxbri-sg-chain\n"
    "f --physdev-in tap8be1f3a7-0d --physdev-is-bridged -j neutron-linuxbri-sg-chain\n"
    "f --physdev-in tap0000beef-ff --physdev-is-bridged -j DROP\n"
    "f --physdev-in tap11111111-11 --physdev-is-bridged -j ACCEPT\n"
    "f ! --physdev-in tap22222222-22 --physdev-is-bridged -j DROP\n"
    "f --physdev-in qr+ --physdev-is-bridged -j DROP\n");

const PortFilters *filtersOf(Watched &probe)
{
    const auto found = probe.view().filters.find(probe.home());
    return found == probe.view().filters.end() ? nullptr : &found->second.value;
}

QByteArrayList portsOf(Watched &probe)
{
    QByteArrayList names;
    if (const PortFilters *filters = filtersOf(probe)) {
        for (const std::string &port : filters->ports)
            names << QByteArray::fromStdString(port);
    }
    return names;
}

} // namespace

/// The old iptables' tables stay: their namespace's for as long as it lives.
void TestFilters::cleanup()
{
    QVERIFY(sh(QStringLiteral("for p in iptables-nft ip6tables-nft; do $p -F; $p -X; done\n"
                              "for f in 4 6; do p=ip$f; [ $f = 4 ] && p=ip; "
                              "if grep -q filter /proc/thread-self/net/${p}_tables_names; then "
                              "${p}tables-legacy -F; ${p}tables-legacy -X; fi; done\n")));
}

void TestFilters::readsFilters_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<bool>("isLegacy");
    for (const char *program : { "iptables-nft", "ip6tables-nft", "iptables-legacy", "ip6tables-legacy" })
        QTest::newRow(program) << QString::fromLatin1(program) << QByteArray(program).endsWith("legacy");
}

void TestFilters::readsFilters()
{
    QFETCH(QString, program);
    QFETCH(bool, isLegacy);
    QVERIFY(sh(neutronRules.arg(program)));
    Watched probe({ QStringLiteral("--once") });
    QTRY_VERIFY_WITH_TIMEOUT(probe.isReady(), soon);
    QCOMPARE(portsOf(probe), (QByteArrayList{ "tap0000beef-ff", "tap8be1f3a7-0d" }));
    QVERIFY(filtersOf(probe)->isRead);
    QVERIFY(!filtersOf(probe)->isCut);
    if (isLegacy)
        QVERIFY(filtersOf(probe)->hasLegacy);
}

void TestFilters::readsBothAtOnce()
{
    QVERIFY(sh(QStringLiteral("iptables-nft -A FORWARD -m physdev --physdev-in tapnft -j DROP\n"
                              "iptables-legacy -A FORWARD -m physdev --physdev-in tapold4 -j DROP\n"
                              "ip6tables-legacy -A FORWARD -m physdev --physdev-out tapold6 "
                              "--physdev-is-bridged -j DROP\n")));
    Watched probe({ QStringLiteral("--once") });
    QTRY_VERIFY_WITH_TIMEOUT(probe.isReady(), soon);
    QCOMPARE(portsOf(probe), (QByteArrayList{ "tapnft", "tapold4", "tapold6" }));
}

void TestFilters::seesFiltersChange()
{
    Watched probe;
    QTRY_VERIFY_WITH_TIMEOUT(probe.isReady(), soon);
    QCOMPARE(portsOf(probe), QByteArrayList());
    QVERIFY(sh(QStringLiteral("iptables-nft -A FORWARD -m physdev --physdev-in tapnft -j DROP")));
    QTRY_COMPARE_WITH_TIMEOUT(portsOf(probe), QByteArrayList{ "tapnft" }, soon);
    QVERIFY(sh(QStringLiteral("iptables-nft -F FORWARD")));
    QTRY_COMPARE_WITH_TIMEOUT(portsOf(probe), QByteArrayList(), soon);
}

// Asking the kernel for a table of the old iptables would make it.
void TestFilters::doesNotMakeATable()
{
    QVERIFY(sh(QStringLiteral("unshare -n sh -ec '%1 --once >/dev/null\n"
                              "test -z \"$(cat /proc/thread-self/net/ip_tables_names)\"\n"
                              "iptables-legacy -S >/dev/null\n"
                              "test -n \"$(cat /proc/thread-self/net/ip_tables_names)\"'")
                   .arg(QStringLiteral(KEEPVIEW_BIN "/keepview-probe"))));
}

/// On which rests that a kernel without nf_tables has no rules of it, instead of unread ones.
void TestFilters::theKernelCallsWhatItLacksInvalid()
{
    auto socket = netlink::RouteSocket::open(NETLINK_NETFILTER);
    QVERIFY(socket.ok());
    constexpr int nobodys = NFNL_SUBSYS_COUNT << 8;
    netlink::Message request(nobodys, 0, nfgenmsg{});
    bool wasInterrupted = false;
    const auto done = socket->dump(
        request, [](const nlmsghdr &) {}, wasInterrupted);
    QVERIFY(!done.ok());
    QCOMPARE(done.error().code, model::ErrorCode::invalidArgument);
}

} // namespace kv::tests

int main(int argc, char **argv)
{
    if (!kv::tests::enterOwnWorld()) {
        std::fprintf(stderr, "FAIL: this system forbids user namespaces\n");
        return 1;
    }
    QCoreApplication app(argc, argv);
    kv::tests::TestFilters test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_filters.moc"
