// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/netns/foregroundlab.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QFile>
#include <QObject>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace kv::tests;

/// The other built-in labs, labs from files, several at once, and how long it all may take.
class LabKindsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void allProcessesAreUpInTime_data();
    void allProcessesAreUpInTime();
    void threeNodesShareTheRouters();
    void heartbeatsOffTheOverlaySurviveIt();
    void plainKeepalivedFailsOverAsASyncGroup();
    void severalLabsRunAtOnce();
    void whatTheSystemLacksIsLeftOut_data();
    void whatTheSystemLacksIsLeftOut();
    void aKernelWithoutAKindSaysSo_data();
    void aKernelWithoutAKindSaysSo();
    void aBadFileIsRefusedWithItsLine();
    void aGoodFileRuns();
};

void LabKindsTest::init()
{
    KV_FAIL_ON_WARNINGS;
}

void LabKindsTest::allProcessesAreUpInTime_data()
{
    QTest::addColumn<QString>("definition");
    QTest::addColumn<QByteArray>("line"); ///< the first one after the last process
    QTest::addColumn<int>("limitMs");
    QTest::newRow("the guide") << QStringLiteral("guide") << QByteArray("router2 becomes active") << 3000;
    QTest::newRow("twenty routers") << QStringLiteral("twenty-routers")
                                    << QByteArray("router01 becomes active") << 8000;
    QTest::newRow("twenty routers, all active")
        << QStringLiteral("twenty-routers") << QByteArray("ready") << 8000 + 6804;
}

void LabKindsTest::allProcessesAreUpInTime()
{
    QFETCH(QString, definition);
    QFETCH(QByteArray, line);
    QFETCH(int, limitMs);
    const LabUser user(geteuid() == 0);
    ForegroundLab lab(user, QStringLiteral("default"), definition);
    const qint64 up = lab.waitForLine(line);
    QVERIFY2(up > 0, lab.process().readAllStandardError());
    QVERIFY2(up < limitMs, qPrintable(QString::number(up)));
    QElapsedTimer down;
    down.start();
    QCOMPARE(user.run(user.onOwnLab(QStringLiteral("down"))).exitCode, 0);
    QVERIFY2(down.elapsed() < 1000, qPrintable(QString::number(down.elapsed())));
    QTRY_COMPARE_WITH_TIMEOUT(user.processesLeft(), QStringList(), 1000 - static_cast<int>(down.elapsed()));
}

void LabKindsTest::threeNodesShareTheRouters()
{
    const LabUser user(geteuid() == 0);
    ForegroundLab lab(user, QStringLiteral("fast"), QStringLiteral("three-nodes"));
    QVERIFY2(lab.waitForLine("ready") > 0, lab.process().readAllStandardError());
    const auto holders = [&](const char *address) {
        QByteArray found;
        for (const char *host : { "network1", "network2", "network3" }) {
            const QByteArray all =
                lab.shell(QString::fromLatin1(host),
                          QStringLiteral("for n in $(ls /run/netns); do ip -n $n -4 addr; done"));
            found += all.contains(address) ? QByteArray(host) + " " : QByteArray();
        }
        return found;
    };
    QCOMPARE(holders("inet 203.0.113.17/32"), QByteArray("network1 "));
    QCOMPARE(holders("inet 203.0.113.18/32"), QByteArray("network2 "));
    lab.shell(QStringLiteral("network1"), QStringLiteral("ip link set overlay0 down"));
    // Whichever of the two misses the heartbeats first; a tie goes to the higher address.
    QTRY_VERIFY(holders("inet 203.0.113.17/32") == "network1 network3 "
                || holders("inet 203.0.113.17/32") == "network1 network2 ");
    // A standby that hears nobody promotes itself: router3's on network1 too, for nobody.
    QTRY_COMPARE(holders("inet 203.0.113.18/32"), QByteArray("network1 network2 "));
}

