// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What says that a keepalived is in FAULT, and what does not.
#include "app/engine/faultreason.h"
#include "tests/support/testmain.h"

#include <QObject>
#include <QTest>

using namespace kv;
using namespace kv::model;

namespace {

constexpr NetnsCookie router = 7;
constexpr LinkKey haPort{ router, 2 };
constexpr LinkKey gatewayPort{ router, 3 };
constexpr TimeUs second = 1'000'000;

/// A router's two ports; which of them is up.
HostView viewWith(bool isHaUp, bool isGatewayUp, const std::string &stateFile = "backup")
{
    HostView view;
    const auto add = [&view](LinkKey key, const std::string &name, bool isUp) {
        Link link;
        link.key = key;
        link.name = name;
        link.adminUp = isUp;
        link.carrier = isUp;
        view.apply({ "network1", 1, 1, link });
    };
    view.apply({ "network1", 1, 1, NetNamespace{ router, { "qrouter-1" }, 1, false } });
    add(haPort, "ha-1", isHaUp);
    add(gatewayPort, "qg-1", isGatewayUp);
    view.apply({ "network1", 1, 1, HaStateFile{ "1", stateFile } });
    return view;
}

TrackedItem tracked(TrackedKind kind, const std::string &name, std::int32_t weight = 0,
                    bool isReversed = false)
{
    TrackedItem item;
    item.kind = kind;
    item.name = name;
    item.weight = weight;
    item.isReversed = isReversed;
    return item;
}

/// Neutron's: 5 s, two failures.
TrackedItem gatewayCheck()
{
    TrackedItem item = tracked(TrackedKind::script, "ha_health_check_1");
    item.subject = "/var/lib/neutron/ha_confs/1/ha_check_script_1.sh";
    item.intervalMs = 5'000;
    item.fall = 2;
    return item;
}

QString reason(const HostView &view, const std::vector<TrackedItem> &items,
               const engine::BrokenWayOut &wayOut = {})
{
    engine::InstancePlace place;
    place.netns = router;
    place.haLink = haPort;
    place.baseLink = haPort;
    VrrpInstanceConfig config;
    config.routerId = "1";
    config.tracked = items;
    return engine::faultReason(view, place, config, wayOut);
}

} // namespace

class TestFaultReason : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void nothingSaysSo();
    void itsOwnInterfaceIsDown();
    void anInterfaceThatItTracks();
    void neutronsCheckFailsAfterItsTries();
    void anotherScriptMayLookAtAnything();
    void theStateFileSaysSo();
    void aFileThatItTracks_data();
    void aFileThatItTracks();
    void neutronsCheckRecoversAfterItsSuccesses();
};

void TestFaultReason::nothingSaysSo()
{
    QCOMPARE(reason(viewWith(true, true), { gatewayCheck(), tracked(TrackedKind::interface, "qg-1") }),
             QString());
    QCOMPARE(reason(viewWith(true, false), {}), QString());
    QCOMPARE(reason(viewWith(true, true), { tracked(TrackedKind::interface, "not-there") }), QString());
}

void TestFaultReason::itsOwnInterfaceIsDown()
{
    QCOMPARE(reason(viewWith(false, true), {}), QStringLiteral("ha-1 is down"));
}

void TestFaultReason::anInterfaceThatItTracks()
{
    const HostView view = viewWith(true, false);
    QCOMPARE(reason(view, { tracked(TrackedKind::interface, "qg-1") }), QStringLiteral("qg-1 is down"));
    QCOMPARE(reason(view, { tracked(TrackedKind::interface, "qg-1", -20) }), QString());
    QCOMPARE(reason(view, { tracked(TrackedKind::interface, "qg-1", 0, true) }), QString());
    QCOMPARE(reason(viewWith(true, true), { tracked(TrackedKind::interface, "qg-1", 0, true) }),
             QStringLiteral("qg-1 is up"));
}

