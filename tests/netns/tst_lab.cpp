// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/netns/foregroundlab.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTemporaryFile>
#include <QTest>

#include <csignal>
#include <string>

#include <fcntl.h>
#include <sched.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace kv::tests;

namespace {

const QString router = QStringLiteral("qrouter-b6206312-878e-497c-8ef7-eb384f8add96");
const QString floatingIp = QStringLiteral("203.0.113.17");
const QString instanceIpv6 = QStringLiteral("fd00:198:51:100:f816:3eff:fe71:e93e");

constexpr const char *userLimit = "/proc/sys/user/max_user_namespaces";
constexpr const char *netLimit = "/proc/sys/user/max_net_namespaces";

bool writeFile(const std::string &path, const std::string &text)
{
    const int fd = open(path.c_str(), O_WRONLY | O_CLOEXEC);
    const bool isWritten =
        fd >= 0 && write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    close(fd);
    return isWritten;
}

/// The calling process becomes root of a new user namespace with this map; its old self writes the map.
bool enterUserNamespace(const std::string &map)
{
    const pid_t self = getpid();
    int ready[2];
    if (pipe(ready) != 0) {
        return false;
    }
    const pid_t writer = fork();
    if (writer == 0) {
        char byte = 0;
        const std::string base = "/proc/" + std::to_string(self);
        const bool isMapped = read(ready[0], &byte, 1) == 1 && writeFile(base + "/setgroups", "deny")
            && writeFile(base + "/uid_map", map) && writeFile(base + "/gid_map", map);
        _exit(isMapped ? 0 : 1);
    }
    int status = 1;
    return unshare(CLONE_NEWUSER) == 0 && write(ready[1], "x", 1) == 1
        && waitpid(writer, &status, 0) == writer && status == 0;
}

bool becomeLimited(bool asOrdinary)
{
    if (asOrdinary) {
        return enterUserNamespace("0 0 65536") && writeFile(userLimit, "0")
            && setresgid(1234, 1234, 1234) == 0 && setresuid(1234, 1234, 1234) == 0;
    }
    return enterUserNamespace("0 " + std::to_string(geteuid()) + " 1") && writeFile(userLimit, "0")
        && writeFile(netLimit, "0");
}

} // namespace

class LabTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void network1IsActiveFirstWithinTheTimers_data();
    void network1IsActiveFirstWithinTheTimers();
    void overlayDownMovesTheAddresses_data() { addLabUsers(); }
    void overlayDownMovesTheAddresses();
    void filesAreWhereNeutronHasThem_data() { addLabUsers(); }
    void filesAreWhereNeutronHasThem();
    void execPassesStatusAndStreams_data() { addLabUsers(); }
    void execPassesStatusAndStreams();
    void execDiesWithItsCaller_data() { addLabUsers(); }
    void execDiesWithItsCaller();
    void detachedLabLivesUntilDown_data() { addLabUsers(); }
    void detachedLabLivesUntilDown();
    void aDeletedNamespaceDies_data() { addLabUsers(); }
    void aDeletedNamespaceDies();
    void aNameIsTakenOnce();
    void missingKeepalivedNamesThePackage();
    void forbiddenNamespacesNameTheSwitch_data();
    void forbiddenNamespacesNameTheSwitch();
    void wrongUsageIsNotAFailure_data();
    void wrongUsageIsNotAFailure();
};

void LabTest::init()
{
    KV_FAIL_ON_WARNINGS;
}

void LabTest::network1IsActiveFirstWithinTheTimers_data()
{
    QTest::addColumn<bool>("asOrdinary");
    QTest::addColumn<QString>("timers");
    QTest::addColumn<int>("masterDownMs");
    QTest::addColumn<int>("readyMs");
    const bool ordinary = geteuid() == 0;
    QTest::newRow("fast timers") << ordinary << QStringLiteral("fast") << 380 << 5000;
    QTest::newRow("default timers") << ordinary << QStringLiteral("default") << 6804 << 6804 + 5000;
    QTest::newRow("fast timers, as we are") << false << QStringLiteral("fast") << 380 << 5000;
}