void LabKindsTest::heartbeatsOffTheOverlaySurviveIt()
{
    const LabUser user(geteuid() == 0);
    ForegroundLab lab(user, QStringLiteral("fast"), QStringLiteral("flat-ha-network"));
    QVERIFY2(lab.waitForLine("ready") > 0, lab.process().readAllStandardError());
    lab.shell(QStringLiteral("network1"), QStringLiteral("ip link set overlay0 down"));
    QVERIFY(!lab.answers(QStringLiteral("203.0.113.17")));
    // Ten times the master-down interval of 0.38 s, in the namespace's own clock.
    QCOMPARE(lab.shell(QStringLiteral("network2:qrouter-b6206312-878e-497c-8ef7-eb384f8add96"),
                       QStringLiteral("timeout 4 ip -4 monitor address; ip -4 addr"))
                 .count("169.254.0.1"),
             qsizetype{ 0 });
    lab.shell(QStringLiteral("network1"), QStringLiteral("ip link set heartbeat0 down"));
    QTRY_VERIFY(lab.addresses(QStringLiteral("network2")).contains("inet 169.254.0.1/24"));
}

void LabKindsTest::plainKeepalivedFailsOverAsASyncGroup()
{
    const LabUser user(geteuid() == 0);
    ForegroundLab lab(user, QStringLiteral("fast"), QStringLiteral("plain-pair"));
    QVERIFY2(lab.waitForLine("ready") > 0, lab.process().readAllStandardError());
    const auto all = [&](const char *host) {
        return lab.shell(QString::fromLatin1(host), QStringLiteral("ip addr; ip -d link show type macvlan"));
    };
    for (const char *address : { "inet 192.0.2.10/24", "inet 10.0.9.1/24", "inet6 fd00:192:0:2::10/64" }) {
        QVERIFY2(all("lb1").contains(address), address);
        QVERIFY2(!all("lb2").contains(address), address);
    }
    QVERIFY2(all("lb2").contains("inet 192.0.2.30/24") && all("lb2").contains("00:00:5e:00:01:1e"),
             all("lb2"));
    QVERIFY(!lab.output().contains("note: use_vmac"));
    // One of the two is enough: the group goes as one.
    lab.shell(QStringLiteral("lb1"), QStringLiteral("ip link set back0 down"));
    QTRY_VERIFY(all("lb2").contains("inet 10.0.9.1/24") && all("lb2").contains("inet 192.0.2.10/24"));
    QTRY_VERIFY(!all("lb1").contains("inet 192.0.2.10/24"));
    QVERIFY(all("lb1").contains("inet6 fd00:192:0:2::10/64")); // is in no group
}

void LabKindsTest::severalLabsRunAtOnce()
{
    const LabUser one(geteuid() == 0);
    const LabUser other(geteuid() == 0);
    ForegroundLab guide(one, QStringLiteral("fast"));
    ForegroundLab pair(other, QStringLiteral("fast"), QStringLiteral("pair"));
    QVERIFY(guide.waitForLine("ready") > 0 && pair.waitForLine("ready") > 0);
    const QList<QByteArray> names = one.run({ QStringLiteral("list") }).output.split('\n');
    QVERIFY(names.contains(one.labName().toLatin1()) && names.contains(other.labName().toLatin1()));
    guide.shell(QStringLiteral("network1"), QStringLiteral("ip link set overlay0 down"));
    QTRY_VERIFY(guide.addresses(QStringLiteral("network2")).contains("203.0.113.17/32"));
    QVERIFY(!pair.addresses(QStringLiteral("network2")).contains("203.0.113.17/32"));
    QVERIFY(pair.answers(QStringLiteral("203.0.113.17")));
}

