// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/netns/probeprocess.h"
#include "tests/support/ownworld.h"
#include "tests/support/testmain.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <arpa/inet.h>
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <memory>
#include <sys/socket.h>
#include <sys/wait.h>

namespace kv::tests {

class TestUndo : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void whenAskedEverythingReadsBackEqual();
    void whenTheTimeIsUp();
    void extendingMovesTheTime();
    void whenStdinCloses();
    void whenTheProbeIsKilled();
    void whenTheParentOfTheProbeIsKilled();
    void whenTheNearEndIsSilentForTwentySeconds();
    void whenTheWatchdogIsKilled();
    void aStartingProbeFinishesWhatItFindsUndone();
    void anotherProbeLeavesAHeldChangeAlone();
    void refusesWhatItMustNotCut_data();
    void refusesWhatItMustNotCut();
    void refusesThePathItIsReachedBy();
    void refusesWhatItCannotRestore();

private:
    QString m_before;

    static bool isDown();
    QJsonObject down(ProbeProcess &probe, int undoAfterMs = 60'000);
    void expectRestored(ProbeProcess &probe, const QString &cause);
};

namespace {

const QString overlay = QStringLiteral("overlay0");
const QString undoDirectory = QStringLiteral("/run/keepview/undo");

/// What the issue says a down/up loses, and what stays, as the ip command sees it.
QString readState()
{
    return outputOf(QStringLiteral("ip -o link show dev overlay0 | sed 's/^[0-9]*: //'\n"
                                   "ip -o addr show dev overlay0 | sed 's/[0-9]*sec/Nsec/g' | sort\n"
                                   "ip route show table all dev overlay0 | sort\n"
                                   "ip -6 route show table all dev overlay0 | sort\n"
                                   "ip neigh show dev overlay0 nud permanent | sort\n"
                                   "ip -6 neigh show proxy | sort\n"
                                   "bridge fdb show dev overlay0 | sort\n"
                                   "bridge fdb show dev vxlan0 | sort"))
        .value_or(QString());
}

/// The state once IPv6 is through with duplicate address detection.
QString settledState()
{
    QElapsedTimer timer;
    timer.start();
    QString state = readState();
    while (timer.elapsed() < 10'000 && (state.contains(QLatin1String("tentative")) || state.isEmpty()))
        state = readState();
    return state;
}

pid_t watchdogOf(qint64 probe)
{
    const auto pids =
        outputOf(QStringLiteral("cat /proc/%1/task/%1/children").arg(probe)).value_or(QString());
    for (const QString &pid : pids.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        QFile name(QStringLiteral("/proc/%1/comm").arg(pid));
        if (name.open(QIODevice::ReadOnly) && name.readAll().trimmed() == "keepview-undo")
            return static_cast<pid_t>(pid.toInt());
    }
    return -1;
}

QStringList undoFiles()
{
    return QDir(undoDirectory).entryList({ QStringLiteral("*.json") }, QDir::Files);
}

QString phaseOf(const QJsonObject &message)
{
    return message.value(QLatin1String("phase")).toString();
}

QString errorOf(const QJsonObject &reply)
{
    return reply.value(QLatin1String("error")).toObject().value(QLatin1String("code")).toString();
}

QJsonObject setLink(const QJsonObject &key, bool up, int undoAfterMs = 60'000)
{
    QJsonObject request = key;
    request.insert(QLatin1String("op"), QStringLiteral("link.set"));
    request.insert(QLatin1String("up"), up);
    request.insert(QLatin1String("undoAfterMs"), undoAfterMs);
    request.insert(QLatin1String("askedBy"), QStringLiteral("a test"));
    return request;
}

const QStringList withActions{ QStringLiteral("--allow-actions") };

} // namespace

bool TestUndo::isDown()
{
    return outputOf(QStringLiteral("ip -o link show dev overlay0"))
        .value_or(QString())
        .contains(QLatin1String("state DOWN"));
}

void TestUndo::initTestCase()
{
    QVERIFY(run(QStringLiteral("ip link set lo up")));
}

void TestUndo::init()
{
    KV_FAIL_ON_WARNINGS;
    // One test waits for duplicate address detection, as a real host does; the others need not.
    const bool detects = QByteArray(QTest::currentTestFunction()) == "whenAskedEverythingReadsBackEqual";
    QVERIFY(
        run(QStringLiteral("echo %1 > /proc/sys/net/ipv6/conf/default/dad_transmits").arg(detects ? 1 : 0)));
    QVERIFY(run(QStringLiteral(
        "ip link add overlay0 type veth peer name far0\n"
        "ip link set far0 up\n"
        "ip link set overlay0 up\n"
        "ip link add br0 type bridge\n"
        "ip link add vxlan0 type vxlan id 101 dev overlay0 group 224.0.0.1 dstport 8472 local 10.0.1.11\n"
        "ip addr add 10.0.1.11/24 dev overlay0\n"
        "ip -6 addr add 2001:db8::11/64 dev overlay0\n"
        "ip -6 addr add fe80::11/64 dev overlay0\n"
        "ip -6 addr add 2001:db8:1::11/64 dev overlay0 valid_lft 1000 preferred_lft 500 noprefixroute\n"
        "ip route add 192.0.2.0/24 via 10.0.1.1\n"
        "ip route add 198.51.100.0/24 via 192.0.2.9 dev overlay0 onlink mtu 1400\n"
        "ip route add 198.18.0.0/15 dev overlay0 metric 50 table 77\n"
        "ip -6 route add 2001:db8:9::/48 via 2001:db8::1\n"
        "ip -6 route add 2001:db8:a::/48 nexthop via 2001:db8::2 nexthop via 2001:db8::3\n"
        "ip neigh add 10.0.1.77 lladdr 02:00:00:00:00:77 dev overlay0 nud permanent\n"
        "ip -6 neigh add 2001:db8::77 lladdr 02:00:00:00:00:78 dev overlay0 nud permanent\n"
        "ip -6 neigh add proxy 2001:db8::99 dev overlay0\n"
        "bridge fdb add 02:00:00:00:00:55 dev overlay0 self\n"
        "ip link set vxlan0 up\n"
        "bridge fdb append 00:00:00:00:00:00 dev vxlan0 dst 10.0.1.12 self\n")));
    m_before = settledState();
    QVERIFY(m_before.contains(QLatin1String("2001:db8:9::/48 via 2001:db8::1")));
    QVERIFY(m_before.contains(QLatin1String("10.0.1.77 lladdr")));
}

void TestUndo::cleanup()
{
    run(QStringLiteral("for link in vxlan0 br0 overlay0; do ip link del $link 2>/dev/null || true; done\n"
                       "rm -rf /run/keepview"));
}

QJsonObject TestUndo::down(ProbeProcess &probe, int undoAfterMs)
{
    const QJsonObject reply = probe.ask(setLink(probe.linkKey(overlay), false, undoAfterMs));
    const auto inForce = probe.waitFor(QStringLiteral("change"), [](const QJsonObject &change) {
        return phaseOf(change) == QLatin1String("in-force");
    });
    return inForce && isDown() ? reply : QJsonObject();
}

void TestUndo::expectRestored(ProbeProcess &probe, const QString &cause)
{
    const auto over = probe.waitFor(QStringLiteral("change"), [](const QJsonObject &change) {
        return phaseOf(change) == QLatin1String("restored") || phaseOf(change) == QLatin1String("failed");
    });
    QVERIFY(over);
    const QJsonArray differences = over->value(QLatin1String("differences")).toArray();
    QVERIFY2(differences.isEmpty(), qPrintable(differences.first().toString()));
    QCOMPARE(phaseOf(*over), QStringLiteral("restored"));
    QCOMPARE(over->value(QLatin1String("cause")).toString(), cause);
    QCOMPARE(settledState(), m_before);
    QCOMPARE(undoFiles(), QStringList());
}

/// As expectRestored, when no probe is left to tell.
#define EXPECT_RESTORED_UNHEARD                                                                              \
    do {                                                                                                     \
        QTRY_COMPARE_WITH_TIMEOUT(undoFiles(), QStringList(), 15'000);                                       \
        QCOMPARE(settledState(), m_before);                                                                  \
    } while (false)

void TestUndo::whenAskedEverythingReadsBackEqual()
{
    ProbeProcess probe(withActions);
    const QJsonObject reply = down(probe);
    QVERIFY(!reply.isEmpty());
    QVERIFY(reply.value(QLatin1String("change")).toInteger() > 0);
    QCOMPARE(undoFiles().size(), 1);
    QVERIFY(readState() != m_before);
    const QJsonObject again = probe.ask(setLink(probe.linkKey(overlay), false));
    QCOMPARE(errorOf(again), QStringLiteral("busy"));
    const QJsonObject up = probe.ask(setLink(probe.linkKey(overlay), true));
    QCOMPARE(up.value(QLatin1String("change")), reply.value(QLatin1String("change")));
    expectRestored(probe, QStringLiteral("asked"));
    QCOMPARE(errorOf(probe.ask(setLink(probe.linkKey(overlay), true))), QStringLiteral("not-found"));
}

void TestUndo::whenTheTimeIsUp()
{
    ProbeProcess probe(withActions);
    QVERIFY(!down(probe, 1'500).isEmpty());
    expectRestored(probe, QStringLiteral("timer"));
}

void TestUndo::extendingMovesTheTime()
{
    ProbeProcess probe(withActions);
    QElapsedTimer timer;
    timer.start();
    const QJsonObject reply = down(probe, 1'500);
    QVERIFY(!reply.isEmpty());
    const QJsonObject extended =
        probe.ask({ { QStringLiteral("op"), QStringLiteral("change.extend") },
                    { QStringLiteral("change"), reply.value(QLatin1String("change")) },
                    { QStringLiteral("untilMs"), 4'000 } });
    QCOMPARE(errorOf(extended), QString());
    expectRestored(probe, QStringLiteral("timer"));
    QVERIFY2(timer.elapsed() > 4'000, qPrintable(QString::number(timer.elapsed())));
}

void TestUndo::whenStdinCloses()
{
    ProbeProcess probe(withActions);
    QVERIFY(!down(probe).isEmpty());
    probe.process().closeWriteChannel();
    QVERIFY(probe.process().waitForFinished());
    EXPECT_RESTORED_UNHEARD;
}

void TestUndo::whenTheProbeIsKilled()
{
    ProbeProcess probe(withActions);
    QVERIFY(!down(probe).isEmpty());
    probe.process().kill();
    QVERIFY(probe.process().waitForFinished());
    EXPECT_RESTORED_UNHEARD;
}

void TestUndo::whenTheParentOfTheProbeIsKilled()
{
    const QJsonObject key = ProbeProcess({ QStringLiteral("--once") }).linkKey(overlay);
    const QByteArray request = QJsonDocument([&] {
                                   QJsonObject set = setLink(key, false);
                                   set.insert(QLatin1String("id"), 1);
                                   return set;
                               }())
                                   .toJson(QJsonDocument::Compact)
        + '\n';
    int pipeEnds[2];
    QCOMPARE(pipe2(pipeEnds, O_CLOEXEC), 0);
    const pid_t parent = fork();
    if (parent == 0) {
        if (fork() == 0) {
            dup2(pipeEnds[0], STDIN_FILENO);
            dup2(open("/dev/null", O_WRONLY), STDOUT_FILENO);
            close(pipeEnds[1]);
            execl(KEEPVIEW_BIN "/keepview-probe", "keepview-probe", "--allow-actions", nullptr);
            _exit(127);
        }
        close(pipeEnds[0]);
        const bool asked =
            write(pipeEnds[1], request.constData(), static_cast<std::size_t>(request.size())) > 0;
        while (asked)
            pause();
        _exit(1);
    }
    close(pipeEnds[0]);
    close(pipeEnds[1]);
    QTRY_VERIFY_WITH_TIMEOUT(isDown(), 10'000);
    QCOMPARE(kill(parent, SIGKILL), 0);
    QCOMPARE(waitpid(parent, nullptr, 0), parent);
    EXPECT_RESTORED_UNHEARD;
}

void TestUndo::whenTheNearEndIsSilentForTwentySeconds()
{
    ProbeProcess probe(withActions);
    QVERIFY(!down(probe, 120'000).isEmpty());
    QElapsedTimer timer;
    timer.start();
    const auto restoring = [](const QJsonObject &change) {
        return phaseOf(change) == QLatin1String("restoring");
    };
    QVERIFY(!probe.waitFor(QStringLiteral("change"), restoring, 4'000));
    QCOMPARE(errorOf(probe.ask({ { QStringLiteral("op"), QStringLiteral("keep-alive") } })), QString());
    const qint64 renewedMs = timer.elapsed();
    QVERIFY(probe.waitFor(QStringLiteral("change"), restoring, 30'000));
    const qint64 silentMs = timer.elapsed() - renewedMs;
    QVERIFY2(silentMs >= 19'900 && silentMs < 22'000, qPrintable(QString::number(silentMs)));
    expectRestored(probe, QStringLiteral("lease"));
}

void TestUndo::whenTheWatchdogIsKilled()
{
    ProbeProcess probe(withActions);
    QVERIFY(!down(probe).isEmpty());
    const pid_t watchdog = watchdogOf(probe.process().processId());
    QVERIFY(watchdog > 0);
    QCOMPARE(kill(watchdog, SIGKILL), 0);
    expectRestored(probe, QStringLiteral("leftover"));
}

void TestUndo::aStartingProbeFinishesWhatItFindsUndone()
{
    {
        ProbeProcess probe(withActions);
        QVERIFY(!down(probe).isEmpty());
        const pid_t watchdog = watchdogOf(probe.process().processId());
        QVERIFY(watchdog > 0);
        // Frozen first, so that it cannot act on the probe's death.
        QCOMPARE(kill(watchdog, SIGSTOP), 0);
        probe.process().kill();
        QVERIFY(probe.process().waitForFinished());
        QCOMPARE(kill(watchdog, SIGKILL), 0);
    }
    QVERIFY(isDown());
    QCOMPARE(undoFiles().size(), 1);
    ProbeProcess next(withActions);
    expectRestored(next, QStringLiteral("leftover"));
}

void TestUndo::anotherProbeLeavesAHeldChangeAlone()
{
    ProbeProcess probe(withActions);
    QVERIFY(!down(probe).isEmpty());
    ProbeProcess other(withActions);
    QVERIFY(other.waitFor(QStringLiteral("snapshot.end")));
    const QJsonObject reply = other.ask(setLink(other.linkKey(overlay), false));
    QCOMPARE(errorOf(reply), QStringLiteral("busy"));
    QVERIFY(isDown());
    QVERIFY(!probe.ask(setLink(probe.linkKey(overlay), true)).isEmpty());
    expectRestored(probe, QStringLiteral("asked"));
}

void TestUndo::refusesWhatItMustNotCut_data()
{
    QTest::addColumn<QString>("prepare");
    QTest::addColumn<QString>("link");
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("undoAfterMs");
    QTest::addColumn<QString>("code");
    const QString nothing;
    QTest::newRow("anything without --allow-actions")
        << nothing << overlay << QStringList() << 60'000 << QStringLiteral("not-permitted");
    QTest::newRow("the loopback interface")
        << nothing << QStringLiteral("lo") << withActions << 60'000 << QStringLiteral("refused");
    QTest::newRow("the interface of the IPv4 default route")
        << QStringLiteral("ip route add default via 10.0.1.1") << overlay << withActions << 60'000
        << QStringLiteral("refused");
    QTest::newRow("the interface of the IPv6 default route")
        << QStringLiteral("ip -6 route add default via 2001:db8::1") << overlay << withActions << 60'000
        << QStringLiteral("refused");
    QTest::newRow("a port of the bridge of the default route")
        << QStringLiteral("ip addr add 10.9.0.1/24 dev br0; ip link set br0 up; ip link set far0 master br0;"
                          "ip route add default via 10.9.0.2")
        << QStringLiteral("far0") << withActions << 60'000 << QStringLiteral("refused");
    QTest::newRow("what is down already") << QStringLiteral("ip link set br0 down") << QStringLiteral("br0")
                                          << withActions << 60'000 << QStringLiteral("busy");
    QTest::newRow("an undo sooner than a second")
        << nothing << overlay << withActions << 999 << QStringLiteral("invalid-argument");
    QTest::newRow("an undo later than an hour")
        << nothing << overlay << withActions << 3'600'001 << QStringLiteral("invalid-argument");
}

void TestUndo::refusesWhatItMustNotCut()
{
    QFETCH(QString, prepare);
    QFETCH(QString, link);
    QFETCH(QStringList, arguments);
    QFETCH(int, undoAfterMs);
    QVERIFY(run(prepare));
    ProbeProcess probe(arguments);
    const QString before = readState();
    const QJsonObject reply = probe.ask(setLink(probe.linkKey(link), false, undoAfterMs));
    QTEST(errorOf(reply), "code");
    QCOMPARE(readState(), before);
    QCOMPARE(undoFiles(), QStringList());
}

/// This process is the probe's ancestor; a connection that it holds over the link is taken for the way by
/// which the probe is reached.
void TestUndo::refusesThePathItIsReachedBy()
{
    const int home = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);
    QVERIFY(run(QStringLiteral(
        "ip netns add away; ip link set far0 netns away; ip -n away addr add 10.0.1.1/24 dev far0;"
        "ip -n away link set far0 up")));
    const int away = open("/run/netns/away", O_RDONLY | O_CLOEXEC);
    QCOMPARE(setns(away, CLONE_NEWNET), 0);
    const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    QCOMPARE(setns(home, CLONE_NEWNET), 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(2222);
    inet_pton(AF_INET, "10.0.1.1", &address.sin_addr);
    QCOMPARE(bind(listener, reinterpret_cast<sockaddr *>(&address), sizeof address), 0);
    QCOMPARE(listen(listener, 1), 0);
    const int connection = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    QCOMPARE(::connect(connection, reinterpret_cast<sockaddr *>(&address), sizeof address), 0);
    {
        ProbeProcess probe(withActions);
        QCOMPARE(errorOf(probe.ask(setLink(probe.linkKey(overlay), false))), QStringLiteral("refused"));
    }
    for (const int fd : { connection, listener, away, home })
        close(fd);
    QVERIFY(run(QStringLiteral("ip netns del away")));
}

void TestUndo::refusesWhatItCannotRestore()
{
    // It loses its carrier with the link below, and with the carrier its nexthop objects.
    QVERIFY(run(QStringLiteral("ip link add link overlay0 name on0 type macvlan; ip link set on0 up;"
                               "ip addr add 10.5.0.1/24 dev on0; ip nexthop add id 8 via 10.5.0.9 dev on0")));
    {
        ProbeProcess probe(withActions);
        QCOMPARE(errorOf(probe.ask(setLink(probe.linkKey(overlay), false))), QStringLiteral("refused"));
    }
    QVERIFY(run(QStringLiteral("ip link del on0; ip nexthop add id 7 via 10.0.1.9 dev overlay0")));
    ProbeProcess probe(withActions);
    QCOMPARE(errorOf(probe.ask(setLink(probe.linkKey(overlay), false))), QStringLiteral("refused"));
    QVERIFY(run(QStringLiteral("ip nexthop del id 7")));
}

} // namespace kv::tests

int main(int argc, char **argv)
{
    if (!kv::tests::enterOwnWorld()) {
        std::fprintf(stderr, "user namespaces are forbidden here\n");
        return 1;
    }
    QCoreApplication app(argc, argv);
    kv::tests::TestUndo test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_undo.moc"
