// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/netns/labprocess.h"
#include "tests/support/testmain.h"

#include <QEventLoop>
#include <QObject>
#include <QRandomGenerator>
#include <QTest>
#include <QTimer>

#include <csignal>

using namespace kv::tests;

namespace {

constexpr int labCannotRun = 3; // the program's exit code
constexpr int cleanWithinMs = 1000;

enum class Victim { window, supervisor, init };

/// Lets the moment come; the kill must not be tied to anything that the window does.
void letPass(int ms)
{
    QEventLoop loop;
    QTimer::singleShot(ms, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
}

} // namespace

/// The program keepview with its private lab and the probes in it, ended without a chance to say goodbye.
class TestKilled : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void nothingIsLeft_data();
    void nothingIsLeft();
};

void TestKilled::nothingIsLeft_data()
{
    QTest::addColumn<int>("victim");
    QTest::addColumn<int>("earliestMs");
    QTest::addColumn<int>("latestMs");
    QTest::addColumn<int>("kills");
    QTest::newRow("the window, while its lab comes up") << int(Victim::window) << 0 << 900 << 8;
    QTest::newRow("the window, its probes running") << int(Victim::window) << 1500 << 2500 << 4;
    QTest::newRow("the supervisor under a window") << int(Victim::supervisor) << 200 << 2000 << 3;
    QTest::newRow("PID 1 under a window") << int(Victim::init) << 200 << 2000 << 3;
}

void TestKilled::nothingIsLeft()
{
    QFETCH(int, victim);
    QFETCH(int, earliestMs);
    QFETCH(int, latestMs);
    QFETCH(int, kills);
    QRandomGenerator random = QRandomGenerator::securelySeeded();
    for (int kill = 0; kill < kills; ++kill) {
        const LabUser user(false);
        QProcess window;
        user.prepare(window);
        window.setProgram(QStringLiteral(KEEPVIEW_BIN "/keepview"));
        window.setArguments({ QStringLiteral("--lab"), QStringLiteral("--timers"), QStringLiteral("fast") });
        window.setStandardErrorFile(QProcess::nullDevice());
        window.start();
        QVERIFY(window.waitForStarted());
        const int afterMs = random.bounded(earliestMs, latestMs);
        letPass(afterMs);
        const QString context = QStringLiteral("kill %1 after %2 ms").arg(kill).arg(afterMs);
        QVERIFY2(window.state() == QProcess::Running, qPrintable(context));

        const auto windowPid = static_cast<pid_t>(window.processId());
        const QString ownPid = QString::number(windowPid);
        const pid_t supervisor = firstChildOf(windowPid);
        const pid_t init = supervisor > 0 ? firstChildOf(supervisor) : 0;
        const pid_t wanted = victim == int(Victim::init) ? init
            : victim == int(Victim::supervisor)          ? supervisor
                                                         : windowPid;
        const bool isWindow = wanted <= 0 || wanted == windowPid; // not born yet: the window itself
        // The window starts its probes when its lab is up.
        const bool wasUp = !user.processesLeft().filter(QStringLiteral("keepview-probe")).isEmpty();
        ::kill(isWindow ? windowPid : wanted, SIGKILL);
        const auto left = [&] {
            QStringList processes = user.processesLeft();
            if (!isWindow) // the window stays and says that its lab is gone
                processes.removeIf(
                    [&](const QString &process) { return process.startsWith(ownPid + QLatin1Char(' ')); });
            return processes;
        };
        QTRY_VERIFY2_WITH_TIMEOUT(
            left().isEmpty(), qPrintable(context + QStringLiteral(": ") + left().join(u", ")), cleanWithinMs);
        QTRY_VERIFY2_WITH_TIMEOUT(user.socketsLeft().filter(QStringLiteral("private-") + ownPid).isEmpty(),
                                  qPrintable(context), cleanWithinMs);
        if (!isWindow) {
            // It stays; only a lab that was not up yet it may call one that cannot run.
            const bool hasRefused = !wasUp && window.state() == QProcess::NotRunning
                && window.exitStatus() == QProcess::NormalExit && window.exitCode() == labCannotRun;
            QVERIFY2(window.state() == QProcess::Running || hasRefused,
                     qPrintable(context
                                + QStringLiteral(": the window ended, %1 %2")
                                      .arg(window.exitStatus() == QProcess::CrashExit
                                               ? QStringLiteral("signal")
                                               : QStringLiteral("exit code"))
                                      .arg(window.exitCode())));
            if (!hasRefused)
                ::kill(windowPid, SIGKILL);
        }
        QVERIFY(window.state() == QProcess::NotRunning || window.waitForFinished());
        QTRY_COMPARE_WITH_TIMEOUT(user.processesLeft(), QStringList(), cleanWithinMs);
    }
}

QTEST_GUILESS_MAIN(TestKilled)
#include "tst_killed.moc"
