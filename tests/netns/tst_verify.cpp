// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/netns/verifylab.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <csignal>

#include <unistd.h>

namespace kv::tests {

namespace {

constexpr int labUpMs = 30'000;
constexpr int verifyMs = 90'000;

QByteArray contentOf(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString text(const char *words)
{
    return QString::fromLatin1(words);
}

/// Reads until the words were said; what was said so far on failure.
QByteArray readUntil(QProcess &process, const QByteArray &words, int timeoutMs)
{
    QByteArray said;
    QElapsedTimer clock;
    clock.start();
    while (!said.contains(words) && clock.elapsed() < timeoutMs && process.state() != QProcess::NotRunning) {
        process.waitForReadyRead(100);
        said += process.readAllStandardOutput();
    }
    return said;
}

void addUsers()
{
    QTest::addColumn<bool>("asOrdinary");
    QTest::newRow("as the user of this test") << false;
    if (geteuid() == 0)
        QTest::newRow("as an ordinary user") << true;
}

} // namespace

class TestVerify : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void theFailoverPassesAndItsInterruptionsAreThoseOfThePackets_data() { addUsers(); }
    void theFailoverPassesAndItsInterruptionsAreThoseOfThePackets();
    void hostsGivenByCommandLinesAreVerifiedToo();
    void theOverlayComesBackWhenItIsCutShort_data();
    void theOverlayComesBackWhenItIsCutShort();
    void watchSaysWhatBecameTrue();
    void aPrivateLabNeedsOneCommandOnly();
    void whatCannotRunSaysWhy_data();
    void whatCannotRunSaysWhy();
    void aMissingHostInTheSnapshotIsSaid();
};

void TestVerify::theFailoverPassesAndItsInterruptionsAreThoseOfThePackets()
{
    QFETCH(bool, asOrdinary);
    VerifyLab lab(asOrdinary, text("fast"));
    QVERIFY2(lab.isUp(labUpMs), qPrintable(lab.why()));
    QVERIFY(lab.startCapture());
    const auto verify = lab.start({ text("verify"), text("--lab-name"), lab.name(), text("--json"),
                                    lab.file(text("report.json")), text("--record"), lab.file(text("a.rec")),
                                    text("--verdict-log"), lab.file(text("verdicts")) });
    QVERIFY(verify->waitForFinished(verifyMs));
    const QByteArray captured = lab.endCapture();
    const QByteArray said = verify->readAllStandardOutput() + verify->readAllStandardError();
    QVERIFY2(verify->exitCode() == 0, said.constData());

    const QJsonObject report = lab.report(text("report.json"));
    QCOMPARE(report[text("result")].toString(), text("pass"));
    QCOMPARE(report[text("prediction")].toObject()[text("takesOver")].toString(), text("network2"));
    QCOMPARE(report[text("steps")].toArray().size(), 7);
    QCOMPARE(report[text("hosts")].toArray().size(), 7);
    const QString difference = compareWithCapture(report, captured);
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
    QVERIFY(lab.isLinkUp(text("network1"), text("overlay0")));

    const auto replay = lab.start({ text("replay"), lab.file(text("a.rec")) });
    QVERIFY(replay->waitForFinished());
    QCOMPARE(replay->exitCode(), 0);
    const QByteArray verdicts = contentOf(lab.file(text("verdicts")));
    QVERIFY(verdicts.contains("isolated"));
    QCOMPARE(replay->readAllStandardOutput(), verdicts);
}

void TestVerify::hostsGivenByCommandLinesAreVerifiedToo()
{
    VerifyLab lab(false, text("fast"));
    QVERIFY2(lab.isUp(labUpMs), qPrintable(lab.why()));
    const auto verify =
        lab.start(QStringList{ text("verify"), text("--from"), text("client"), text("--target"),
                               text("203.0.113.17"), text("--overlay"), text("network1:overlay0"),
                               text("--json"), lab.file(text("report.json")) }
                  + lab.hostOptions());
    QVERIFY(verify->waitForFinished(verifyMs));
    const QByteArray said = verify->readAllStandardOutput() + verify->readAllStandardError();
    QVERIFY2(verify->exitCode() == 0, said.constData());
    const QJsonArray targets = lab.report(text("report.json"))[text("targets")].toArray();
    QCOMPARE(targets.size(), 1);
    QCOMPARE(targets[0].toObject()[text("target")].toString(), text("203.0.113.17"));
    QVERIFY(lab.isLinkUp(text("network1"), text("overlay0")));
}

void TestVerify::theOverlayComesBackWhenItIsCutShort_data()
{
    QTest::addColumn<int>("signalNumber");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("Ctrl+C") << SIGINT << 2;
    QTest::newRow("terminated") << SIGTERM << 2;
    QTest::newRow("kill -9") << SIGKILL << -1;
}

void TestVerify::theOverlayComesBackWhenItIsCutShort()
{
    QFETCH(int, signalNumber);
    QFETCH(int, exitCode);
    VerifyLab lab(false, text("fast"));
    QVERIFY2(lab.isUp(labUpMs), qPrintable(lab.why()));
    const QByteArray before = lab.inside(text("network1"), { text("ip"), text("-o"), text("addr") });
    const auto verify = lab.start({ text("verify"), text("--lab-name"), lab.name() });
    const QByteArray said = readUntil(*verify, "overlay0 of network1 is down", verifyMs);
    QVERIFY2(said.contains("is down"), said.constData());
    QVERIFY(!lab.isLinkUp(text("network1"), text("overlay0")));
    QCOMPARE(::kill(static_cast<pid_t>(verify->processId()), signalNumber), 0);
    QVERIFY(verify->waitForFinished(30'000));
    if (exitCode >= 0) {
        QCOMPARE(verify->exitStatus(), QProcess::NormalExit);
        QCOMPARE(verify->exitCode(), exitCode);
        QVERIFY(lab.isLinkUp(text("network1"), text("overlay0")));
        QVERIFY(verify->readAllStandardError().contains("interrupted"));
    } else {
        QCOMPARE(verify->exitStatus(), QProcess::CrashExit);
        QTRY_VERIFY_WITH_TIMEOUT(lab.isLinkUp(text("network1"), text("overlay0")), 10'000);
    }
    // Addresses on the interface itself: the routers' own move while they settle.
    const auto overlayAddresses = [&](const QByteArray &all) {
        QList<QByteArray> lines;
        for (const QByteArray &line : all.split('\n')) {
            if (line.contains("overlay0"))
                lines += line.simplified().split(' ').value(3);
        }
        std::sort(lines.begin(), lines.end());
        return lines;
    };
    QTRY_COMPARE_WITH_TIMEOUT(
        overlayAddresses(lab.inside(text("network1"), { text("ip"), text("-o"), text("addr") })),
        overlayAddresses(before), 10'000);
}

void TestVerify::watchSaysWhatBecameTrue()
{
    VerifyLab lab(false, text("fast"));
    QVERIFY2(lab.isUp(labUpMs), qPrintable(lab.why()));
    const auto watch = lab.start({ text("watch"), text("--lab-name"), lab.name() });
    QByteArray said = readUntil(*watch, "unknown -> protected", 20'000);
    QVERIFY2(said.contains("network1 snapshot: "), said.constData());
    QVERIFY2(said.contains("protected"), said.constData());
    lab.inside(text("network2"), { text("ip"), text("link"), text("set"), text("overlay0"), text("down") });
    said = readUntil(*watch, "overlay0 veth disabled", 10'000);
    QVERIFY2(said.contains("network2 link changed: overlay0 veth disabled"), said.constData());
    ::kill(static_cast<pid_t>(watch->processId()), SIGINT);
    QVERIFY(watch->waitForFinished(10'000));
    QCOMPARE(watch->exitStatus(), QProcess::NormalExit);
    QCOMPARE(watch->exitCode(), 0);
}

void TestVerify::aPrivateLabNeedsOneCommandOnly()
{
    QProcess verify;
    verify.start(
        text(KEEPVIEW_BIN "/keepviewctl"),
        { text("verify"), text("--lab"), text("--timers"), text("fast"), text("--json"), text("-") });
    QVERIFY(verify.waitForFinished(verifyMs));
    QCOMPARE(verify.exitCode(), 0);
    const QByteArray json = verify.readAllStandardOutput();
    QCOMPARE(QJsonDocument::fromJson(json).object()[text("result")].toString(), text("pass"));
}

void TestVerify::whatCannotRunSaysWhy_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("why");
    const QString verify = text("verify");
    const QString host = text("--host");
    QTest::newRow("no hosts") << QStringList{ verify } << QByteArray("--lab, or --host NAME='COMMAND'");
    QTest::newRow("a host without a command")
        << QStringList{ verify, host, text("network1") } << QByteArray("NAME='COMMAND'");
    QTest::newRow("a host with an open quote")
        << QStringList{ verify, host, text("a='ssh a") } << QByteArray("quote");
    QTest::newRow("two hosts of one name")
        << QStringList{ verify, host, text("a=true"), host, text("a=true") } << QByteArray("same name");
    QTest::newRow("hosts and a lab") << QStringList{ verify, text("--lab"), host, text("a=true") }
                                     << QByteArray("exclude each other");
    QTest::newRow("a program that is not there")
        << QStringList{ verify, host, text("a=/nonexistent/keepview-probe") }
        << QByteArray("could not be started");
    QTest::newRow("a command that complains and ends")
        << QStringList{ verify, host, text("a=sh -c 'echo Permission denied >&2; exit 7'") }
        << QByteArray("Permission denied");
    QTest::newRow("no address") << QStringList{ verify, text("--target"), text("nowhere"), host,
                                                text("a=true") }
                                << QByteArray("not an address");
    QTest::newRow("no interface") << QStringList{ verify, text("--overlay"), text("network1"), host,
                                                  text("a=true") }
                                  << QByteArray("HOST:INTERFACE");
    QTest::newRow("an unknown option") << QStringList{ verify, text("--fast") } << QByteArray("--help");
    QTest::newRow("a lab that does not run")
        << QStringList{ verify, text("--lab-name"), text("no-such-lab") } << QByteArray("lab");
    QTest::newRow("a recording that exists")
        << QStringList{ verify, text("--record"), text("/proc/version"), host, text("a=true") }
        << QByteArray("/proc/version");
    QTest::newRow("an unknown command") << QStringList{ text("verfiy") } << QByteArray("verfiy");
    QTest::newRow("a recording that is missing")
        << QStringList{ text("replay"), text("/nonexistent/a.rec") } << QByteArray("/nonexistent/a.rec");
}

void TestVerify::whatCannotRunSaysWhy()
{
    QFETCH(QStringList, words);
    QFETCH(QByteArray, why);
    QProcess process;
    process.start(text(KEEPVIEW_BIN "/keepviewctl"), words);
    QVERIFY(process.waitForFinished(30'000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 2);
    const QByteArray errors = process.readAllStandardError();
    QVERIFY2(errors.contains(why), errors.constData());
}

void TestVerify::aMissingHostInTheSnapshotIsSaid()
{
    QProcess process;
    process.start(text(KEEPVIEW_BIN "/keepviewctl"),
                  { text("snapshot"), text("--host"),
                    text("good=unshare -Urn " KEEPVIEW_BIN "/keepview-probe"), text("--host"),
                    text("bad=/nonexistent/probe"), text("--json"), text("-") });
    QVERIFY(process.waitForFinished(30'000));
    QCOMPARE(process.exitCode(), 2);
    QVERIFY(process.readAllStandardError().contains("bad: /nonexistent/probe could not be started"));
    const auto facts =
        QJsonDocument::fromJson(process.readAllStandardOutput()).object()[text("facts")].toArray();
    QVERIFY(facts.size() >= 3);
    QCOMPARE(facts[0].toObject()[text("m")].toString(), text("hello"));
}

} // namespace kv::tests

QTEST_GUILESS_MAIN(kv::tests::TestVerify)
#include "tst_verify.moc"
