// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/continuity.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <map>

using namespace kv;
using engine::EchoTracker;
using state::EchoVerdict;

namespace {

constexpr model::TimeUs ms = 1'000;
constexpr model::TimeUs start = 5'000'000;

/// What happens to each probe of a series: answered after so many ms, lost (-1), or not sent (-2).
constexpr int lost = -1;
constexpr int notSent = -2;

/// A series at a fixed interval whose batches come each 50 ms, as the probe sends them.
class Series {
public:
    explicit Series(std::uint32_t intervalMs) : m_intervalUs(intervalMs * 1'000)
    {
        model::EchoSeriesState state;
        state.spec.series = 1;
        state.spec.intervalUs = m_intervalUs;
        state.running = true;
        tracker.take(state);
    }

    void probes(std::size_t count, int afterMs)
    {
        for (std::size_t i = 0; i < count; ++i)
            m_fates.push_back(afterMs);
    }

    void run(model::TimeUs moreUs = 0)
    {
        const model::TimeUs end = start + static_cast<model::TimeUs>(m_fates.size()) * m_intervalUs + moreUs;
        for (model::TimeUs upTo = start + 50 * ms; upTo <= end; upTo += 50 * ms) {
            model::EchoBatch batch;
            batch.series = 1;
            batch.upTo = upTo;
            for (std::size_t i = 0; i < m_fates.size(); ++i) {
                const model::TimeUs sentAt = start + static_cast<model::TimeUs>(i) * m_intervalUs;
                const model::TimeUs answeredAt = sentAt + m_fates[i] * ms;
                if (sentAt >= upTo - 50 * ms && sentAt < upTo)
                    batch.sent.push_back({ i + 1, sentAt, m_fates[i] == notSent });
                if (m_fates[i] >= 0 && answeredAt >= upTo - 50 * ms && answeredAt < upTo)
                    batch.answers.push_back({ i + 1, answeredAt, m_fates[i] * ms });
            }
            take(batch);
        }
    }

    void take(const model::EchoBatch &batch)
    {
        std::vector<state::EchoPoint> changed;
        tracker.take(batch, 0, changed);
        for (const state::EchoPoint &point : changed)
            points[point.sequence] = point;
    }

    EchoTracker tracker;
    std::map<std::uint64_t, state::EchoPoint> points; ///< as the chart would have them

private:
    std::uint32_t m_intervalUs;
    std::vector<int> m_fates;
};

} // namespace

class TestContinuity : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void classes_data();
    void classes();
    void factsThreeTen();
    void anInterruptionEndsWithThreeAnswersInTime();
    void everyInterruptionIsListed();
    void whatWasNotSentIsNeitherLostNorAnInterruption();
    void aSlowSeriesIsLateAfterThreeIntervals();
    void anOpenInterruptionHasNoEnd();
    void aLostProbeThatIsAnsweredAfterAllBecomesDelayed();
    void aSecondAnswerIsADuplicate();
    void aNewRunCountsFromOneAgain();
    void hostileBatchesStayBounded();
};

void TestContinuity::classes_data()
{
    QTest::addColumn<int>("afterMs");
    QTest::addColumn<EchoVerdict>("verdict");
    QTest::newRow("an answer at once is in time") << 0 << EchoVerdict::answered;
    QTest::newRow("an answer after exactly 100 ms is in time") << 100 << EchoVerdict::answered;
    QTest::newRow("an answer after 101 ms is delayed") << 101 << EchoVerdict::delayed;
    QTest::newRow("an answer after 2,028 ms is delayed") << 2028 << EchoVerdict::delayed;
    QTest::newRow("no answer is lost") << lost << EchoVerdict::lost;
    QTest::newRow("what was not sent is not sent") << notSent << EchoVerdict::notSent;
}