void LabTest::network1IsActiveFirstWithinTheTimers()
{
    QFETCH(bool, asOrdinary);
    QFETCH(QString, timers);
    QFETCH(int, masterDownMs);
    QFETCH(int, readyMs);
    const LabUser user(asOrdinary);
    ForegroundLab lab(user, timers);
    const qint64 started = lab.waitForLine("becomes active on network1");
    // The line of the second target comes when the first, the floating IPv4, has answered.
    const qint64 answers = lab.waitForLine(instanceIpv6.toLatin1() + " answers");
    const qint64 ready = lab.waitForLine("ready");
    QVERIFY2(ready > 0, lab.process().readAllStandardError());
    QVERIFY2(started < 3000, qPrintable(QString::number(started)));
    QVERIFY2(answers - started < masterDownMs + 2000, qPrintable(QString::number(answers - started)));
    QVERIFY2(ready < readyMs, qPrintable(QString::number(ready)));
    QVERIFY(lab.addresses(QStringLiteral("network1")).contains("inet 203.0.113.17/32"));
    const QByteArray standby = lab.addresses(QStringLiteral("network2"));
    QVERIFY2(standby.contains("169.254.192.2/18") && !standby.contains("203.0.113")
                 && !standby.contains("inet6 fe80"),
             standby);
    QVERIFY(lab.answers(floatingIp));
    QVERIFY(lab.answers(instanceIpv6));
}

void LabTest::overlayDownMovesTheAddresses()
{
    QFETCH(bool, asOrdinary);
    const LabUser user(asOrdinary);
    ForegroundLab lab(user, QStringLiteral("fast"));
    QVERIFY2(lab.waitForLine("ready") > 0, lab.process().readAllStandardError());
    const auto setOverlay = [&](const QString &state) {
        lab.inside(QStringLiteral("network1"),
                   { QStringLiteral("ip"), QStringLiteral("link"), QStringLiteral("set"),
                     QStringLiteral("overlay0"), state });
    };
    setOverlay(QStringLiteral("down"));
    QTRY_VERIFY(lab.addresses(QStringLiteral("network2")).contains("inet 203.0.113.17/32"));
    // The old master cannot know: it keeps its addresses until it hears the other.
    QVERIFY(lab.addresses(QStringLiteral("network1")).contains("inet 203.0.113.17/32"));
    // Both hold the addresses and share their MACs, so the provider's bridge may lean to the wrong one for a
    // while; more than 35 s have been seen.
    QTRY_VERIFY_WITH_TIMEOUT(lab.answers(floatingIp), 60000);
    setOverlay(QStringLiteral("up"));
    // network2 has the higher HA address: it stays, network1 yields.
    QTRY_VERIFY(!lab.addresses(QStringLiteral("network1")).contains("203.0.113.17"));
    QVERIFY(lab.addresses(QStringLiteral("network2")).contains("inet 203.0.113.17/32"));
    const QStringList readState{ QStringLiteral("sh"), QStringLiteral("-c"),
                                 QStringLiteral("cat /var/lib/neutron/ha_confs/*/state") };
    QTRY_COMPARE(lab.inside(QStringLiteral("network1"), readState), QByteArray("backup"));
    QTRY_COMPARE(lab.inside(QStringLiteral("network2"), readState), QByteArray("primary"));
}

void LabTest::filesAreWhereNeutronHasThem()
{
    QFETCH(bool, asOrdinary);
    const LabUser user(asOrdinary);
    ForegroundLab lab(user, QStringLiteral("fast"));
    QVERIFY(lab.waitForLine("ready") > 0);
    const QString id = router.mid(8);
    const QString script = QStringLiteral("cd /var/lib/neutron/ha_confs && cat %1/keepalived.conf && "
                                          "kill -0 $(cat %1.pid.keepalived) $(cat %1.pid.keepalived-vrrp) && "
                                          "cat %1/state && ip netns && hostname && ls /sys/class/net")
                               .arg(id);
    const QByteArray text =
        lab.inside(QStringLiteral("network1"), { QStringLiteral("sh"), QStringLiteral("-c"), script });
    QVERIFY2(text.contains("virtual_router_id 1"), text);
    QVERIFY2(text.contains("primary" + router.toLatin1()), text); // no line end after the state, as Neutron
    QVERIFY2(text.contains("\nnetwork1\n") && text.contains("\nvxlan-102\n"), text);
    QVERIFY(!lab.inside(QStringLiteral("client"), { QStringLiteral("ls"), QStringLiteral("/run/netns") })
                 .contains("qrouter"));
}

