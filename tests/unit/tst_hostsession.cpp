// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/session/hostsession.h"
#include "probes/session/nearclock.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <csignal>

using namespace kv::session;
using namespace kv::model;
using Phase = SessionState::Phase;

namespace kv::tests {

namespace {

SessionPolicy quickPolicy()
{
    SessionPolicy policy;
    policy.reconnects = false;
    policy.firstPauseMs = 20;
    policy.lastPauseMs = 100;
    policy.helloMs = 2'000;
    policy.clockMs = 50;
    policy.keepAliveMs = 100;
    policy.silenceMs = 400;
    policy.endMs = 300;
    return policy;
}

/// A session with a misbehaving probe, and everything that it said.
struct Run {
    explicit Run(const QStringList &parts, SessionPolicy policy = quickPolicy())
        : session({ QStringLiteral("host"), QStringList{ QStringLiteral(KEEPVIEW_MISBEHAVE) } + parts },
                  policy),
          ended(&session, &Session::ended)
    {
        QObject::connect(&session, &Session::observationsReceived, &session,
                         [this](const Observations &some) {
                             observations.insert(observations.end(), some.begin(), some.end());
                         });
        session.start();
    }

    template <class Body> std::vector<Body> all() const
    {
        std::vector<Body> found;
        for (const Observation &observation : observations) {
            if (const auto *body = std::get_if<Body>(&observation.body))
                found.push_back(*body);
        }
        return found;
    }
    bool hasPhase(Phase phase) const
    {
        const auto states = all<SessionState>();
        return std::any_of(states.begin(), states.end(),
                           [&](const auto &state) { return state.phase == phase; });
    }
    QString lastText() const
    {
        const auto states = all<SessionState>();
        return states.empty() ? QString() : QString::fromStdString(states.back().text);
    }

    Observations observations;
    HostSession session;
    QSignalSpy ended;
};

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

} // namespace

class TestHostSession : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void aWellBehavedProbeIsLiveAndEndsWhenAsked();
    void theClockOfTheSameMachineIsFoundWithinItsError();
    void requestsAreAnsweredOnce();
    void failedStartsSayWhy_data();
    void failedStartsSayWhy();
    void openRequestsAreAnsweredGoneWhenTheProbeCrashes();
    void requestsWithoutASessionAreAnsweredGone();
    void damagedLinesAreCountedAndAskForASnapshot_data();
    void damagedLinesAreCountedAndAskForASnapshot();
    void aProbeThatStopsAnsweringIsLost();
    void aProbeThatIgnoresTheEndIsKilled();
    void aLostProbeIsStartedAgain();
    void aFloodIsBoundedAndDoesNotStarveOthers();
    void destroyingASessionEndsItsProcess();
    void repliesAreNotDeliveredToADestroyedContext();
};

void TestHostSession::aWellBehavedProbeIsLiveAndEndsWhenAsked()
{
    Run run(words("hello snapshot serve"));
    QTRY_COMPARE(run.all<SnapshotEnd>().size(), 1u);
    QVERIFY(run.hasPhase(Phase::live));
    QVERIFY(std::holds_alternative<SessionState>(run.observations[0].body));
    QVERIFY(std::holds_alternative<Hello>(run.observations[1].body));
    for (std::size_t i = 1; i < run.observations.size(); ++i)
        QCOMPARE_GE(run.observations[i].arrivedAt, run.observations[i - 1].arrivedAt);
    QCOMPARE(run.observations.back().host, std::string("host"));
    run.session.stop();
    QTRY_COMPARE(run.ended.size(), 1);
    QVERIFY(run.hasPhase(Phase::ended));
    QVERIFY(run.all<Lost>().empty());
}