void TestContinuity::classes()
{
    QFETCH(int, afterMs);
    QFETCH(EchoVerdict, verdict);
    Series series(10);
    series.probes(10, 1);
    series.probes(1, afterMs);
    series.probes(10, 1);
    series.run(4'000 * ms);
    QCOMPARE(series.points.at(11).verdict, verdict);
    QCOMPARE(series.points.at(10).verdict, EchoVerdict::answered);
    const state::TargetContinuity counts = series.tracker.continuity();
    QCOMPARE(counts.sent + counts.notSent, std::uint64_t(21));
    QCOMPARE(counts.answered, std::uint64_t(verdict == EchoVerdict::answered ? 21 : 20));
    QCOMPARE(counts.lost, std::uint64_t(verdict == EchoVerdict::lost ? 1 : 0));
    QCOMPARE(counts.delayed, std::uint64_t(verdict == EchoVerdict::delayed ? 1 : 0));
    QCOMPARE(counts.notSent, std::uint64_t(verdict == EchoVerdict::notSent ? 1 : 0));
}

/// FACTS 3.10: the address was away for 2.0 s; of 500 echoes at 10 ms, 44 were lost and 159 came back late,
/// up to 2,028 ms. Counting only the lost ones says 0.44 s.
void TestContinuity::factsThreeTen()
{
    Series series(10);
    series.probes(150, 1);
    for (int i = 0; i < 159; ++i)
        series.probes(1, 2028 - i * 12); // queued behind ARP, all delivered when it was answered
    series.probes(44, lost);
    series.probes(147, 1);
    series.run(4'000 * ms);
    const state::TargetContinuity counts = series.tracker.continuity();
    QCOMPARE(counts.sent, std::uint64_t(500));
    QCOMPARE(counts.lost, std::uint64_t(44));
    QCOMPARE(counts.delayed, std::uint64_t(159));
    QCOMPARE(counts.interruptions.size(), std::size_t(1));
    const state::Interruption &interruption = counts.interruptions.front();
    QCOMPARE(interruption.begin, start + 150 * 10 * ms);
    QVERIFY(interruption.end.has_value());
    QCOMPARE(*interruption.end - interruption.begin, 2'030 * ms);
    QCOMPARE(interruption.lost, std::uint64_t(44));
    QCOMPARE(interruption.delayed, std::uint64_t(159));
    QCOMPARE(interruption.maxRttUs, 2'028 * ms);
}

void TestContinuity::anInterruptionEndsWithThreeAnswersInTime()
{
    Series series(10);
    series.probes(10, 1);
    series.probes(5, lost);
    series.probes(2, 1); // two are not enough
    series.probes(5, lost);
    series.probes(10, 1);
    series.run(4'000 * ms);
    const state::TargetContinuity counts = series.tracker.continuity();
    QCOMPARE(counts.interruptions.size(), std::size_t(1));
    QCOMPARE(counts.interruptions.front().begin, start + 100 * ms);
    QCOMPARE(*counts.interruptions.front().end, start + 220 * ms);
    QCOMPARE(counts.interruptions.front().lost, std::uint64_t(10));
}

void TestContinuity::everyInterruptionIsListed()
{
    Series series(10);
    for (int i = 0; i < 3; ++i) {
        series.probes(20, 1);
        series.probes(static_cast<std::size_t>(i + 1), lost);
    }
    series.probes(20, 1);
    series.run(4'000 * ms);
    const state::TargetContinuity counts = series.tracker.continuity();
    QCOMPARE(counts.interruptions.size(), std::size_t(3));
    for (std::size_t i = 0; i < 3; ++i) {
        const state::Interruption &interruption = counts.interruptions[i];
        QCOMPARE(*interruption.end - interruption.begin, static_cast<model::TimeUs>(i + 1) * 10 * ms);
        QCOMPARE(interruption.lost, std::uint64_t(i + 1));
    }
    QCOMPARE(series.tracker.endedCount(), std::uint64_t(3));
}

void TestContinuity::whatWasNotSentIsNeitherLostNorAnInterruption()
{
    Series series(10);
    series.probes(10, 1);
    series.probes(30, notSent);
    series.probes(10, 1);
    series.probes(2, lost);
    series.probes(3, notSent);
    series.probes(1, 1);
    series.probes(4, notSent); // between answers of the run that ends it: not part of the interruption
    series.probes(10, 1);
    series.run(4'000 * ms);
    const state::TargetContinuity counts = series.tracker.continuity();
    QCOMPARE(counts.notSent, std::uint64_t(37));
    QCOMPARE(counts.lost, std::uint64_t(2));
    QCOMPARE(counts.interruptions.size(), std::size_t(1));
    QCOMPARE(counts.interruptions.front().notSent, std::uint64_t(3));
    QCOMPARE(*counts.interruptions.front().end - counts.interruptions.front().begin, 50 * ms);
}

void TestContinuity::aSlowSeriesIsLateAfterThreeIntervals()
{
    Series series(1'000);
    series.probes(5, 2'900);
    series.run(6'000 * ms);
    QCOMPARE(series.tracker.inTimeUs(), 3'000 * ms);
    QCOMPARE(series.tracker.continuity().answered, std::uint64_t(5));
    QVERIFY(series.tracker.continuity().interruptions.empty());
}

void TestContinuity::anOpenInterruptionHasNoEnd()
{
    Series series(10);
    series.probes(10, 1);
    series.probes(200, lost);
    series.run();
    const state::TargetContinuity counts = series.tracker.continuity();
    QCOMPARE(counts.interruptions.size(), std::size_t(1));
    QVERIFY(!counts.interruptions.front().end.has_value());
    QCOMPARE(counts.interruptions.front().durationUs(start + 2'100 * ms), 2'000 * ms);
    QCOMPARE(counts.lost, std::uint64_t(0)); // not yet: they may still be late
    QCOMPARE(series.points.at(100).verdict, EchoVerdict::waiting);
}

void TestContinuity::aLostProbeThatIsAnsweredAfterAllBecomesDelayed()
{
    Series series(10);
    series.probes(10, 1);
    series.probes(1, 4'000);
    series.probes(10, 1);
    series.run(3'500 * ms);
    QCOMPARE(series.points.at(11).verdict, EchoVerdict::lost);
    QCOMPARE(series.tracker.continuity().interruptions.front().lost, std::uint64_t(1));
    model::EchoBatch batch;
    batch.series = 1;
    batch.upTo = start + 4'200 * ms;
    batch.answers.push_back({ 11, start + 4'100 * ms, 4'000 * ms });
    series.take(batch);
    QCOMPARE(series.points.at(11).verdict, EchoVerdict::delayed);
    const state::TargetContinuity counts = series.tracker.continuity();
    QCOMPARE(counts.lost, std::uint64_t(0));
    QCOMPARE(counts.delayed, std::uint64_t(1));
    QCOMPARE(counts.interruptions.front().lost, std::uint64_t(0));
    QCOMPARE(counts.interruptions.front().delayed, std::uint64_t(1));
}

void TestContinuity::aSecondAnswerIsADuplicate()
{
    Series series(10);
    series.probes(10, 1);
    series.run();
    model::EchoBatch batch;
    batch.series = 1;
    batch.upTo = start + 150 * ms;
    batch.answers.push_back({ 3, start + 140 * ms, 120 * ms });
    batch.answers.push_back({ 4'711, start + 140 * ms, 120 * ms }); // never sent: a stranger's
    series.take(batch);
    QCOMPARE(series.tracker.continuity().duplicates, std::uint64_t(1));
    QCOMPARE(series.tracker.continuity().answered, std::uint64_t(10));
    QCOMPARE(series.points.at(3).rttUs, 1 * ms);
}

void TestContinuity::aNewRunCountsFromOneAgain()
{
    Series series(10);
    series.probes(10, 1);
    series.run();
    model::EchoSeriesState state;
    state.spec.series = 1;
    state.spec.intervalUs = 10'000;
    series.tracker.take(state);
    QVERIFY(!series.tracker.continuity().running);
    QCOMPARE(series.tracker.continuity().sent, std::uint64_t(10));
    state.running = true;
    series.tracker.take(state);
    QCOMPARE(series.tracker.continuity().sent, std::uint64_t(0));
    series.run();
    QCOMPARE(series.tracker.continuity().answered, std::uint64_t(10));
}

void TestContinuity::hostileBatchesStayBounded()
{
    EchoTracker tracker;
    std::vector<state::EchoPoint> changed;
    std::uint64_t sequence = 0;
    for (int i = 0; i < 200; ++i) {
        model::EchoBatch batch; // never says how far it read, so nothing can be decided by age
        for (int k = 0; k < 1'000; ++k)
            batch.sent.push_back({ ++sequence, start, false });
        tracker.take(batch, 0, changed);
        changed.clear();
    }
    QCOMPARE(tracker.openPoints(), EchoTracker::maxOpenPoints);
    QCOMPARE(tracker.continuity().sent, std::uint64_t(200'000));
}

QTEST_GUILESS_MAIN(TestContinuity)
#include "tst_continuity.moc"