void LabTest::execPassesStatusAndStreams()
{
    QFETCH(bool, asOrdinary);
    const LabUser user(asOrdinary);
    ForegroundLab lab(user, QStringLiteral("fast"));
    QVERIFY(lab.waitForLine("ready") > 0);
    const auto exec = [&](const QString &place, const QString &script) {
        return lab.exec(place, { QStringLiteral("sh"), QStringLiteral("-c"), script });
    };
    QCOMPARE(exec(QStringLiteral("network2"), QStringLiteral("exit 7")).exitCode, 7);
    QCOMPARE(exec(QStringLiteral("network2"), QStringLiteral("kill -9 $$")).exitCode, 128 + 9);
    QCOMPARE(exec(QStringLiteral("network2"), QStringLiteral("hostname")).output, QByteArray("network2\n"));
    QCOMPARE(exec(QStringLiteral("nowhere"), QStringLiteral("true")).exitCode, 1);
    QVERIFY(exec(QStringLiteral("network2:nothing"), QStringLiteral("true")).errors.contains("nothing"));
    QProcess echo;
    user.prepare(echo);
    echo.setArguments(
        QStringList(QStringLiteral("lab"))
        + user.onOwnLab(QStringLiteral("exec"),
                        { QStringLiteral("client"), QStringLiteral("--"), QStringLiteral("cat") }));
    echo.start();
    echo.write("through");
    echo.closeWriteChannel();
    QVERIFY(echo.waitForFinished());
    QCOMPARE(echo.readAllStandardOutput(), QByteArray("through"));
}

void LabTest::execDiesWithItsCaller()
{
    QFETCH(bool, asOrdinary);
    const LabUser user(asOrdinary);
    ForegroundLab lab(user, QStringLiteral("fast"));
    QVERIFY(lab.waitForLine("ready") > 0);
    const qsizetype before = user.processesLeft().size();
    QProcess session;
    user.prepare(session);
    session.setArguments(
        QStringList(QStringLiteral("lab"))
        + user.onOwnLab(QStringLiteral("exec"),
                        { QStringLiteral("network1"), QStringLiteral("--"), QStringLiteral("sh"),
                          QStringLiteral("-c"), QStringLiteral("echo here; exec sleep 1000") }));
    session.start();
    QVERIFY(session.waitForReadyRead());
    QCOMPARE(user.processesLeft().size(), before + 2);
    session.kill();
    QVERIFY(session.waitForFinished());
    QTRY_COMPARE_WITH_TIMEOUT(user.processesLeft().size(), before, 1000);
}

void LabTest::detachedLabLivesUntilDown()
{
    QFETCH(bool, asOrdinary);
    const LabUser user(asOrdinary);
    const LabUser::Outcome up = user.run(
        user.onOwnLab(QStringLiteral("up"),
                      { QStringLiteral("--timers"), QStringLiteral("fast"), QStringLiteral("--detach") }));
    QVERIFY2(up.exitCode == 0, up.errors);
    const QByteArray name = user.labName().toLatin1();
    QVERIFY(user.run({ QStringLiteral("list") }).output.split('\n').contains(name));
    const QByteArray status = user.run(user.onOwnLab(QStringLiteral("status"))).output;
    QVERIFY2(status.startsWith(name + ": fast timers, ready\nhost    controller\nhost    network1\n"),
             status);
    QVERIFY(status.contains("target  203.0.113.17 from client\n"));
    const LabUser::Outcome down = user.run(user.onOwnLab(QStringLiteral("down")));
    QVERIFY2(down.exitCode == 0, down.errors);
    QTRY_COMPARE_WITH_TIMEOUT(user.processesLeft(), QStringList(), 1000);
    QVERIFY(user.socketsLeft().filter(user.labName()).isEmpty());
    QCOMPARE(user.run(user.onOwnLab(QStringLiteral("status"))).exitCode, 1);
}

void LabTest::aDeletedNamespaceDies()
{
    // Nothing of the lab itself may hold a namespace that a trainer deletes: its taps must go with it.
    QFETCH(bool, asOrdinary);
    const LabUser user(asOrdinary);
    ForegroundLab lab(user, QStringLiteral("fast"));
    QVERIFY(lab.waitForLine("ready") > 0);
    const auto shell = [&](const QString &host, const QString &script) {
        return lab.exec(host, { QStringLiteral("sh"), QStringLiteral("-c"), script });
    };
    const auto links = [&](const QString &host) { return shell(host, QStringLiteral("ip -br link")).output; };
    QVERIFY(links(QStringLiteral("compute1")).contains("tap8be1f3a7-0d"));
    // Its own DHCP client would hold it.
    QCOMPARE(shell(QStringLiteral("compute1"),
                   QStringLiteral("kill $(ip netns pids instance-selfservice-instance2) && "
                                  "ip netns del instance-selfservice-instance2"))
                 .exitCode,
             0);
    QTRY_VERIFY(!links(QStringLiteral("compute1")).contains("tap8be1f3a7-0d"));
    QVERIFY(links(QStringLiteral("network2")).contains("tap33fedbc5-43"));
    const LabUser::Outcome removed =
        shell(QStringLiteral("network2"),
              QStringLiteral("kill $(cat /var/lib/neutron/ha_confs/*.pid.keepalived) && ip netns del %1")
                  .arg(router));
    QVERIFY2(removed.exitCode == 0, removed.errors);
    QTRY_VERIFY(!links(QStringLiteral("network2")).contains("tap33fedbc5-43"));
    QVERIFY(lab.addresses(QStringLiteral("network1")).contains("inet 203.0.113.17/32"));
}

