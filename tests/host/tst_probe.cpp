// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/host/probesession.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <csignal>
#include <fcntl.h>
#include <optional>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utility>

using namespace kv;
using tests::ProbeSession;

class TestProbe : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void saysHelloThenASnapshotThatCounts();
    void onceEndsByItself();
    void onceSaysAllToWhoReadsLate();
    void answersEachBadLine_data();
    void answersEachBadLine();
    void answersAHalfLineAtTheEnd();
    void answersThousandsOfBadLinesAndLives();
    void answersTheClockAtOnce();
    void sendsAnotherSnapshotWhenAsked();
    void endsWhenInputCloses();
    void endsWhenItsReaderCloses_data();
    void endsWhenItsReaderCloses();
    void endsOnSignal_data();
    void endsOnSignal();
    void onceEndsOnSignalThoughNobodyReads();
    void followIgnoresItsInput();
    void refusesActionsWithoutPermission();
};

namespace {

constexpr int soon = 10'000;

std::optional<model::ErrorCode> errorOf(const wire::Reply &reply)
{
    return reply.error ? std::optional(reply.error->code) : std::nullopt;
}

} // namespace

void TestProbe::saysHelloThenASnapshotThatCounts()
{
    ProbeSession probe;
    QTRY_VERIFY_WITH_TIMEOUT(probe.hasSnapshot(), soon);
    const auto &events = probe.events();
    const auto *hello = std::get_if<model::Hello>(&events.front().body);
    QVERIFY(hello);
    QCOMPARE(hello->protocol, wire::protocolVersion);
    QVERIFY(hello->homeNetns != 0);
    QVERIFY(!hello->actionsAllowed);
    QVERIFY(hello->bootTimeUs > 0 && hello->realTimeUs > 0);
    QVERIFY(std::holds_alternative<model::SnapshotBegin>(events.at(1).body));
    std::uint64_t end = 1;
    while (!std::holds_alternative<model::SnapshotEnd>(events.at(end).body))
        ++end;
    QCOMPARE(std::get<model::SnapshotEnd>(events.at(end).body).objects, end - 2);
    for (std::size_t i = 0; i < events.size(); ++i)
        QCOMPARE(events.at(i).sequence, static_cast<std::uint64_t>(i + 1));
    const auto *home = probe.find<model::NetNamespace>();
    QVERIFY(home && home->isHome);
    QCOMPARE(home->cookie, hello->homeNetns);
    QVERIFY(home->inode != 0);
}

void TestProbe::onceEndsByItself()
{
    ProbeSession probe({ QStringLiteral("--once") });
    QVERIFY(probe.process().waitForFinished(soon));
    QCOMPARE(probe.process().exitCode(), 0);
    QVERIFY(probe.hasSnapshot());
    QVERIFY(std::holds_alternative<model::SnapshotEnd>(probe.events().back().body));
}

// The snapshot is larger than the pipe: most of it is written after the reader has woken up.
void TestProbe::onceSaysAllToWhoReadsLate()
{
    constexpr int pipeBytes = 4096;
    int ends[2] = { -1, -1 };
    QCOMPARE(::pipe2(ends, O_CLOEXEC), 0);
    QCOMPARE(::fcntl(ends[1], F_SETPIPE_SZ, pipeBytes), pipeBytes);
    QProcess probe;
    probe.setChildProcessModifier([&ends] { ::dup2(ends[1], STDOUT_FILENO); });
    const QString script =
        QStringLiteral("for i in $(seq 1 20); do ip link add a$i type veth peer name b$i; done\n"
                       "exec " KEEPVIEW_BIN "/keepview-probe --once");
    probe.start(QStringLiteral("unshare"),
                { QStringLiteral("--user"), QStringLiteral("--map-root-user"), QStringLiteral("--net"),
                  QStringLiteral("sh"), QStringLiteral("-ec"), script });
    QVERIFY(probe.waitForStarted());
    ::close(ends[1]);
    const auto waiting = [&ends] {
        int bytes = 0;
        return ::ioctl(ends[0], FIONREAD, &bytes) == 0 ? bytes : -1;
    };
    int before = 0;
    QTRY_VERIFY_WITH_TIMEOUT(waiting() > 0 && waiting() == std::exchange(before, waiting()), soon);
    QByteArray said;
    QByteArray part(pipeBytes, Qt::Uninitialized);
    for (ssize_t got = 0; (got = ::read(ends[0], part.data(), pipeBytes)) > 0;)
        said.append(part.constData(), got);
    ::close(ends[0]);
    QVERIFY(probe.waitForFinished(soon));
    QCOMPARE(probe.exitCode(), 0);
    QVERIFY(said.size() > 2 * pipeBytes);
    QVERIFY2(said.endsWith("}\n"), said.right(80));
    QVERIFY2(said.trimmed().split('\n').last().contains("\"snapshot.end\""), said.right(80));
}

