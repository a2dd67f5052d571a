// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/session/fakesession.h"
#include "probes/session/nearclock.h"
#include "probes/session/recorder.h"
#include "probes/session/replaysession.h"
#include "probes/session/sessionset.h"
#include "probes/wire/codec.h"
#include "tests/support/samplebodies.h"
#include "tests/support/testmain.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace kv::session;
using namespace kv::model;

namespace kv::tests {

namespace {

Observation said(const char *host, TimeUs arrivedAt)
{
    return { host, arrivedAt, arrivedAt, NamespaceGone{ 1 } };
}

} // namespace

class TestSessionSet : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void severalHostsBecomeOneOrderedStreamWithTicks();
    void twoHostsOfOneNameAreRefused();
    void requestsGoToTheirHost();
    void stoppedComesWhenTheLastHasEnded();
    void whatWasRecordedIsReplayedEqual();
    void aReplayTakesItsTime();
    void damagedRecordingsSayTheLine();
    void aMissingRecordingIsAnError();
    void aRecordingIsPrivateAndNeverOverwritten();
};

void TestSessionSet::severalHostsBecomeOneOrderedStreamWithTicks()
{
    SessionSet set;
    auto first = std::make_unique<FakeSession>(QStringLiteral("a"));
    auto second = std::make_unique<FakeSession>(QStringLiteral("b"));
    FakeSession &a = *first;
    FakeSession &b = *second;
    QVERIFY(set.add(std::move(first)).ok());
    QVERIFY(set.add(std::move(second)).ok());
    QCOMPARE(set.hosts(), (QStringList{ QStringLiteral("a"), QStringLiteral("b") }));
    Observations stream;
    QObject::connect(&set, &SessionSet::observationsReceived, &set, [&](const Observations &some) {
        stream.insert(stream.end(), some.begin(), some.end());
    });
    set.start();
    const TimeUs now = nearNow();
    a.say({ said("a", now), said("a", now + 5) });
    b.say({ said("b", now - 1'000), said("b", now + 10) });
    QCOMPARE(stream.size(), 4u);
    QCOMPARE(stream[2].arrivedAt, now + 5);
    QCOMPARE(stream[2].at, now - 1'000);
    QTRY_COMPARE_GE(stream.size(), 9u);
    for (std::size_t i = 1; i < stream.size(); ++i)
        QCOMPARE_GE(stream[i].arrivedAt, stream[i - 1].arrivedAt);
    const TimeUs between = stream[8].at - stream[4].at;
    QVERIFY(std::holds_alternative<Tick>(stream[8].body));
    QCOMPARE_GE(between, 300'000);
}

void TestSessionSet::twoHostsOfOneNameAreRefused()
{
    SessionSet set;
    QVERIFY(set.add(std::make_unique<FakeSession>(QStringLiteral("a"))).ok());
    const auto again = set.addHost({ QStringLiteral("a"), { QStringLiteral("true") } });
    QVERIFY(!again.ok());
    QCOMPARE(again.error().code, ErrorCode::invalidArgument);
}

void TestSessionSet::requestsGoToTheirHost()
{
    SessionSet set;
    auto fake = std::make_unique<FakeSession>(QStringLiteral("a"));
    FakeSession &a = *fake;
    QVERIFY(set.add(std::move(fake)).ok());
    set.start();
    std::vector<wire::Reply> replies;
    const auto keep = [&](const wire::Reply &reply) { replies.push_back(reply); };
    set.ask(QStringLiteral("a"), wire::StopEcho{ 3 }, &set, keep);
    QCOMPARE(a.asked().size(), 1u);
    QVERIFY(std::get<wire::StopEcho>(a.asked()[0].operation).series == 3);
    a.reply({ a.asked()[0].id, 5, 0, {} });
    QCOMPARE(replies.size(), 1u);
    set.ask(QStringLiteral("nobody"), wire::AskClock{}, &set, keep);
    QTRY_COMPARE(replies.size(), 2u);
    QCOMPARE(replies[1].error->code, ErrorCode::notFound);
    set.ask(QStringLiteral("a"), wire::AskClock{}, &set, keep);
    set.stop();
    QTRY_COMPARE(replies.size(), 3u);
    QCOMPARE(replies[2].error->code, ErrorCode::gone);
}

void TestSessionSet::stoppedComesWhenTheLastHasEnded()
{
    SessionSet set;
    QVERIFY(set.add(std::make_unique<FakeSession>(QStringLiteral("a"))).ok());
    QVERIFY(set.addHost({ QStringLiteral("b"),
                          { QStringLiteral(KEEPVIEW_MISBEHAVE), QStringLiteral("hello"),
                            QStringLiteral("serve") } })
                .ok());
    QSignalSpy stopped(&set, &SessionSet::stopped);
    QSignalSpy hostEnded(&set, &SessionSet::hostEnded);
    bool isLive = false;
    QObject::connect(&set, &SessionSet::observationsReceived, &set, [&](const Observations &some) {
        for (const Observation &observation : some)
            isLive |= std::holds_alternative<Hello>(observation.body);
    });
    set.start();
    QTRY_VERIFY(isLive);
    set.stop();
    QTRY_COMPARE(stopped.size(), 1);
    QCOMPARE(hostEnded.size(), 2);
    QVERIFY(!set.isRunning());
}

static Observations sampleStream()
{
    Observations stream;
    TimeUs at = 1'000'000;
    for (const ObservationBody &body : sampleBodies())
        stream.push_back({ "network1", at, at += 5'000, body });
    return stream;
}

void TestSessionSet::whatWasRecordedIsReplayedEqual()
{
    QTemporaryDir directory;
    const QString file = directory.filePath(QStringLiteral("a.rec"));
    Recorder recorder;
    QVERIFY(recorder.open(file).ok());
    recorder.write(sampleStream());
    QVERIFY(recorder.close().ok());
    ReplaySession replay(file, 0);
    QSignalSpy ended(&replay, &Session::ended);
    QSignalSpy failed(&replay, &ReplaySession::lineFailed);
    Observations stream;
    QObject::connect(&replay, &Session::observationsReceived, &replay, [&](const Observations &some) {
        stream.insert(stream.end(), some.begin(), some.end());
    });
    replay.start();
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(failed.size(), 0);
    QVERIFY(stream == sampleStream());
    QCOMPARE(replay.lineNumber(), stream.size());
}

void TestSessionSet::aReplayTakesItsTime()
{
    QTemporaryDir directory;
    const QString file = directory.filePath(QStringLiteral("a.rec"));
    Recorder recorder;
    QVERIFY(recorder.open(file).ok());
    recorder.write({ said("a", 1'000'000), said("a", 2'000'000), said("a", 4'000'000) });
    QVERIFY(recorder.close().ok());
    ReplaySession replay(file, 10);
    QSignalSpy ended(&replay, &Session::ended);
    const TimeUs start = nearNow();
    replay.start();
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE_GE(nearNow() - start, 300'000);
    QCOMPARE_LT(nearNow() - start, 2'000'000);
}

void TestSessionSet::damagedRecordingsSayTheLine()
{
    QTemporaryDir directory;
    const QString name = directory.filePath(QStringLiteral("a.rec"));
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    const QByteArray good = QByteArray::fromStdString(wire::encode(said("a", 5)));
    file.write(good + "what?\n" + good + QByteArray(300'000, 'x') + "\n" + good + good.left(20));
    file.close();
    ReplaySession replay(name, 0);
    QSignalSpy ended(&replay, &Session::ended);
    std::vector<Error> errors;
    std::size_t heard = 0;
    QObject::connect(&replay, &ReplaySession::lineFailed, &replay,
                     [&](const Error &error) { errors.push_back(error); });
    QObject::connect(&replay, &Session::observationsReceived, &replay,
                     [&](const Observations &some) { heard += some.size(); });
    replay.start();
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(heard, 3u);
    QCOMPARE(errors.size(), 3u);
    QVERIFY(QString::fromStdString(errors[0].context).endsWith(QStringLiteral(":2")));
    QCOMPARE(errors[1].code, ErrorCode::oversized);
    QVERIFY(QString::fromStdString(errors[1].context).endsWith(QStringLiteral(":4")));
    QVERIFY(QString::fromStdString(errors[2].context).endsWith(QStringLiteral(":6")));
}

void TestSessionSet::aMissingRecordingIsAnError()
{
    ReplaySession replay(QStringLiteral("/nonexistent/a.rec"), 0);
    QSignalSpy ended(&replay, &Session::ended);
    std::vector<Error> errors;
    QObject::connect(&replay, &ReplaySession::lineFailed, &replay,
                     [&](const Error &error) { errors.push_back(error); });
    replay.start();
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(errors.size(), 1u);
    QCOMPARE(errors[0].code, ErrorCode::io);
}

void TestSessionSet::aRecordingIsPrivateAndNeverOverwritten()
{
    QTemporaryDir directory;
    const QString name = directory.filePath(QStringLiteral("a.rec"));
    Recorder recorder;
    QVERIFY(recorder.open(name).ok());
    recorder.write({ said("a", 5) });
    QTRY_COMPARE_GT(QFileInfo(name).size(), 0);
    QVERIFY(!(QFile::permissions(name) & (QFile::ReadGroup | QFile::ReadOther)));
    Recorder second;
    QVERIFY(!second.open(name).ok());
    QVERIFY(recorder.close().ok());
}

} // namespace kv::tests

QTEST_GUILESS_MAIN(kv::tests::TestSessionSet)
#include "tst_sessionset.moc"