void LabKindsTest::whatTheSystemLacksIsLeftOut_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QByteArray>("insteadOfIt"); ///< a script; "" = it is not installed
    QTest::addColumn<QByteArray>("note");
    QTest::newRow("a kernel without nf_tables")
        << QStringLiteral("/usr/sbin/nft")
        << QByteArray(
               "#!/bin/sh\necho 'Error: Could not process rule: Operation not supported' >&2; exit 1\n")
        << QByteArray("note: NAT of router2 is left out: this kernel cannot do it");
    QTest::newRow("no DHCP server") << QStringLiteral("/usr/sbin/dnsmasq") << QByteArray()
                                    << QByteArray("note: instances have static addresses");
    QTest::newRow("no metadata proxy")
        << QStringLiteral("/usr/sbin/haproxy") << QByteArray() << QByteArray("note: haproxy is left out");
    QTest::newRow("a kernel without physdev matches")
        << QStringLiteral("/usr/sbin/iptables-restore")
        << QByteArray("#!/bin/sh\necho 'iptables-restore v1.8.9 (nf_tables): line 20: RULE_APPEND failed (No "
                      "such file or directory): rule in chain PREROUTING' >&2; exit 4\n")
        << QByteArray("note: security-group filtering (IPv4) on compute1 is left out");
    QTest::newRow("no iptables") << QStringLiteral("/usr/sbin/iptables-restore") << QByteArray()
                                 << QByteArray("note: iptables-restore is left out");
}

void LabKindsTest::whatTheSystemLacksIsLeftOut()
{
    QFETCH(QString, program);
    QFETCH(QByteArray, insteadOfIt);
    QFETCH(QByteArray, note);
    const LabUser user(false);
    QString stand = QStringLiteral("/dev/null");
    if (!insteadOfIt.isEmpty()) {
        stand = user.file(QStringLiteral("instead"), insteadOfIt);
        QFile::setPermissions(stand, QFile::ReadOwner | QFile::ExeOwner | QFile::ReadOther | QFile::ExeOther);
    }
    QProcess process;
    user.prepare(process);
    process.setProgram(QStringLiteral("unshare"));
    process.setArguments({ QStringLiteral("-rm"), QStringLiteral("sh"), QStringLiteral("-c"),
                           QStringLiteral("mount --bind %1 %2 && exec %3 lab up --name %4 --timers fast")
                               .arg(stand, program, user.program(), user.labName()) });
    process.start();
    QByteArray said;
    while (!said.contains("ready") && process.waitForReadyRead(20000)) {
        said += process.readAllStandardOutput();
    }
    QVERIFY2(said.contains("ready"), said + process.readAllStandardError());
    QVERIFY2(said.contains(note), said);
    // Ready means that what is awaited has come, this too; the rest runs.
    QVERIFY2(said.contains("fd00:198:51:100:f816:3eff:fe71:e93e answers"), said);
    process.terminate();
    QVERIFY(process.waitForFinished());
    QTRY_COMPARE_WITH_TIMEOUT(user.processesLeft(), QStringList(), 1000);
}

void LabKindsTest::aKernelWithoutAKindSaysSo_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QString>("definition");
    QTest::addColumn<QByteArray>("said");
    QTest::addColumn<bool>("canRun");
    QTest::newRow("VXLAN: nothing could carry the overlay")
        << QByteArray("vxlan") << QStringLiteral("guide")
        << QByteArray("this kernel has no VXLAN, which this lab cannot be without: modprobe vxlan") << false;
    QTest::newRow("VXLAN: this lab has none")
        << QByteArray("vxlan") << QStringLiteral("plain-pair") << QByteArray("ready") << true;
    QTest::newRow("bridges") << QByteArray("bridge") << QStringLiteral("guide")
                             << QByteArray("no bridges, which this lab cannot be without: modprobe bridge")
                             << false;
    QTest::newRow("veth pairs") << QByteArray("veth") << QStringLiteral("guide")
                                << QByteArray(
                                       "no veth pairs, which this lab cannot be without: modprobe veth")
                                << false;
    QTest::newRow("macvlan: use_vmac is left out")
        << QByteArray("macvlan") << QStringLiteral("plain-pair")
        << QByteArray("note: use_vmac on lb1 is left out: this kernel cannot do it (") << true;
}