void TestHostSession::theClockOfTheSameMachineIsFoundWithinItsError()
{
    Run run(words("hello snapshot serve"));
    QTRY_COMPARE_GE(run.all<ClockOffset>().size(), 8u);
    const ClockOffset first = run.all<ClockOffset>().front();
    const ClockOffset last = run.all<ClockOffset>().back();
    QCOMPARE_LE(std::abs(first.offsetUs), first.errorUs + 1);
    QCOMPARE_LE(std::abs(last.offsetUs), last.errorUs + 1);
    QCOMPARE_LE(last.errorUs, first.errorUs);
}

void TestHostSession::requestsAreAnsweredOnce()
{
    Run run(words("hello snapshot serve"));
    QTRY_VERIFY(run.hasPhase(Phase::live));
    std::vector<wire::Reply> replies;
    const auto keep = [&](const wire::Reply &reply) { replies.push_back(reply); };
    run.session.ask(wire::StopEcho{ 1 }, &run.session, keep);
    run.session.ask(wire::SetLink{}, &run.session, keep);
    run.session.ask(wire::AskClock{}, &run.session, keep);
    QVERIFY(replies.empty());
    QTRY_COMPARE(replies.size(), 3u);
    QVERIFY(!replies[0].error);
    QCOMPARE(replies[1].error->code, ErrorCode::notPermitted);
    QVERIFY(replies[2].at > 0);
    QCOMPARE(replies[0].id + 2, replies[1].id);
}

void TestHostSession::failedStartsSayWhy_data()
{
    QTest::addColumn<QStringList>("parts");
    QTest::addColumn<QString>("text");
    QTest::newRow("ends with a code and words on stderr")
        << words("complain exit-3") << QStringLiteral("code 3.*a password is required");
    QTest::newRow("is killed by a signal") << words("crash") << QStringLiteral("killed by a signal");
    QTest::newRow("chatters and says no hello") << words("chatter hang") << QStringLiteral("no hello.*");
    QTest::newRow("says nothing") << words("hang") << QStringLiteral("no word from the probe");
    QTest::newRow("speaks another protocol")
        << words("hello-of-protocol-2 serve") << QStringLiteral("protocol 2");
    QTest::newRow("ends after hello") << words("hello exit-3") << QStringLiteral("code 3");
    QTest::newRow("ends in the middle of a line")
        << words("hello half-line exit-3") << QStringLiteral("code 3");
    QTest::newRow("ends well, too early") << words("hello snapshot") << QStringLiteral("code 0");
}

void TestHostSession::failedStartsSayWhy()
{
    QFETCH(QStringList, parts);
    QFETCH(QString, text);
    Run run(parts);
    QTRY_COMPARE(run.ended.size(), 1);
    QCOMPARE(run.all<SessionState>().back().phase, Phase::ended);
    QVERIFY2(run.lastText().contains(QRegularExpression(text)), qPrintable(run.lastText()));

    HostSession none({ QStringLiteral("host"), { QStringLiteral("/nonexistent/probe") } }, quickPolicy());
    QSignalSpy ended(&none, &Session::ended);
    none.start();
    QTRY_COMPARE(ended.size(), 1);
}

void TestHostSession::openRequestsAreAnsweredGoneWhenTheProbeCrashes()
{
    Run run(words("hello snapshot serve-clock-only"));
    QTRY_VERIFY(run.hasPhase(Phase::live));
    std::vector<wire::Reply> replies;
    for (int i = 0; i < 5; ++i)
        run.session.ask(wire::StopEcho{ 1 }, &run.session,
                        [&](const wire::Reply &reply) { replies.push_back(reply); });
    run.session.stop();
    QTRY_COMPARE(run.ended.size(), 1);
    QCOMPARE(replies.size(), 5u);
    for (const wire::Reply &reply : replies)
        QCOMPARE(reply.error->code, ErrorCode::gone);
}