void TestFaultReason::neutronsCheckFailsAfterItsTries()
{
    const HostView view = viewWith(true, true);
    QCOMPARE(reason(view, { gatewayCheck() }, { "eth2", 15 * second }), QString());
    QCOMPARE(reason(view, { gatewayCheck() }, { "eth2", 15 * second + 1 }),
             QStringLiteral("check fails: eth2 is down"));
    TrackedItem weighted = gatewayCheck();
    weighted.weight = -10;
    QCOMPARE(reason(view, { weighted }, { "eth2", 60 * second }), QString());
}

void TestFaultReason::anotherScriptMayLookAtAnything()
{
    TrackedItem other = gatewayCheck();
    other.subject = "/usr/local/bin/check-disk";
    QCOMPARE(reason(viewWith(true, true), { other }, { "eth2", 60 * second }), QString());
    TrackedItem reversed = gatewayCheck();
    reversed.isReversed = true;
    QCOMPARE(reason(viewWith(true, true), { reversed }, { "eth2", 60 * second }), QString());
}

void TestFaultReason::theStateFileSaysSo()
{
    QCOMPARE(reason(viewWith(true, true, "fault"), {}), QStringLiteral("state file: fault"));
}

void TestFaultReason::aFileThatItTracks_data()
{
    QTest::addColumn<int>("weight");
    QTest::addColumn<bool>("isReversed");
    QTest::addColumn<int>("value");
    QTest::addColumn<bool>("isFault");
    // As keepalived 2.2.7 did it.
    QTest::newRow("without weight, 0 is good") << 0 << false << 0 << false;
    QTest::newRow("without weight, any other is a failure") << 0 << false << 1 << true;
    QTest::newRow("a negative one too") << 0 << false << -1 << true;
    QTest::newRow("reversed, 0 is the failure") << 0 << true << 0 << true;
    QTest::newRow("reversed, another is good") << 0 << true << 5 << false;
    QTest::newRow("a product that still is a priority") << 1 << false << -253 << false;
    QTest::newRow("a product below") << 1 << false << -254 << true;
    QTest::newRow("by a negative weight") << -1 << false << 254 << true;
    QTest::newRow("reversed by a weight") << 1 << true << 254 << true;
    QTest::newRow("much above") << 1000 << false << 2'000'000'000 << false;
    QTest::newRow("much below") << -1'000'000 << false << 2'000'000'000 << true;
}

void TestFaultReason::aFileThatItTracks()
{
    QFETCH(int, weight);
    QFETCH(bool, isReversed);
    QFETCH(int, value);
    QFETCH(bool, isFault);
    TrackedItem file = tracked(TrackedKind::file, "maintenance", weight, isReversed);
    file.subject = "/run/maintenance";
    QCOMPARE(reason(viewWith(true, true), { file }), QString());
    file.value = value;
    QCOMPARE(reason(viewWith(true, true), { file }),
             isFault ? QStringLiteral("/run/maintenance holds %1").arg(value) : QString());
}

void TestFaultReason::neutronsCheckRecoversAfterItsSuccesses()
{
    VrrpInstanceConfig config;
    QCOMPARE(engine::gatewayCheck(config, { "eth2", 60 * second }).recoversWithinUs, TimeUs(0));
    config.tracked = { gatewayCheck() };
    config.tracked.front().rise = 3;
    QVERIFY(!engine::gatewayCheck(config, {}).hasFailed);
    QVERIFY(!engine::gatewayCheck(config, { "eth2", 15 * second }).hasFailed);
    QVERIFY(engine::gatewayCheck(config, { "eth2", 15 * second + 1 }).hasFailed);
    QCOMPARE(engine::gatewayCheck(config, {}).recoversWithinUs, 15 * second);
    config.tracked.front().weight = -10;
    QVERIFY(!engine::gatewayCheck(config, { "eth2", 60 * second }).hasFailed);
}

QTEST_GUILESS_MAIN(TestFaultReason)
#include "tst_faultreason.moc"