void LabKindsTest::aKernelWithoutAKindSaysSo()
{
    QFETCH(QByteArray, kind);
    QFETCH(QString, definition);
    QFETCH(QByteArray, said);
    QFETCH(bool, canRun);
    const LabUser user(geteuid() == 0);
    QFile library(QStringLiteral(KEEPVIEW_LACKKIND));
    QVERIFY(library.open(QIODevice::ReadOnly));
    QProcess process;
    user.prepare(process);
    QProcessEnvironment environment = process.processEnvironment();
    environment.insert(QStringLiteral("LD_PRELOAD"),
                       user.file(QStringLiteral("lackkind.so"), library.readAll()));
    environment.insert(QStringLiteral("KEEPVIEW_LACKING"), QString::fromLatin1(kind));
    environment.insert(QStringLiteral("ASAN_OPTIONS"), QStringLiteral("verify_asan_link_order=0"));
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setArguments(QStringList(QStringLiteral("lab"))
                         + user.onOwnLab(QStringLiteral("up"),
                                         { definition, QStringLiteral("--timers"), QStringLiteral("fast"),
                                           QStringLiteral("--detach") }));
    process.start();
    QVERIFY(process.waitForFinished());
    const QByteArray output = process.readAll();
    QVERIFY2(output.contains(said), output);
    QVERIFY2(process.exitCode() == (canRun ? 0 : 3), output); // 3: cannot run here
    if (canRun) {
        QVERIFY2(output.contains("ready"), output);
        QCOMPARE(user.run(user.onOwnLab(QStringLiteral("down"))).exitCode, 0);
    }
    QTRY_COMPARE_WITH_TIMEOUT(user.processesLeft(), QStringList(), 1000);
}

void LabKindsTest::aBadFileIsRefusedWithItsLine()
{
    const LabUser user(false);
    const QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("bad.json"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{ \"name\": \"bad\",\n  \"hosts\": [\n    { \"name\": \"a\", \"nics\": [{ \"name\": \"x\", "
               "\"fabric\": \"f\" }] }]\n}\n");
    file.close();
    const LabUser::Outcome up = user.run(user.onOwnLab(QStringLiteral("up"), { path }));
    QCOMPARE(up.exitCode, 1);
    QVERIFY2(up.errors.contains(path.toLocal8Bit() + ":3: there is no fabric \"f\""), up.errors);
    const LabUser::Outcome unknown =
        user.run(user.onOwnLab(QStringLiteral("up"), { QStringLiteral("no-such") }));
    QCOMPARE(unknown.exitCode, 1);
    QVERIFY2(unknown.errors.contains("flat-ha-network, guide, health-check, pair"), unknown.errors);
}

void LabKindsTest::aGoodFileRuns()
{
    const LabUser user(false);
    const QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("mine.json"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({ "name": "mine", "hosts": [
      { "name": "left", "nics": [{ "name": "eth0", "addresses": ["10.5.0.1/24"] }] },
      { "name": "right", "nics": [{ "name": "eth0", "addresses": ["10.5.0.2/24"] }] }],
      "wires": [{ "host": "left", "nic": "eth0", "otherHost": "right", "otherNic": "eth0" }],
      "targets": [{ "from": "left", "address": "10.5.0.2" }] })");
    file.close();
    ForegroundLab lab(user, QStringLiteral("fast"), path);
    QVERIFY2(lab.waitForLine("ready") > 0, lab.process().readAllStandardError());
    QVERIFY(lab.shell(QStringLiteral("right"), QStringLiteral("ip -br addr")).contains("10.5.0.2/24"));
}

QTEST_GUILESS_MAIN(LabKindsTest)
#include "tst_labkinds.moc"
