// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/distribution.h"
#include "app/engine/engine.h"
#include "tests/support/guidesite.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace kv;
using tests::GuideSite;

namespace {

constexpr model::TimeUs second = GuideSite::second;

model::PortCounts counts(model::NetnsCookie netns, std::uint64_t packets, std::uint64_t bytes)
{
    // qr-inside4 and qg-outside of GuideSite; its ha-port is 2.
    return { { { { netns, 2 }, 1'000 * packets, 1'000 * bytes, 0, 0 },
               { { netns, 3 }, packets, bytes, 0, 0 },
               { { netns, 5 }, 0, 0, packets, bytes } } };
}

} // namespace

class TestPortRates : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void trafficIsCountedFromMessageToMessage();
    void aSilentProbesRateIsTheLastThatIsKnown();
    void portsThatASnapshotHasNotAreGone();
};

void TestPortRates::trafficIsCountedFromMessageToMessage()
{
    GuideSite records;
    records.guide();
    records.add("network1", counts(records.routerNetns("network1"), 100, 10'000));
    engine::Engine engine;
    const auto now = [&] {
        engine.ingest(records.take());
        return engine::distribution(*engine.currentSite()).nodes.front().traffic;
    };
    QVERIFY(!now());
    records.advance(2 * second);
    records.add("network1", counts(records.routerNetns("network1"), 300, 14'000));
    auto rate = now();
    QVERIFY(rate);
    QCOMPARE(rate->packets, 200.0); // (300 - 100) / 2 s on two ports; the HA port does not count
    QCOMPARE(rate->bytes, 4'000.0);
    // A snapshot repeats what was just said: no other rate.
    records.advance(second / 10);
    records.add("network1", counts(records.routerNetns("network1"), 300, 14'000));
    QCOMPARE(now()->packets, 200.0);
    // No message: the ports stand still.
    records.advance(4 * second);
    QCOMPARE(now()->packets, 0.0);
    // The counters began anew.
    records.add("network1", counts(records.routerNetns("network1"), 5, 500));
    QVERIFY(!now());
}

void TestPortRates::aSilentProbesRateIsTheLastThatIsKnown()
{
    GuideSite records;
    records.guide();
    records.add("network1", counts(records.routerNetns("network1"), 100, 10'000));
    records.advance(2 * second);
    records.add("network1", counts(records.routerNetns("network1"), 300, 14'000));
    records.silence("network1", true);
    engine::Engine engine;
    for (const model::TimeUs silence : { 3 * second - second / 4, 10 * second }) {
        records.advance(silence);
        engine.ingest(records.take());
        const state::NodeShare node = engine::distribution(*engine.currentSite()).nodes.front();
        QVERIFY(node.traffic);
        QCOMPARE(node.traffic->packets, 200.0);
        QCOMPARE(node.isStale, silence == 10 * second);
    }
    // It is back, and says nothing of its ports: they stand still.
    records.silence("network1", false);
    records.advance(second);
    engine.ingest(records.take());
    QCOMPARE(engine::distribution(*engine.currentSite()).nodes.front().traffic->packets, 0.0);
}

void TestPortRates::portsThatASnapshotHasNotAreGone()
{
    GuideSite records;
    records.guide();
    engine::Engine engine;
    const model::NetnsCookie netns = records.routerNetns("network1");
    const auto ports = [&] {
        engine.ingest(records.take());
        return engine.currentSite()->hosts.front().rates->size();
    };
    const auto say = [&](std::uint64_t packets) {
        records.add("network1", counts(netns, packets, packets));
        records.advance(second);
    };
    say(100);
    say(200);
    QCOMPARE(ports(), std::size_t(3));
    // One of them went in a period that was lost.
    model::PortCounts left = counts(netns, 300, 300);
    left.ports.pop_back();
    records.add("network1", model::SnapshotBegin{});
    records.add("network1", left);
    records.add("network1", model::SnapshotEnd{});
    QCOMPARE(ports(), std::size_t(2));
    model::Hello hello = engine.currentSite()->hosts.front().view->hello->value;
    hello.bootId = "another";
    records.add("network1", hello);
    records.advance(second);
    QCOMPARE(ports(), std::size_t(0));
}

QTEST_GUILESS_MAIN(TestPortRates)
#include "tst_portrates.moc"
