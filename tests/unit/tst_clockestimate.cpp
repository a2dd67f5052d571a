// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/session/clockestimate.h"
#include "tests/support/testmain.h"

#include <QObject>
#include <QTest>

using kv::session::ClockEstimate;

class TestClockEstimate : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void theBestRoundTripCounts();
    void anEstimateAgesWithTheDriftOfTwoClocks();
    void oneKernelHasOneClock_data();
    void oneKernelHasOneClock();
};

void TestClockEstimate::theBestRoundTripCounts()
{
    ClockEstimate clock;
    QVERIFY(!clock.best(0));
    clock.add(1'000, 500, 1'400);
    clock.add(2'000, 1'600, 2'100);
    clock.add(3'000, 9'999, 13'000);
    const auto best = clock.best(3'000);
    QVERIFY(best);
    QCOMPARE(best->offsetUs, 450);
    QCOMPARE(best->errorUs, 50);
}

void TestClockEstimate::anEstimateAgesWithTheDriftOfTwoClocks()
{
    ClockEstimate clock;
    clock.add(0, 0, 100);
    QCOMPARE(clock.best(10'000'100)->errorUs, 50 + 10 * ClockEstimate::driftPerMillion);
}

void TestClockEstimate::oneKernelHasOneClock_data()
{
    QTest::addColumn<bool>("sharesKernel");
    QTest::addColumn<qint64>("hostAt");
    QTest::addColumn<qint64>("offsetUs");
    QTest::addColumn<qint64>("errorUs");
    QTest::newRow("the same kernel, within the round trip: no offset, no error")
        << true << qint64{ 1'100 } << qint64{ 0 } << qint64{ 0 };
    QTest::newRow("the same kernel in a time namespace: measured")
        << true << qint64{ 90'000 } << qint64{ -88'000 } << qint64{ 1'000 };
    QTest::newRow("another kernel that happens to agree: measured")
        << false << qint64{ 1'100 } << qint64{ 900 } << qint64{ 1'000 };
}

void TestClockEstimate::oneKernelHasOneClock()
{
    QFETCH(bool, sharesKernel);
    QFETCH(qint64, hostAt);
    ClockEstimate clock;
    clock.setSharesKernel(sharesKernel);
    clock.add(1'000, hostAt, 3'000);
    const auto best = clock.best(3'000);
    QVERIFY(best);
    QTEST(qint64{ best->offsetUs }, "offsetUs");
    QTEST(qint64{ best->errorUs }, "errorUs");
}

QTEST_GUILESS_MAIN(TestClockEstimate)
#include "tst_clockestimate.moc"
