// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/alarmwatch.h"
#include "tests/benchmarks/kernelwitness.h"
#include "tests/benchmarks/residentset.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace kv;
using namespace kv::tests;
using state::Protection;
using state::Role;

Q_DECLARE_METATYPE(kv::state::Router)
Q_DECLARE_METATYPE(kv::tests::SiteTruth)

namespace {

constexpr NodeTruth serving{ true, true };
constexpr NodeTruth waiting{ true, false };
constexpr NodeTruth cut{ false, true };

state::Router routerOf(Protection protection, const std::string &servedBy, Role first, Role second)
{
    state::Router router;
    router.protection = protection;
    router.servedBy = servedBy;
    for (const Role role : { first, second }) {
        state::Instance instance;
        instance.host = router.instances.empty() ? "network1" : "network2";
        instance.role = role;
        instance.advertCentis = 200;
        router.instances.push_back(instance);
    }
    router.expected = { 4'800'000, 6'800'000, true };
    return router;
}

} // namespace

/// The soak's own judgement: it must be able to find something wrong.
class TestSoak : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void verdictsBesideTheKernel_data();
    void verdictsBesideTheKernel();
    void anAlarmMayStandAsLongAsAFailover_data();
    void anAlarmMayStandAsLongAsAFailover();
    void theSlopeIsOfTheSamplesAfterTheWarmUp();
    void thisProcessIsTheGui();
};

void TestSoak::verdictsBesideTheKernel_data()
{
    QTest::addColumn<state::Router>("router");
    QTest::addColumn<SiteTruth>("truth");
    QTest::addColumn<int>("wrong");
    const SiteTruth steady{ { "network1", serving }, { "network2", waiting } };
    const SiteTruth over{ { "network1", cut }, { "network2", serving } };
    const SiteTruth both{ { "network1", serving }, { "network2", serving } };
    const SiteTruth none{ { "network1", waiting }, { "network2", waiting } };
    const auto right = routerOf(Protection::isProtected, "network1", Role::active, Role::standby);
    QTest::newRow("steady and said so") << right << steady << 0;
    QTest::newRow("over, isolated and said so")
        << routerOf(Protection::unprotected, "network2", Role::isolated, Role::active) << over << 0;
    QTest::newRow("still called steady after a takeover: who, protection and both roles")
        << right << over << 4;
    QTest::newRow("called protected while both serve: who, protection and a role") << right << both << 3;
    QTest::newRow("split and said so")
        << routerOf(Protection::split, "", Role::active, Role::active) << both << 0;
    QTest::newRow("called steady while nobody serves") << right << none << 4;
    QTest::newRow("the wrong one serves")
        << routerOf(Protection::isProtected, "network2", Role::active, Role::standby) << steady << 1;
    auto stale = right;
    stale.instances.back().stale = true;
    QTest::newRow("right, but of an old probe") << stale << steady << 1;
    auto alone = right;
    alone.instances.pop_back();
    QTest::newRow("one instance is not known") << alone << steady << 1;
}

void TestSoak::verdictsBesideTheKernel()
{
    QFETCH(state::Router, router);
    QFETCH(SiteTruth, truth);
    QTEST(static_cast<int>(wrongVerdicts(router, truth).size()), "wrong");
}

void TestSoak::anAlarmMayStandAsLongAsAFailover_data()
{
    QTest::addColumn<state::Router>("router");
    QTest::addColumn<int>("seconds");
    QTest::addColumn<int>("tooLong");
    const auto failing = routerOf(Protection::failingOver, "", Role::isolated, Role::standby);
    QTest::newRow("failing over for 9 s") << failing << 9 << 0;
    QTest::newRow("failing over for 11 s, and nobody serves") << failing << 11 << 2;
    QTest::newRow("split for 11 s, told once")
        << routerOf(Protection::split, "network1", Role::active, Role::active) << 11 << 1;
    QTest::newRow("unprotected is no alarm while an overlay is down")
        << routerOf(Protection::unprotected, "network2", Role::isolated, Role::active) << 60 << 0;
}

void TestSoak::anAlarmMayStandAsLongAsAFailover()
{
    QFETCH(state::Router, router);
    QFETCH(int, seconds);
    AlarmWatch watch;
    for (model::TimeUs at = 0; at <= seconds * model::TimeUs{ 1'000'000 }; at += 100'000)
        watch.note(router, at);
    QTEST(static_cast<int>(watch.tooLong().size()), "tooLong");
    for (const auto &[alarm, stood] : watch.longest())
        QCOMPARE(stood, seconds * model::TimeUs{ 1'000'000 });
}

void TestSoak::theSlopeIsOfTheSamplesAfterTheWarmUp()
{
    std::vector<MemorySample> samples;
    for (int minute = 0; minute <= 120; ++minute) {
        const double hours = minute / 60.0;
        // Fills up for 24 minutes, then grows by 600 KiB an hour, with a ripple.
        samples.push_back(
            { hours,
              minute < 24 ? 100'000.0 * minute / 24 : 100'000 + 600 * hours + (minute % 2 == 0 ? 40 : -40) });
    }
    const double slope = slopeKibPerHour(samples, 0.4);
    QVERIFY2(slope > 590 && slope < 610, qPrintable(QString::number(slope)));
    QVERIFY(slopeKibPerHour(samples, 0) > 10'000);
    QCOMPARE(slopeKibPerHour(samples, 2), 0.0); // one sample has no slope
    QCOMPARE(slopeKibPerHour({}, 0), 0.0);
}

void TestSoak::thisProcessIsTheGui()
{
    ResidentSet memory;
    memory.sample(0);
    QCOMPARE(memory.tracks().size(), std::size_t(2));
    const MemoryTrack &own = memory.tracks().at("gui");
    QVERIFY(own.samples.front().kib > 1'000);
    std::vector<char> ballast(16 * 1024 * 1024, 'x');
    memory.sample(1);
    QVERIFY(ballast.back() == 'x');
    QVERIFY(own.samples.back().kib > own.samples.front().kib + 15'000);
    const MemoryTrack &heap = memory.tracks().at(ResidentSet::heapTrack);
#ifdef __SANITIZE_ADDRESS__
    // The sanitizer's heap is not glibc's: mallinfo2 sees nothing of it.
    QCOMPARE(heap.samples.back().kib, heap.samples.front().kib);
#else
    QVERIFY(heap.samples.back().kib > heap.samples.front().kib + 15'000);
#endif
}

QTEST_GUILESS_MAIN(TestSoak)
#include "tst_soak.moc"