void TestHostSession::requestsWithoutASessionAreAnsweredGone()
{
    HostSession session({ QStringLiteral("host"), { QStringLiteral("/nonexistent/probe") } }, quickPolicy());
    std::optional<wire::Reply> early;
    session.ask(wire::AskClock{}, &session, [&](const wire::Reply &reply) { early = reply; });
    QVERIFY(!early);
    QTRY_VERIFY(early.has_value());
    QCOMPARE(early->error->code, ErrorCode::gone);

    Run run(words("hang"));
    std::optional<wire::Reply> beforeHello;
    run.session.ask(wire::AskClock{}, &run.session, [&](const wire::Reply &reply) { beforeHello = reply; });
    QTRY_VERIFY(beforeHello.has_value());
    QCOMPARE(beforeHello->error->code, ErrorCode::gone);
}

void TestHostSession::damagedLinesAreCountedAndAskForASnapshot_data()
{
    QTest::addColumn<QStringList>("parts");
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<quint64>("count");
    QTest::newRow("garbage between good lines")
        << words("hello snapshot garbage event serve") << QByteArray("malformed") << quint64{ 3 };
    QTest::newRow("a line that is too long")
        << words("hello snapshot oversized event serve") << QByteArray("malformed") << quint64{ 1 };
    QTest::newRow("chatter before hello")
        << words("chatter hello snapshot event serve") << QByteArray("malformed") << quint64{ 2 };
    QTest::newRow("a second hello") << words("hello hello snapshot event serve") << QByteArray("malformed")
                                    << quint64{ 1 };
    QTest::newRow("a hole in the sequence")
        << words("hello snapshot hole event serve") << QByteArray("sequence") << quint64{ 3 };
    QTest::newRow("a snapshot that was counted otherwise")
        << words("hello wrong-count event serve") << QByteArray() << quint64{ 0 };
}

void TestHostSession::damagedLinesAreCountedAndAskForASnapshot()
{
    QFETCH(QStringList, parts);
    QFETCH(QByteArray, reason);
    QFETCH(quint64, count);
    Run run(parts);
    QTRY_COMPARE(run.all<SnapshotEnd>().size(), 2u);
    quint64 said = 0;
    for (const Lost &lost : run.all<Lost>()) {
        QCOMPARE(QByteArray::fromStdString(lost.reason), reason);
        said += lost.count;
    }
    QCOMPARE(said, count);
    QVERIFY(run.hasPhase(Phase::live));
    QCOMPARE(run.ended.size(), 0);
}

void TestHostSession::aProbeThatStopsAnsweringIsLost()
{
    Run run(words("hello snapshot serve-nothing --follow"));
    QTRY_VERIFY(run.hasPhase(Phase::live));
    QTRY_COMPARE(run.ended.size(), 1);
    QVERIFY2(run.lastText().contains(QStringLiteral("has not answered")), qPrintable(run.lastText()));
    QVERIFY2(run.lastText().contains(QStringLiteral("--follow")), qPrintable(run.lastText()));
}

void TestHostSession::aProbeThatIgnoresTheEndIsKilled()
{
    Run run(words("hello hang"));
    QTRY_VERIFY(run.hasPhase(Phase::live));
    run.session.stop();
    QTRY_COMPARE(run.ended.size(), 1);
    QVERIFY2(run.lastText().contains(QStringLiteral("did not end"))
                 || run.lastText().contains(QStringLiteral("answered")),
             qPrintable(run.lastText()));
}

void TestHostSession::aLostProbeIsStartedAgain()
{
    QTemporaryDir directory;
    SessionPolicy policy = quickPolicy();
    policy.reconnects = true;
    QStringList parts = words("flap FILE hello snapshot serve");
    parts[1] = directory.filePath(QStringLiteral("starts"));
    Run run(parts, policy);
    QTRY_VERIFY(run.hasPhase(Phase::live));
    std::vector<Phase> phases;
    for (const SessionState &state : run.all<SessionState>())
        phases.push_back(state.phase);
    QCOMPARE(phases,
             (std::vector<Phase>{ Phase::starting, Phase::lost, Phase::starting, Phase::lost, Phase::starting,
                                  Phase::live }));
    QVERIFY(QString::fromStdString(run.all<SessionState>()[1].text).contains(QStringLiteral("not yet")));
    QCOMPARE(run.ended.size(), 0);
}

