// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/netns/foregroundlab.h"
#include "tests/support/testmain.h"

#include <QObject>
#include <QTest>

#include <algorithm>
#include <map>
#include <memory>

using namespace kv::tests;

namespace {

const QString ha = QStringLiteral("qrouter-b6206312-878e-497c-8ef7-eb384f8add96");
const QString guest = QStringLiteral("compute1:instance-selfservice-instance2");
constexpr int agentDownMs = 10000; ///< app/lab/standin.h
constexpr int reportMs = 4000;

} // namespace

/// The lab of the guide, as the guide and a real Neutron have it.
class GuideLabTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data();
    void init();
    void instanceHasItsAddressesByDhcpAndSlaac();
    void instanceReachesTheMetadataProxy();
    void namespacesAreWhereTheGuideHasThem();
    void insideIs1450AndOutside1500();
    void securityGroupsFilterTheInstance();
    void anInstanceSpeaksForItselfOnly();
    void radvdRunsOnTheActiveOnly();
    void agentsReportToTheController();
    void standInsSayWhatTheyAre();
    void watcherFreezesWithoutItsAgent();

private:
    /// One a kind of user; nothing below changes what another test looks at.
    struct Running {
        explicit Running(bool asOrdinary) : user(asOrdinary), lab(user, QStringLiteral("fast")) { }
        LabUser user;
        ForegroundLab lab;
    };
    std::map<bool, std::unique_ptr<Running>> m_running;
    ForegroundLab *m_lab = nullptr; ///< of the user of this row

    QByteArray shell(const QString &place, const char *script) const
    {
        return m_lab->shell(place, QString::fromLatin1(script));
    }
    /// Until it has gone: a killed process ends when the kernel gets round to it.
    void killStandIn(const char *name, const char *host) const
    {
        shell(QString::fromLatin1(host),
              QByteArray("pid=$(pgrep -x -f 'keepview lab stand-in ") + name + " --host " + host
                  + "'); kill -9 $pid; while kill -0 $pid; do sleep 0.01; done");
    }
    QByteArray state(const QString &host) const
    {
        return shell(host, "cat /var/lib/neutron/ha_confs/b6206312-878e-497c-8ef7-eb384f8add96/state");
    }
    /// radvd processes inside of the router's namespace of a host, the privileged half and the other.
    qsizetype radvds(const QString &host) const
    {
        return shell(host + QLatin1Char(':') + ha,
                     "for p in /proc/[0-9]*; do [ \"$(readlink $p/ns/net)\" = \"$(readlink "
                     "/proc/self/ns/net)\" ] && "
                     "cat $p/comm; done")
            .count("radvd\n");
    }
};

void GuideLabTest::initTestCase_data()
{
    addLabUsers();
}

void GuideLabTest::init()
{
    KV_FAIL_ON_WARNINGS;
    QFETCH_GLOBAL(bool, asOrdinary);
    std::unique_ptr<Running> &running = m_running[asOrdinary];
    if (!running) {
        running = std::make_unique<Running>(asOrdinary);
    }
    m_lab = &running->lab;
    QVERIFY2(m_lab->waitForLine("ready") > 0, m_lab->process().readAllStandardError());
}

void GuideLabTest::instanceHasItsAddressesByDhcpAndSlaac()
{
    const QByteArray addresses = shell(guest, "ip addr show eth0");
    QVERIFY2(addresses.contains("inet 198.51.100.11/24"), addresses);
    // Both have an end: nobody set them by hand.
    const QByteArray ends = addresses.mid(addresses.indexOf("inet 198.51.100.11/24"));
    QVERIFY2(ends.left(ends.indexOf("sec")).count("valid_lft") == 1, addresses);
    QVERIFY2(addresses.contains("inet6 fd00:198:51:100:f816:3eff:fe71:e93e/64 scope global dynamic"),
             addresses);
    const QByteArray routes = shell(guest, "ip route; ip -6 route");
    QVERIFY2(routes.contains("default via 198.51.100.1 dev eth0"), routes);
    QVERIFY2(routes.contains("default via fe80::f816:3eff:feee:c841 dev eth0 proto ra"), routes);
    QVERIFY(m_lab->answers(QStringLiteral("203.0.113.17")));
}

void GuideLabTest::instanceReachesTheMetadataProxy()
{
    // Over the route that DHCP gave it, through haproxy in qdhcp, to the agent's socket.
    const QByteArray answer = shell(guest, "busybox wget -q -O - http://169.254.169.254/latest");
    QCOMPARE(answer, QByteArray("keepview lab stand-in: no metadata here\n"));
}