void TestProbe::answersEachBadLine_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<model::ErrorCode>("code");
    QTest::addColumn<quint64>("id");
    using enum model::ErrorCode;
    QTest::newRow("an empty line is malformed") << QByteArray() << malformed << quint64(0);
    QTest::newRow("words are malformed") << QByteArray("give me everything") << malformed << quint64(0);
    QTest::newRow("an array is malformed") << QByteArray("[1,2]") << malformed << quint64(0);
    QTest::newRow("bytes that are no UTF-8 are malformed")
        << QByteArray("{\"id\":1,\"op\":\"\xff\xfe\"}") << malformed << quint64(0);
    QTest::newRow("a NUL byte is malformed") << QByteArray("{\"id\":1\0}", 9) << malformed << quint64(0);
    QTest::newRow("an unknown operation is named with its id")
        << QByteArray("{\"id\":7,\"op\":\"reboot\"}") << unknownOperation << quint64(7);
    QTest::newRow("a missing operation is malformed") << QByteArray("{\"id\":8}") << malformed << quint64(8);
    QTest::newRow("a line over 256 KiB is oversized")
        << QByteArray(300 * 1024, 'x') << oversized << quint64(0);
    QTest::newRow("a line over many megabytes is oversized once")
        << QByteArray(8 * 1024 * 1024, 'y') << oversized << quint64(0);
}

void TestProbe::answersEachBadLine()
{
    QFETCH(QByteArray, line);
    QFETCH(model::ErrorCode, code);
    QFETCH(quint64, id);
    ProbeSession probe;
    probe.send(line + "\n{\"id\":99,\"op\":\"clock\"}\n");
    QTRY_VERIFY_WITH_TIMEOUT(probe.read() && probe.replies().size() >= 2, soon);
    QCOMPARE(probe.replies().size(), std::size_t(2));
    QCOMPARE(errorOf(probe.replies().front()), std::optional(code));
    QCOMPARE(quint64(probe.replies().front().id), id);
    QCOMPARE(quint64(probe.replies().back().id), quint64(99));
    QVERIFY(!probe.replies().back().error);
}

void TestProbe::answersAHalfLineAtTheEnd()
{
    ProbeSession probe;
    probe.send("{\"id\":1,\"op\":\"clo");
    probe.process().closeWriteChannel();
    QVERIFY(probe.process().waitForFinished(soon));
    QVERIFY(probe.read());
    QCOMPARE(probe.process().exitCode(), 0);
    QCOMPARE(probe.replies().size(), std::size_t(1));
    QCOMPARE(errorOf(probe.replies().front()), std::optional(model::ErrorCode::malformed));
}

void TestProbe::answersThousandsOfBadLinesAndLives()
{
    constexpr int lines = 20'000;
    ProbeSession probe;
    probe.send(QByteArray("{{{\n").repeated(lines) + "{\"id\":5,\"op\":\"clock\"}\n");
    QTRY_VERIFY_WITH_TIMEOUT(probe.read() && !probe.replies().empty() && probe.replies().back().id == 5,
                             4 * soon);
    QCOMPARE(probe.replies().size(), std::size_t(lines + 1));
}

void TestProbe::answersTheClockAtOnce()
{
    ProbeSession probe;
    QTRY_VERIFY_WITH_TIMEOUT(probe.hasSnapshot(), soon);
    probe.send("{\"id\":3,\"op\":\"clock\"}\n");
    QTRY_VERIFY_WITH_TIMEOUT(probe.read() && probe.replies().size() == 1, soon);
    QVERIFY(probe.replies().front().at >= probe.events().front().at);
}

void TestProbe::sendsAnotherSnapshotWhenAsked()
{
    ProbeSession probe;
    QTRY_VERIFY_WITH_TIMEOUT(probe.hasSnapshot(), soon);
    probe.send("{\"id\":4,\"op\":\"snapshot\"}\n");
    QTRY_VERIFY_WITH_TIMEOUT(probe.read() && probe.count<model::SnapshotEnd>() == 2, soon);
    QCOMPARE(probe.replies().size(), std::size_t(1));
    QVERIFY(!probe.replies().front().error);
}