void TestHostSession::aFloodIsBoundedAndDoesNotStarveOthers()
{
    QThread worker;
    worker.start();
    {
        SessionPolicy policy = quickPolicy();
        policy.maxWaiting = 5'000;
        policy.silenceMs = 60'000;
        HostSession loud(
            { QStringLiteral("loud"),
              { QStringLiteral(KEEPVIEW_MISBEHAVE), QStringLiteral("hello"), QStringLiteral("flood") } },
            policy, &worker);
        HostSession quiet({ QStringLiteral("quiet"),
                            { QStringLiteral(KEEPVIEW_MISBEHAVE), QStringLiteral("hello"),
                              QStringLiteral("snapshot"), QStringLiteral("serve") } },
                          policy, &worker);
        std::size_t heard = 0;
        std::size_t largest = 0;
        quint64 dropped = 0;
        bool isQuietLive = false;
        std::vector<qint64> answersMs;
        QObject::connect(&loud, &Session::observationsReceived, &loud, [&](const Observations &some) {
            heard += some.size();
            largest = std::max(largest, some.size());
            for (const Observation &observation : some) {
                if (const auto *lost = std::get_if<Lost>(&observation.body))
                    dropped += lost->count;
            }
        });
        QObject::connect(&quiet, &Session::observationsReceived, &quiet, [&](const Observations &some) {
            for (const Observation &observation : some)
                isQuietLive |= std::holds_alternative<SnapshotEnd>(observation.body);
        });
        loud.start();
        QTRY_COMPARE_GE(heard, 1'000u);
        // The near end sleeps while the flood goes on: what waits for it is bounded, the rest is dropped and
        // said.
        QElapsedTimer pause;
        pause.start();
        while (pause.elapsed() < 500)
            QThread::msleep(50);
        QTRY_COMPARE_GT(dropped, 0u);
        QCOMPARE_LE(largest, policy.maxWaiting);
        quiet.start();
        QTRY_VERIFY(isQuietLive);
        QElapsedTimer clock;
        clock.start();
        quiet.ask(wire::AskClock{}, &quiet,
                  [&](const wire::Reply &) { answersMs.push_back(clock.elapsed()); });
        QTRY_COMPARE(answersMs.size(), 1u);
        QCOMPARE_LT(answersMs[0], 1'000);
    }
    worker.quit();
    worker.wait();
}

void TestHostSession::destroyingASessionEndsItsProcess()
{
    QTemporaryDir directory;
    const QString pidFile = directory.filePath(QStringLiteral("pid"));
    {
        HostSession session(
            { QStringLiteral("host"),
              { QStringLiteral("sh"), QStringLiteral("-c"),
                QStringLiteral("echo $$ > %1; exec " KEEPVIEW_MISBEHAVE " hello hang").arg(pidFile) } },
            quickPolicy());
        session.start();
        QTRY_VERIFY(QFile::exists(pidFile) && QFile(pidFile).size() > 0);
    }
    QFile file(pidFile);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto pid = static_cast<pid_t>(file.readAll().trimmed().toInt());
    QVERIFY(pid > 1);
    QCOMPARE(::kill(pid, 0), -1);
}

void TestHostSession::repliesAreNotDeliveredToADestroyedContext()
{
    Run run(words("hello snapshot serve"));
    QTRY_VERIFY(run.hasPhase(Phase::live));
    auto context = std::make_unique<QObject>();
    bool wasCalled = false;
    bool isOver = false;
    run.session.ask(wire::AskClock{}, context.get(), [&](const wire::Reply &) { wasCalled = true; });
    context.reset();
    run.session.ask(wire::AskClock{}, &run.session, [&](const wire::Reply &) { isOver = true; });
    QTRY_VERIFY(isOver);
    QVERIFY(!wasCalled);
}

} // namespace kv::tests

QTEST_GUILESS_MAIN(kv::tests::TestHostSession)
#include "tst_hostsession.moc"