void LabTest::aNameIsTakenOnce()
{
    const LabUser user(false);
    ForegroundLab lab(user, QStringLiteral("fast"));
    QVERIFY(lab.waitForLine("ready") > 0);
    const LabUser::Outcome second = user.run(user.onOwnLab(QStringLiteral("up")));
    QCOMPARE(second.exitCode, 1);
    QVERIFY2(second.errors.contains("already running"), second.errors);
    QVERIFY(lab.answers(floatingIp)); // the first one did not suffer
}

void LabTest::missingKeepalivedNamesThePackage()
{
    const LabUser user(false);
    QProcess process;
    user.prepare(process);
    const QString script =
        QStringLiteral("for p in /usr/sbin/keepalived /sbin/keepalived /usr/local/sbin/keepalived; do "
                       "[ ! -e $p ] || mount --bind /dev/null $p; done; exec %1 lab up")
            .arg(user.program());
    process.setProgram(QStringLiteral("unshare"));
    process.setArguments({ QStringLiteral("-rm"), QStringLiteral("sh"), QStringLiteral("-c"), script });
    process.start();
    QVERIFY(process.waitForFinished());
    const QByteArray errors = process.readAllStandardError();
    QVERIFY2(process.exitCode() == 3, errors);
    QVERIFY2(errors.contains("apt install keepalived"), errors);
    QCOMPARE(user.processesLeft(), QStringList());
}

void LabTest::forbiddenNamespacesNameTheSwitch_data()
{
    QTest::addColumn<bool>("asOrdinary");
    QTest::newRow("root of a container that may make no namespaces") << false;
    if (geteuid() == 0) {
        QTest::newRow("an ordinary user") << true;
    }
}

void LabTest::forbiddenNamespacesNameTheSwitch()
{
    // A user namespace has limits of its own: inside it they forbid what the machine's would forbid outside.
    QFETCH(bool, asOrdinary);
    const LabUser user(false);
    QTemporaryFile errorFile;
    QVERIFY(errorFile.open());
    const QByteArray program = user.program().toLocal8Bit();
    // Not by QProcess: between its fork and exec nothing more than a system call is safe.
    const pid_t child = fork();
    if (child == 0) {
        dup2(errorFile.handle(), 2);
        if (becomeLimited(asOrdinary)) {
            execl(program.constData(), program.constData(), "lab", "up", nullptr);
        }
        _exit(125);
    }
    int status = 0;
    QCOMPARE(waitpid(child, &status, 0), child);
    QVERIFY(errorFile.seek(0));
    const QByteArray errors = errorFile.readAll();
    QVERIFY2(WIFEXITED(status) && WEXITSTATUS(status) == 3, errors);
    QVERIFY2(errors.contains("user.max_user_namespaces is 0"), errors);
    QCOMPARE(user.processesLeft(), QStringList());
}

void LabTest::wrongUsageIsNotAFailure_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("no word at all") << QStringList();
    QTest::newRow("an unknown word") << QStringList{ QStringLiteral("sideways") };
    QTest::newRow("an unknown option") << QStringList{ QStringLiteral("up"), QStringLiteral("--faster") };
    QTest::newRow("timers that do not exist")
        << QStringList{ QStringLiteral("up"), QStringLiteral("--timers"), QStringLiteral("slow") };
    QTest::newRow("exec without a command")
        << QStringList{ QStringLiteral("exec"), QStringLiteral("client") };
}

void LabTest::wrongUsageIsNotAFailure()
{
    QFETCH(QStringList, words);
    const LabUser::Outcome outcome = LabUser(false).run(words);
    QCOMPARE(outcome.exitCode, 2);
    QVERIFY2(outcome.errors.startsWith("Usage: keepviewctl lab up"), outcome.errors);
}

QTEST_GUILESS_MAIN(LabTest)
#include "tst_lab.moc"