void GuideLabTest::namespacesAreWhereTheGuideHasThem()
{
    const auto namespaces = [this](const char *host) {
        QList<QByteArray> names = shell(QString::fromLatin1(host), "ls /run/netns").simplified().split(' ');
        std::sort(names.begin(), names.end());
        return names;
    };
    const QByteArray router1 = "qrouter-1c5d92e4-6b07-4f83-8a9d-20e1f3a4b5c6";
    const QByteArray qdhcp2 = "qdhcp-3a1b7e90-2f64-4d1c-8a35-0c9be51f7d26";
    QCOMPARE(namespaces("network1"), QList<QByteArray>({ router1, ha.toLatin1() }));
    QCOMPARE(namespaces("network2"), QList<QByteArray>({ ha.toLatin1() }));
    QCOMPARE(namespaces("compute2"), QList<QByteArray>({ qdhcp2 }));
    QVERIFY(namespaces("compute1").contains(qdhcp2));
    QVERIFY(namespaces("compute1").contains("instance-selfservice-instance2"));
    const QByteArray links = shell(QStringLiteral("compute2"), "ip -br link");
    QVERIFY2(links.contains("brq3a1b7e90-2f") && links.contains("vxlan-101") && links.count("brq") == 1,
             links);
    const QByteArray plain =
        shell(QStringLiteral("network1:") + QString::fromLatin1(router1), "ip addr; ip route");
    QVERIFY2(plain.contains("inet 203.0.113.11/24") && plain.contains("default via 203.0.113.1"), plain);
    QVERIFY2(!plain.contains("ha-"), plain);
}

void GuideLabTest::insideIs1450AndOutside1500()
{
    const QByteArray links = shell(QStringLiteral("network1:") + ha, "ip -o link");
    QVERIFY2(links.contains("qr-da3504ad-ba") && links.contains("qg-33fedbc5-43"), links);
    const QList<QByteArray> lines = links.split('\n');
    for (const QByteArray &line : lines) {
        if (line.contains(" qr-") || line.contains(" ha-")) {
            QVERIFY2(line.contains("mtu 1450"), line);
        } else if (line.contains(" qg-")) {
            QVERIFY2(line.contains("mtu 1500"), line);
        }
    }
    QVERIFY(shell(guest, "ip -o link show eth0").contains("mtu 1450"));
}

void GuideLabTest::securityGroupsFilterTheInstance()
{
    // From another host on its network: nobody serves these ports, so what passes is refused at once.
    const auto connect = [this](const char *target, int port) {
        return shell(QStringLiteral("compute2:qdhcp-3a1b7e90-2f64-4d1c-8a35-0c9be51f7d26"),
                     "timeout 1 bash -c '</dev/tcp/" + QByteArray(target) + "/" + QByteArray::number(port)
                         + "' 2>/dev/null; echo $?")
            .trimmed();
    };
    for (const char *target : { "198.51.100.11", "fd00:198:51:100:f816:3eff:fe71:e93e" }) {
        const QByteArray open = connect(target, 22);
        const QByteArray closed = connect(target, 80);
        QVERIFY2(open == "1", open + " " + target);
        QVERIFY2(closed == "124", closed + " " + target);
    }
    const QByteArray chain =
        shell(QStringLiteral("compute1"), "iptables -nvxL neutron-linuxbri-sg-fallback | grep DROP");
    QVERIFY2(!chain.isEmpty() && !chain.trimmed().startsWith("0 "), chain);
    QVERIFY(!m_lab->output().contains("is left out"));
    QCOMPARE(shell(QStringLiteral("compute2"), "iptables-save | grep -c neutron").trimmed(), QByteArray("0"));
}

void GuideLabTest::anInstanceSpeaksForItselfOnly()
{
    const auto dropped = [this](const char *kind) {
        const QByteArray chain =
            shell(QStringLiteral("compute1"),
                  QByteArray("nft list chain bridge nat neutron") + kind
                      + "-tap8be1f3a7-0d | sed -n 's/.*counter packets \\([0-9]*\\).*/\\1/p'");
        return chain.trimmed().toInt();
    };
    // Another's address: no ARP, so nobody learns it.
    shell(guest,
          "ip addr add 198.51.100.99/32 dev eth0; ping -c1 -W1 -I 198.51.100.99 198.51.100.1; "
          "arping -c1 -w1 -U -I eth0 -s 198.51.100.99 198.51.100.99; "
          "ip addr del 198.51.100.99/32 dev eth0");
    QVERIFY(dropped("ARP") > 0);
    QVERIFY(!shell(QStringLiteral("network1:") + ha, "ip neigh").contains("198.51.100.99"));
    // Another's MAC.
    QCOMPARE(dropped("MAC"), 0);
    shell(guest,
          "ip link add link eth0 name false0 type macvlan; ip link set false0 up; "
          "arping -c1 -w1 -U -I false0 198.51.100.11; ip link del false0");
    QVERIFY(dropped("MAC") > 0);
    QVERIFY(m_lab->answers(QStringLiteral("203.0.113.17")));
}

