// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/netns/probeprocess.h"
#include "tests/support/ownworld.h"
#include "tests/support/testmain.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>

#include <csignal>
#include <cstdio>

namespace kv::tests {

/// A link that real keepalived uses goes down and up: what is keepalived's stays keepalived's.
class TestUndoRoles : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void aMacvlanOnTheLinkKeepsWhatIsItsOwn();
    void aVirtualMacComesBackWithItsInstance();
    void aVirtualAddressIsNotGivenBackToAStandby();

private:
    QProcess m_keepalived;

    void startKeepalived(const QByteArray &instance);
    static QString state(const char *link);
};

namespace {

/// Takes front0 down; the reply's change.
bool setDown(ProbeProcess &probe)
{
    QJsonObject request = probe.linkKey(QStringLiteral("front0"));
    request.insert(QLatin1String("op"), QStringLiteral("link.set"));
    request.insert(QLatin1String("up"), false);
    request.insert(QLatin1String("undoAfterMs"), 60'000);
    probe.ask(request);
    return probe
        .waitFor(QStringLiteral("change"),
                 [](const QJsonObject &change) {
                     return change.value(QLatin1String("phase")) == QLatin1String("in-force");
                 })
        .has_value();
}

/// Restores it; what the probe says of it at last.
QJsonObject restore(ProbeProcess &probe)
{
    QJsonObject request = probe.linkKey(QStringLiteral("front0"));
    request.insert(QLatin1String("op"), QStringLiteral("link.set"));
    request.insert(QLatin1String("up"), true);
    probe.ask(request);
    return probe
        .waitFor(QStringLiteral("change"),
                 [](const QJsonObject &change) {
                     const QString phase = change.value(QLatin1String("phase")).toString();
                     return phase == QLatin1String("restored") || phase == QLatin1String("failed");
                 })
        .value_or(QJsonObject());
}

const QStringList withActions{ QStringLiteral("--allow-actions") };

} // namespace

void TestUndoRoles::initTestCase()
{
    QVERIFY(run(QStringLiteral("ip link set lo up; command -v keepalived")));
}

void TestUndoRoles::init()
{
    KV_FAIL_ON_WARNINGS;
    QVERIFY(run(QStringLiteral("echo 0 > /proc/sys/net/ipv6/conf/default/dad_transmits\n"
                               "ip link add front0 type veth peer name far0\n"
                               "ip link set far0 up; ip link set front0 up\n"
                               "ip addr add 192.0.2.41/24 dev front0\n"
                               "ip -6 addr add fd00:1::41/64 dev front0\n"
                               "ip route add 198.51.100.0/24 via 192.0.2.1\n")));
    QTRY_VERIFY(!state("front0").contains(QLatin1String("tentative")));
}

void TestUndoRoles::cleanup()
{
    if (m_keepalived.state() != QProcess::NotRunning) {
        ::kill(static_cast<pid_t>(m_keepalived.processId()), SIGCONT);
        m_keepalived.terminate();
        m_keepalived.waitForFinished();
    }
    run(QStringLiteral("ip link del front0; rm -rf /run/keepview"));
}

void TestUndoRoles::startKeepalived(const QByteArray &instance)
{
    QFile file(QStringLiteral("/run/keepalived.conf"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("global_defs {\n vrrp_version 3\n}\nvrrp_instance FRONT {\n state MASTER\n interface front0\n "
               "virtual_router_id 10\n priority 150\n advert_int 0.1\n "
               + instance
               + " virtual_ipaddress {\n 192.0.2.10/24 dev front0\n }\n"
                 " virtual_ipaddress_excluded {\n fd00:7::10/64 dev front0\n }\n}\n");
    file.close();
    m_keepalived.setStandardOutputFile(QProcess::nullDevice());
    m_keepalived.setStandardErrorFile(QProcess::nullDevice());
    m_keepalived.start(QStringLiteral("keepalived"),
                       { QStringLiteral("-n"), QStringLiteral("-l"), QStringLiteral("-P"),
                         QStringLiteral("-f"), file.fileName(), QStringLiteral("-p"),
                         QStringLiteral("/run/k.pid"), QStringLiteral("-r"), QStringLiteral("/run/k.vrrp") });
    QTRY_VERIFY(state("front0").contains(QLatin1String("inet6 fd00:7::10/64"))
                && !state("front0").contains(QLatin1String("tentative")));
}

QString TestUndoRoles::state(const char *link)
{
    return outputOf(QStringLiteral("ip -o addr show dev %1 | sed 's/[0-9]*sec/Nsec/g' | sort\n"
                                   "ip route show table all dev %1 | sort\n"
                                   "ip -6 route show table all dev %1 | sort\n"
                                   "ip neigh show dev %1 nud permanent | sort\n"
                                   "ip -d link show dev %1")
                        .arg(QLatin1String(link)))
        .value_or(QString());
}

void TestUndoRoles::aMacvlanOnTheLinkKeepsWhatIsItsOwn()
{
    QVERIFY(run(QStringLiteral(
        "ip link add link front0 name on0 address 00:00:5e:00:01:1e type macvlan mode private\n"
        "ip link set on0 up; ip addr add 10.5.0.1/24 dev on0; ip -6 addr add fd00:5::1/64 dev on0\n"
        "ip route add 10.6.0.0/16 via 10.5.0.9; ip -6 route add fd00:6::/64 via fd00:5::9 dev on0\n"
        "ip neigh add 10.5.0.7 lladdr 02:00:00:00:00:07 nud permanent dev on0")));
    // Once IPv6 is through with duplicate address detection.
    QTRY_VERIFY(!state("on0").contains(QLatin1String("tentative")));
    const QString before = state("on0");
    const QString below = state("front0");
    QVERIFY2(before.contains(QLatin1String("10.6.0.0/16")) && before.contains(QLatin1String("fd00:6::/64")),
             qPrintable(before));
    ProbeProcess probe(withActions);
    QVERIFY(setDown(probe));
    QVERIFY(state("on0").contains(QLatin1String("NO-CARRIER")));
    const QJsonObject over = restore(probe);
    QCOMPARE(over.value(QLatin1String("phase")).toString(), QStringLiteral("restored"));
    QCOMPARE(over.value(QLatin1String("differences")).toArray(), QJsonArray());
    QCOMPARE(state("on0"), before);
    QCOMPARE(state("front0"), below);
}

void TestUndoRoles::aVirtualMacComesBackWithItsInstance()
{
    startKeepalived("use_vmac vrrp.10\n vmac_xmit_base\n");
    const QString before = state("vrrp.10");
    QVERIFY2(before.contains(QLatin1String("00:00:5e:00:01:0a")), qPrintable(before));
    ProbeProcess probe(withActions);
    QVERIFY(probe.waitFor(QStringLiteral("vrrp.config")));
    QVERIFY(setDown(probe));
    // FAULT: the addresses go, the macvlan stays.
    QTRY_VERIFY(!state("front0").contains(QLatin1String("192.0.2.10/24")));
    const QJsonObject over = restore(probe);
    QCOMPARE(over.value(QLatin1String("phase")).toString(), QStringLiteral("restored"));
    QCOMPARE(over.value(QLatin1String("differences")).toArray(), QJsonArray());
    QTRY_COMPARE(state("vrrp.10"), before);
}

void TestUndoRoles::aVirtualAddressIsNotGivenBackToAStandby()
{
    startKeepalived({});
    const QString withRole = state("front0");
    ProbeProcess probe(withActions);
    QVERIFY(probe.waitFor(QStringLiteral("vrrp.config")));
    QVERIFY(setDown(probe));
    QTRY_VERIFY(!state("front0").contains(QLatin1String("192.0.2.10/24")));
    // Now it cannot take the role again when the link is up; whoever gave the addresses back would be wrong.
    const QString children = QStringLiteral("/proc/%1/task/%1/children").arg(m_keepalived.processId());
    QVERIFY(run(QStringLiteral("kill -STOP $(cat %1)").arg(children)));
    const QJsonObject over = restore(probe);
    QCOMPARE(over.value(QLatin1String("phase")).toString(), QStringLiteral("restored"));
    QCOMPARE(over.value(QLatin1String("differences")).toArray(), QJsonArray());
    const QString stopped = state("front0");
    QVERIFY2(!stopped.contains(QLatin1String("192.0.2.10")) && !stopped.contains(QLatin1String("fd00:7:")),
             qPrintable(stopped));
    QVERIFY2(stopped.contains(QLatin1String("fd00:1::41/64"))
                 && stopped.contains(QLatin1String("198.51.100.0/24")),
             qPrintable(stopped));
    QVERIFY(run(QStringLiteral("kill -CONT $(cat %1)").arg(children)));
    QTRY_COMPARE(state("front0"), withRole);
}

} // namespace kv::tests

int main(int argc, char **argv)
{
    if (!kv::tests::enterOwnWorld()) {
        std::fprintf(stderr, "user namespaces are forbidden here\n");
        return 1;
    }
    QCoreApplication app(argc, argv);
    kv::tests::TestUndoRoles test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_undoroles.moc"
