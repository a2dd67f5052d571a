// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/engine.h"
#include "tests/support/guidesite.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace kv;
using tests::GuideSite;

namespace {

constexpr model::TimeUs second = GuideSite::second;

/// A failover with repair, a graceful stop and a probe that falls silent; pinged all the time.
std::vector<model::Observation> eventfulRecords()
{
    GuideSite records;
    records.guide();
    records.startEcho("client", 1, "203.0.113.17", 10'000);
    records.advance(5 * second);
    records.overlay("network1", false);
    records.answer("203.0.113.17", false);
    records.advance(5'600'000);
    records.becomeActive("network2");
    records.advance(300'000);
    records.answer("203.0.113.17", true);
    records.advance(8 * second);
    records.overlay("network1", true);
    records.advance(900'000);
    records.becomeStandby("network1");
    records.advance(8 * second);
    records.giveUp("network2");
    records.keepalived("network2", model::ProcessState::gone);
    records.dropAddresses("network2");
    records.advance(800'000);
    records.becomeActive("network1");
    records.advance(5 * second);
    records.silence("network1", true);
    records.advance(5 * second);
    return records.take();
}

std::vector<std::string> logInBatches(const std::vector<model::Observation> &records, std::size_t size)
{
    engine::Engine engine;
    for (std::size_t from = 0; from < records.size(); from += size) {
        const auto begin = records.begin() + static_cast<std::ptrdiff_t>(from);
        const auto end = records.begin() + static_cast<std::ptrdiff_t>(std::min(from + size, records.size()));
        engine.ingest({ begin, end });
        engine.currentSite(); // publishing must not change what is concluded
    }
    return engine.verdictLog();
}

bool areSame(const state::Site &a, const state::Site &b)
{
    return a.now == b.now && a.records == b.records && a.networks == b.networks && a.routers == b.routers
        && a.changes == b.changes && a.targets == b.targets && a.markers == b.markers
        && a.roleSpans == b.roleSpans
        && std::ranges::equal(a.hosts, b.hosts, [](const state::Host &left, const state::Host &right) {
               return left.name == right.name && left.kind == right.kind && left.stale == right.stale
                   && left.uses == right.uses && *left.view == *right.view;
           });
}

} // namespace

class TestVerdictLog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void theLogDoesNotDependOnHowRecordsArrive_data();
    void theLogDoesNotDependOnHowRecordsArrive();
    void theLogTellsTheStory();
    void goingBackIsReadingLess();
    void theOldestRecordsAreForgottenByKeyFrames();
    void whatIsTooOldIsForgottenHoweverLittleComes();
};

void TestVerdictLog::theLogDoesNotDependOnHowRecordsArrive_data()
{
    QTest::addColumn<int>("size");
    QTest::newRow("one record at a time") << 1;
    QTest::newRow("seven records at a time") << 7;
    QTest::newRow("a hundred records at a time") << 100;
    QTest::newRow("a thousand records at a time") << 1'000;
}

void TestVerdictLog::theLogDoesNotDependOnHowRecordsArrive()
{
    QFETCH(int, size);
    const std::vector<model::Observation> records = eventfulRecords();
    const std::vector<std::string> atOnce = logInBatches(records, records.size());
    QVERIFY(atOnce.size() > 15);
    QCOMPARE(logInBatches(records, static_cast<std::size_t>(size)), atOnce);
}

void TestVerdictLog::theLogTellsTheStory()
{
    std::vector<std::string> told;
    for (const std::string &line : logInBatches(eventfulRecords(), 50))
        told.push_back(line.substr(line.find("router b6206312 ") + 16));
    const std::vector<std::string> expected = {
        "network1 unknown -> active",  "network2 unknown -> standby",
        "served-by - -> network1",     "protection unknown -> protected",
        "network1 active -> isolated", "protection protected -> failing-over",
        "served-by network1 -> -",     "network2 standby -> active",
        "served-by - -> network2",     "protection failing-over -> unprotected",
        "network1 isolated -> active", "protection unprotected -> failing-over",
        "served-by network2 -> -",     "network1 active -> standby",
        "served-by - -> network2",     "protection failing-over -> protected",
    };
    QVERIFY(told.size() > expected.size());
    told.resize(expected.size());
    for (std::size_t i = 0; i < told.size(); ++i)
        QCOMPARE(QString::fromStdString(told[i]), QString::fromStdString(expected[i]));
}

void TestVerdictLog::goingBackIsReadingLess()
{
    const std::vector<model::Observation> records = eventfulRecords();
    engine::Engine whole;
    whole.ingest(records);
    QVERIFY(records.size() > 500);
    for (const std::size_t number :
         { std::size_t(1), records.size() / 3, records.size() / 2, records.size() }) {
        engine::Engine part;
        part.ingest({ records.begin(), records.begin() + static_cast<std::ptrdiff_t>(number) });
        QVERIFY2(areSame(*whole.siteAt(number), *part.currentSite()), qPrintable(QString::number(number)));
    }
    QCOMPARE(whole.siteAt(records.size() + 1'000)->records, std::uint64_t(records.size()));
}

void TestVerdictLog::theOldestRecordsAreForgottenByKeyFrames()
{
    engine::Journal journal;
    engine::Effects effects;
    GuideSite records;
    records.guide();
    for (const model::Observation &record : records.take())
        journal.append(record, effects);
    const std::uint64_t beforeBatches = journal.size();
    model::Observation batch;
    batch.host = "client";
    batch.body = model::EchoBatch{};
    while (journal.size() < engine::Journal::maxRecords + 25'000) {
        batch.at = batch.arrivedAt = records.now() + static_cast<model::TimeUs>(journal.size());
        journal.append(batch, effects);
    }
    QVERIFY(journal.firstKept() > beforeBatches);
    QVERIFY(journal.size() - journal.firstKept() < engine::Journal::maxRecords);
    // What the forgotten records said is in the key frame.
    const state::SitePtr oldest = journal.at(0).site();
    QCOMPARE(oldest->records, journal.firstKept() - 1);
    QCOMPARE(oldest->hosts.size(), std::size_t(5));
    QCOMPARE(oldest->routers.size(), std::size_t(1));
    std::size_t visited = 0;
    journal.forEachFrom(journal.size() - 9, [&visited](const model::Observation &) { ++visited; });
    QCOMPARE(visited, std::size_t(10));
}

void TestVerdictLog::whatIsTooOldIsForgottenHoweverLittleComes()
{
    engine::Journal journal;
    engine::Effects effects;
    model::Observation tick;
    tick.body = model::Tick{};
    std::size_t mostFrames = 0;
    for (model::TimeUs at = second; at < 3 * engine::Journal::keptUs; at += second) {
        tick.at = tick.arrivedAt = at;
        journal.append(tick, effects);
        mostFrames = std::max(mostFrames, journal.keyFrames());
    }
    const auto framesKept = engine::Journal::keptUs / engine::Journal::keyFrameUs;
    QVERIFY(mostFrames <= static_cast<std::size_t>(framesKept + 2));
    const auto held = static_cast<model::TimeUs>(journal.size() - journal.firstKept() + 1);
    QVERIFY(held * second >= engine::Journal::keptUs);
    QVERIFY(held * second <= engine::Journal::keptUs + 2 * engine::Journal::keyFrameUs);
}

QTEST_GUILESS_MAIN(TestVerdictLog)
#include "tst_verdictlog.moc"