void GuideLabTest::radvdRunsOnTheActiveOnly()
{
    QTRY_VERIFY(radvds(QStringLiteral("network1")) > 0);
    QCOMPARE(radvds(QStringLiteral("network2")), qsizetype{ 0 });
    // The heartbeats stop, and only they: both are primary until they come back.
    shell(QStringLiteral("network1"), "ip link set vxlan-102 down");
    QTRY_VERIFY(radvds(QStringLiteral("network2")) > 0);
    shell(QStringLiteral("network1"), "ip link set vxlan-102 up");
    QTRY_COMPARE(radvds(QStringLiteral("network1")), qsizetype{ 0 }); // the lower HA address yields
    QTRY_COMPARE(state(QStringLiteral("network1")), QByteArray("backup"));
    QCOMPARE(state(QStringLiteral("network2")), QByteArray("primary"));
    QCOMPARE(shell(QStringLiteral("network1:") + ha, "cat /proc/sys/net/ipv6/conf/all/forwarding"),
             QByteArray("0\n"));
    QCOMPARE(shell(QStringLiteral("network2:") + ha, "cat /proc/sys/net/ipv6/conf/all/forwarding"),
             QByteArray("1\n"));
}

void GuideLabTest::agentsReportToTheController()
{
    const auto agents = [this] {
        return shell(QStringLiteral("controller"), "cat /run/keepview-lab/agents");
    };
    QTRY_COMPARE(agents().count(" alive\n"),
                 qsizetype{ 10 }); // as the guide's `openstack network agent list`
    killStandIn("neutron-dhcp-agent", "compute2");
    QTRY_VERIFY_WITH_TIMEOUT(agents().contains("neutron-dhcp-agent compute2 dead\n"), agentDownMs + reportMs);
    QCOMPARE(agents().count(" alive\n"), qsizetype{ 9 });
    // Over the management network: without it a living agent is dead to the controller, and comes back.
    shell(QStringLiteral("network2"), "ip link set mgmt0 down");
    QTRY_VERIFY_WITH_TIMEOUT(agents().contains("neutron-l3-agent network2 dead\n"),
                             agentDownMs + 2 * reportMs);
    shell(QStringLiteral("network2"), "ip link set mgmt0 up");
    QTRY_VERIFY_WITH_TIMEOUT(agents().contains("neutron-l3-agent network2 alive\n"), 6 * reportMs);
}

void GuideLabTest::standInsSayWhatTheyAre()
{
    const QByteArray processes = shell(QStringLiteral("network1"), "ps -e -o comm= -o args=");
    int count = 0;
    const QList<QByteArray> lines = processes.split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith("neutron-")) {
            ++count;
            QVERIFY2(line.contains("keepview lab stand-in neutron-"), line);
        }
    }
    QVERIFY2(count > 10, processes); // the server, ten agents, two watchers; some were killed by other tests
}

void GuideLabTest::watcherFreezesWithoutItsAgent()
{
    // As a real neutron-keepalived-state-change: one transition is still written, the next ones are not.
    shell(QStringLiteral("network1:") + ha, "ip link set ha-eb820380-40 down");
    QTRY_COMPARE(state(QStringLiteral("network2")), QByteArray("primary"));
    shell(QStringLiteral("network1:") + ha, "ip link set ha-eb820380-40 up");
    killStandIn("neutron-l3-agent", "network2");
    shell(QStringLiteral("network2:") + ha, "ip link set ha-7a7ce184-36 down");
    QTRY_COMPARE(state(QStringLiteral("network2")), QByteArray("backup"));
    QTRY_COMPARE(state(QStringLiteral("network1")), QByteArray("primary"));
    shell(QStringLiteral("network2:") + ha, "ip link set ha-7a7ce184-36 up");
    shell(QStringLiteral("network1:") + ha, "ip link set ha-eb820380-40 down");
    QTRY_VERIFY(
        m_lab->inside(QStringLiteral("network2:") + ha, { QStringLiteral("ip"), QStringLiteral("addr") })
            .contains("inet 169.254.0.1/24"));
    QTRY_COMPARE(state(QStringLiteral("network1")), QByteArray("backup"));
    QCOMPARE(state(QStringLiteral("network2")), QByteArray("backup")); // frozen, and wrong
}

QTEST_GUILESS_MAIN(GuideLabTest)
#include "tst_guidelab.moc"
