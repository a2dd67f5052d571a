// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What tunnels ride on, followed in a real kernel. Bonds and VLANs, which not every kernel has, are in
// tests/unit/tst_lowerlinks.
#include "app/engine/hapath.h"
#include "tests/netns/watched.h"
#include "tests/support/ownworld.h"
#include "tests/support/testmain.h"

#include <QCoreApplication>

#include <cstdio>

namespace kv::tests {

class TestLowerLinks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void theWayGoesToTheUplink_data();
    void theWayGoesToTheUplink();

private:
    QProcess m_away; ///< holds a namespace without a name, which the probe cannot see: the wire's other end
};

namespace {

constexpr int soon = 15'000;

QByteArray namesOf(Watched &probe, const std::vector<model::LinkKey> &links)
{
    QByteArrayList names;
    for (const model::LinkKey key : links) {
        const model::Link *link = probe.view().link(key);
        names += link ? QByteArray::fromStdString(link->name) : QByteArray("?");
    }
    return names.join(' ');
}

engine::LinkPath wayOut(Watched &probe)
{
    const model::Link *port = probe.link(probe.cookieOf("qrouter-1"), "ha-1");
    return port ? engine::pathOf(probe.view(), port->key) : engine::LinkPath();
}

} // namespace

void TestLowerLinks::init()
{
    KV_FAIL_ON_WARNINGS;
    m_away.start(QStringLiteral("unshare"),
                 { QStringLiteral("-n"), QStringLiteral("sh"), QStringLiteral("-c"),
                   QStringLiteral("echo ready; exec sleep 1000") });
    QVERIFY(m_away.waitForReadyRead());
    QVERIFY(sh(QStringLiteral(
                   "ip link add eth0 type veth peer name far0 netns %1; ip link set eth0 up\n"
                   "nsenter -t %1 -n ip link set far0 up; ip netns add qrouter-1\n"
                   "ip link add brq1 type bridge; ip link add tap1 type veth peer name ha-1 netns qrouter-1\n"
                   "ip link set tap1 master brq1 up; ip link set brq1 up; ip -n qrouter-1 link set ha-1 up\n")
                   .arg(m_away.processId())));
}

void TestLowerLinks::cleanup()
{
    sh(QStringLiteral(
        "for l in tap1 eth0 brq1 br-vxlan vxlan-102 other0; do ip link del $l 2>/dev/null || true; done\n"
        "ip netns del qrouter-1"));
    m_away.kill();
    m_away.waitForFinished();
}

void TestLowerLinks::theWayGoesToTheUplink_data()
{
    QTest::addColumn<QString>("below");
    QTest::addColumn<QByteArray>("way");
    QTest::addColumn<QByteArray>("underlay");
    QTest::addColumn<QByteArray>("broken"); ///< with eth0 down
    const QString address = QStringLiteral("ip addr add 10.0.1.21/24 dev %1\n");
    QTest::newRow("of its own") << address.arg(QStringLiteral("eth0"))
                                << QByteArray("ha-1 tap1 brq1 vxlan-102 eth0") << QByteArray("eth0")
                                << QByteArray("eth0");
    QTest::newRow("a macvlan on it")
        << QStringLiteral("ip link add link eth0 name over0 type macvlan; ip link set over0 up\n")
            + address.arg(QStringLiteral("over0"))
        << QByteArray("ha-1 tap1 brq1 vxlan-102 over0 eth0") << QByteArray("over0") << QByteArray("over0");
    QTest::newRow("a bridge that it is a port of, and that has a carrier without it")
        << QStringLiteral(
               "ip link add br-vxlan type bridge; ip link set eth0 master br-vxlan\n"
               "ip link add other0 type veth peer name other1; ip link set other0 up; ip link set other1 "
               "master br-vxlan up; ip link set br-vxlan up\n")
            + address.arg(QStringLiteral("br-vxlan"))
        << QByteArray("ha-1 tap1 brq1 vxlan-102 br-vxlan eth0") << QByteArray("br-vxlan")
        << QByteArray("eth0");
}

void TestLowerLinks::theWayGoesToTheUplink()
{
    QFETCH(QString, below);
    QFETCH(QByteArray, way);
    QFETCH(QByteArray, underlay);
    QFETCH(QByteArray, broken);
    // As Neutron's: by its local address.
    QVERIFY(
        sh(below
           + QStringLiteral("ip link add vxlan-102 type vxlan id 102 local 10.0.1.21 group 224.0.0.1 dev %1 "
                            "dstport 8472; ip link set vxlan-102 master brq1 up")
                 .arg(QLatin1String(underlay))));
    Watched probe;
    QTRY_VERIFY_WITH_TIMEOUT(probe.isReady(), soon);
    QTRY_COMPARE_WITH_TIMEOUT(namesOf(probe, wayOut(probe).links), way, soon);
    QCOMPARE(namesOf(probe, { wayOut(probe).underlay }), underlay);
    QTRY_VERIFY_WITH_TIMEOUT(!engine::brokenOn(probe.view(), wayOut(probe)), soon);
    const model::Link *eth0 = probe.link(probe.home(), "eth0");
    QVERIFY(eth0 && engine::isCutBy(probe.view(), wayOut(probe), eth0->key));
    QVERIFY(sh(QStringLiteral("ip link set eth0 down")));
    QTRY_VERIFY_WITH_TIMEOUT(engine::brokenOn(probe.view(), wayOut(probe)), soon);
    QTRY_COMPARE_WITH_TIMEOUT(QByteArray::fromStdString(engine::brokenOn(probe.view(), wayOut(probe))->name),
                              broken, soon);
    QVERIFY(sh(QStringLiteral("ip link set eth0 up")));
    QTRY_VERIFY_WITH_TIMEOUT(!engine::brokenOn(probe.view(), wayOut(probe)), soon);
}

} // namespace kv::tests

int main(int argc, char **argv)
{
    if (!kv::tests::enterOwnWorld()) {
        std::fprintf(stderr, "FAIL: this system forbids user namespaces\n");
        return 1;
    }
    QCoreApplication app(argc, argv);
    kv::tests::TestLowerLinks test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_lowerlinks.moc"