void TestProbe::endsWhenInputCloses()
{
    ProbeSession probe;
    QTRY_VERIFY_WITH_TIMEOUT(probe.hasSnapshot(), soon);
    probe.process().closeWriteChannel();
    QVERIFY(probe.process().waitForFinished(soon));
    QCOMPARE(probe.process().exitStatus(), QProcess::NormalExit);
    QCOMPARE(probe.process().exitCode(), 0);
}

void TestProbe::endsWhenItsReaderCloses_data()
{
    QTest::addColumn<QString>("option");
    QTest::newRow("while following") << QStringLiteral("--follow");
    QTest::newRow("inside the one snapshot") << QStringLiteral("--once");
}

// The shell ends only when both ends of its pipe have; the reader is gone after one line.
void TestProbe::endsWhenItsReaderCloses()
{
    QFETCH(QString, option);
    QProcess shell;
    const QString command = QStringLiteral(KEEPVIEW_BIN "/keepview-probe %1 | head -n 1").arg(option);
    shell.start(QStringLiteral("/bin/sh"), { QStringLiteral("-c"), command });
    QVERIFY(shell.waitForFinished(soon));
    QVERIFY(shell.readAllStandardOutput().contains("\"hello\""));
}

void TestProbe::endsOnSignal_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("SIGTERM ends it in order") << SIGTERM;
    QTest::newRow("SIGINT ends it in order") << SIGINT;
    QTest::newRow("SIGHUP ends it in order") << SIGHUP;
}

void TestProbe::endsOnSignal()
{
    QFETCH(int, number);
    ProbeSession probe;
    QTRY_VERIFY_WITH_TIMEOUT(probe.hasSnapshot(), soon);
    QCOMPARE(::kill(static_cast<pid_t>(probe.process().processId()), number), 0);
    QVERIFY(probe.process().waitForFinished(soon));
    QCOMPARE(probe.process().exitStatus(), QProcess::NormalExit);
    QCOMPARE(probe.process().exitCode(), 0);
}

// A pipe that is full from the start: not even the hello can leave.
void TestProbe::onceEndsOnSignalThoughNobodyReads()
{
    int ends[2] = { -1, -1 };
    QCOMPARE(::pipe2(ends, O_CLOEXEC | O_NONBLOCK), 0);
    const QByteArray filler(4096, 'x');
    while (::write(ends[1], filler.constData(), static_cast<std::size_t>(filler.size())) > 0) { }
    QProcess probe;
    probe.setChildProcessModifier([&ends] { ::dup2(ends[1], STDOUT_FILENO); });
    probe.start(QStringLiteral(KEEPVIEW_BIN "/keepview-probe"), { QStringLiteral("--once") });
    QVERIFY(probe.waitForStarted());
    QVERIFY(!probe.waitForFinished(300));
    probe.terminate();
    QVERIFY(probe.waitForFinished(soon));
    QCOMPARE(probe.exitStatus(), QProcess::NormalExit);
    ::close(ends[0]);
    ::close(ends[1]);
}

void TestProbe::followIgnoresItsInput()
{
    ProbeSession probe({ QStringLiteral("--follow") });
    probe.send("{\"id\":1,\"op\":\"clock\"}\n");
    probe.process().closeWriteChannel();
    QTRY_VERIFY_WITH_TIMEOUT(probe.hasSnapshot(), soon);
    QVERIFY(!probe.process().waitForFinished(300));
    QVERIFY(probe.read() && probe.replies().empty());
    probe.process().terminate();
    QVERIFY(probe.process().waitForFinished(soon));
}

void TestProbe::refusesActionsWithoutPermission()
{
    ProbeSession probe;
    QTRY_VERIFY_WITH_TIMEOUT(probe.hasSnapshot(), soon);
    const QByteArray netns = QByteArray::number(quint64(probe.find<model::NetNamespace>()->cookie));
    probe.send("{\"id\":6,\"op\":\"link.set\",\"netns\":\"" + netns
               + "\",\"ifindex\":1,\"up\":false,\"undoAfterMs\":5000,\"askedBy\":\"test\"}\n");
    QTRY_VERIFY_WITH_TIMEOUT(probe.read() && probe.replies().size() == 1, soon);
    QCOMPARE(errorOf(probe.replies().front()), std::optional(model::ErrorCode::notPermitted));
}

QTEST_GUILESS_MAIN(TestProbe)
#include "tst_probe.moc"
