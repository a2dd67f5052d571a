// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/engine.h"
#include "tests/support/guidesite.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace kv;
using state::Protection;
using state::Role;
using tests::GuideSite;

namespace {

constexpr model::TimeUs second = GuideSite::second;

const state::Router &router2(const state::SitePtr &site)
{
    static const state::Router none;
    const state::Router *router = site->router(GuideSite::routerId);
    return router ? *router : none;
}

const state::Instance &instanceOn(const state::SitePtr &site, const std::string &host)
{
    static const state::Instance none;
    const state::Router &router = router2(site);
    const auto found = std::ranges::find(router.instances, host, &state::Instance::host);
    return found == router.instances.end() ? none : *found;
}

const state::Evidence &evidence(const state::Instance &instance, state::EvidenceSource source)
{
    static const state::Evidence none;
    const auto found = std::ranges::find(instance.evidence, source, &state::Evidence::source);
    return found == instance.evidence.end() ? none : *found;
}

std::vector<state::Marker> markersOf(const state::SitePtr &site, state::MarkerKind kind)
{
    std::vector<state::Marker> found;
    std::ranges::copy_if(site->markers, std::back_inserter(found),
                         [kind](const state::Marker &marker) { return marker.kind == kind; });
    return found;
}

bool hasLine(const engine::Engine &engine, const std::string &part)
{
    return std::ranges::any_of(engine.verdictLog(), [&part](const std::string &line) {
        return line.find(part) != std::string::npos;
    });
}

/// The guide's site, settled, with network1 active.
struct Settled {
    GuideSite records;
    engine::Engine engine;

    explicit Settled(GuideSite::Timers timers = {}) : records(timers)
    {
        records.guide();
        records.advance(3 * second);
    }
    state::SitePtr site()
    {
        engine.ingest(records.take());
        return engine.currentSite();
    }
    state::SitePtr siteAfter(model::TimeUs time)
    {
        records.advance(time);
        return site();
    }
};

} // namespace

class TestVerdicts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void aHealthyRouterIsProtected();
    void predictionUsesPriorityThenHaAddress_data();
    void predictionUsesPriorityThenHaAddress();
    void overlayDownIsolatesTheOldMaster();
    void repairSettlesOnTheHigherAddress();
    void faultsOfTheLabAreMarkersAndNothingElse();
    void aGracefulStopFailsOver();
    void aKilledKeepalivedOrphansItsAddresses();
    void aStoppedStandbyTakesAwayProtection();
    void aCutThatNoInterfaceShowsEndsInASplit();
    void trafficTellsWhoServesASplitRouter();
    void aSilentProbeIsStaleAfterThreeSeconds();
    void aSecondRouterWithoutKeepalivedIsNotRedundant();
    void plainKeepalivedOnAnInterface();
    void aRouterThatGoesAwayIsForgotten();
    void manyBatchesArePublishedAsFew();
    void whatAlwaysComesIsPublishedCalmly();
};

void TestVerdicts::aHealthyRouterIsProtected()
{
    Settled settled;
    const state::SitePtr site = settled.site();
    const state::Router &router = router2(site);
    QCOMPARE(router.name, std::string("b6206312"));
    QCOMPARE(router.protection, Protection::isProtected);
    QCOMPARE(router.servedBy, std::string("network1"));
    QCOMPARE(router.takesOver, std::string("network2"));
    QCOMPARE(router.keepsAfterRepair, std::string("network2"));
    QCOMPARE(instanceOn(site, "network1").role, Role::active);
    QCOMPARE(instanceOn(site, "network2").role, Role::standby);
    QVERIFY(router.expected.isKnown);
    QCOMPARE(router.expected.minUs, std::int64_t(4'804'687));
    QCOMPARE(router.expected.maxUs, std::int64_t(6'804'687));
    QCOMPARE(router.addresses.front().toString(), std::string("169.254.0.1/24"));
    QCOMPARE(router.addresses.size(), std::size_t(6));
    const state::Instance &active = instanceOn(site, "network1");
    QCOMPARE(active.underlay, settled.records.overlayLink("network1"));
    QCOMPARE(active.haAddress.toString(), std::string("169.254.192.1"));
    QCOMPARE(evidence(active, state::EvidenceSource::kernel).raw, std::string("3 of 3 addresses + VIP"));
    QCOMPARE(evidence(active, state::EvidenceSource::wire).raw, std::string("sends, prio 50"));
    QCOMPARE(evidence(active, state::EvidenceSource::process).raw, std::string("pid 1002"));
    QCOMPARE(evidence(active, state::EvidenceSource::path).raw, std::string("overlay0 up"));
    QVERIFY(std::ranges::none_of(active.evidence, &state::Evidence::contradicts));
}

void TestVerdicts::predictionUsesPriorityThenHaAddress_data()
{
    QTest::addColumn<int>("priority1");
    QTest::addColumn<int>("priority2");
    QTest::addColumn<QString>("keeps");
    QTest::newRow("on a tie the higher HA address keeps the role after repair") << 50 << 50 << "network2";
    QTest::newRow("a higher priority keeps the role after repair") << 60 << 50 << "network1";
    QTest::newRow("a higher priority of the successor keeps the role, too") << 50 << 60 << "network2";
}

void TestVerdicts::predictionUsesPriorityThenHaAddress()
{
    QFETCH(int, priority1);
    QFETCH(int, priority2);
    QFETCH(QString, keeps);
    GuideSite::Timers timers;
    timers.priority1 = static_cast<std::uint8_t>(priority1);
    timers.priority2 = static_cast<std::uint8_t>(priority2);
    Settled settled(timers);
    QCOMPARE(QString::fromStdString(router2(settled.site()).keepsAfterRepair), keeps);
}

void TestVerdicts::overlayDownIsolatesTheOldMaster()
{
    Settled settled;
    settled.site();
    const model::TimeUs downAt = settled.records.now();
    settled.records.overlay("network1", false);
    state::SitePtr site = settled.siteAfter(second);
    QCOMPARE(instanceOn(site, "network1").role, Role::isolated);
    QCOMPARE(instanceOn(site, "network1").since, downAt);
    QCOMPARE(router2(site).protection, Protection::failingOver);
    QCOMPARE(router2(site).servedBy, std::string());
    QCOMPARE(router2(site).takesOver, std::string("network2"));
    QCOMPARE(markersOf(site, state::MarkerKind::linkDown).front().at, downAt);

    settled.records.advance(4'600'000);
    settled.records.becomeActive("network2");
    const model::TimeUs promotedAt = settled.records.now();
    site = settled.siteAfter(200'000);
    QCOMPARE(instanceOn(site, "network2").role, Role::active);
    QCOMPARE(instanceOn(site, "network1").role, Role::isolated);
    QCOMPARE(router2(site).servedBy, std::string("network2"));
    QCOMPARE(router2(site).protection, Protection::failingOver); // held down for an advertisement interval
    QCOMPARE(markersOf(site, state::MarkerKind::promotion).front().at, promotedAt);
    QCOMPARE(markersOf(site, state::MarkerKind::promotion).front().host, std::string("network2"));
    QCOMPARE(markersOf(site, state::MarkerKind::addressesComplete).back().at, promotedAt);
    QCOMPARE(markersOf(site, state::MarkerKind::addressesComplete).back().host, std::string("network2"));
    const state::Marker heartbeat = markersOf(site, state::MarkerKind::lastHeartbeat).front();
    QCOMPARE(heartbeat.host, std::string("network2"));
    QVERIFY(heartbeat.at <= downAt && heartbeat.at > downAt - 2 * second);
    QVERIFY(evidence(instanceOn(site, "network1"), state::EvidenceSource::kernel).contradicts);
    QCOMPARE(evidence(instanceOn(site, "network1"), state::EvidenceSource::path).raw,
             std::string("overlay0 down"));

    site = settled.siteAfter(3 * second);
    QCOMPARE(router2(site).protection, Protection::unprotected);
    QCOMPARE(router2(site).servedBy, std::string("network2"));
    QVERIFY(hasLine(settled.engine, "router b6206312 network1 active -> isolated"));
    QVERIFY(hasLine(settled.engine, "router b6206312 served-by - -> network2"));
}

void TestVerdicts::repairSettlesOnTheHigherAddress()
{
    Settled settled;
    settled.records.overlay("network1", false);
    settled.records.advance(5'600'000);
    settled.records.becomeActive("network2");
    settled.records.advance(10 * second);
    settled.site();
    settled.records.overlay("network1", true);
    state::SitePtr site = settled.siteAfter(700'000);
    QCOMPARE(instanceOn(site, "network1").role, Role::active);
    QCOMPARE(router2(site).protection,
             Protection::failingOver); // both, but not for long enough to be a split
    settled.records.becomeStandby("network1");
    site = settled.siteAfter(3 * second);
    QCOMPARE(instanceOn(site, "network1").role, Role::standby);
    QCOMPARE(router2(site).protection, Protection::isProtected);
    QCOMPARE(router2(site).servedBy, std::string("network2"));
    // "No address" has been true for three seconds, not since the first look.
    const state::Evidence &kernel = instanceOn(site, "network1").evidence.front();
    QCOMPARE(kernel.source, state::EvidenceSource::kernel);
    QCOMPARE(kernel.at, markersOf(site, state::MarkerKind::stepDown).front().at);
    QCOMPARE(markersOf(site, state::MarkerKind::linkUp).size(), std::size_t(1));
    QCOMPARE(markersOf(site, state::MarkerKind::stepDown).front().host, std::string("network1"));
    QVERIFY(!hasLine(settled.engine, "split"));
    const auto &spans = site->roleSpans;
    const auto isolated = std::ranges::find_if(spans, [](const state::RoleSpan &span) {
        return span.host == "network1" && span.role == Role::isolated;
    });
    QVERIFY(isolated != spans.end() && isolated->end.has_value());
    QCOMPARE(*isolated->end - isolated->begin, model::TimeUs(15'600'000));
}

void TestVerdicts::faultsOfTheLabAreMarkersAndNothingElse()
{
    Settled settled;
    settled.site();
    const auto log = settled.engine.verdictLog();
    const model::TimeUs at = settled.records.now() - 5'000;
    const model::FaultNote begun{ 7, true, "keepalived-kill", "network1", "router2", "keepalived" };
    model::FaultNote ended = begun;
    ended.begins = false;
    settled.engine.ingest(
        { { {}, at, settled.records.now(), begun }, { {}, at + 2'000, settled.records.now(), ended } });
    const state::SitePtr site = settled.engine.currentSite();
    QCOMPARE(markersOf(site, state::MarkerKind::faultBegun).size(), std::size_t{ 1 });
    const state::Marker marker = markersOf(site, state::MarkerKind::faultBegun).front();
    QCOMPARE(marker.at, at);
    QCOMPARE(marker.host, std::string("network1"));
    QCOMPARE(marker.subject, std::string("keepalived-kill"));
    QCOMPARE(markersOf(site, state::MarkerKind::faultEnded).front().at, at + 2'000);
    QCOMPARE(settled.engine.verdictLog(), log);
    QCOMPARE(site->hosts.size(), settled.site()->hosts.size());
    QCOMPARE(router2(site).protection, Protection::isProtected);
}

void TestVerdicts::aGracefulStopFailsOver()
{
    Settled settled;
    settled.site();
    settled.records.giveUp("network1");
    settled.records.dropAddresses("network1");
    settled.records.keepalived("network1", model::ProcessState::gone);
    state::SitePtr site = settled.siteAfter(500'000);
    QCOMPARE(instanceOn(site, "network1").role, Role::stopped);
    QCOMPARE(instanceOn(site, "network2").role, Role::standby);
    QCOMPARE(router2(site).protection, Protection::failingOver);
    settled.records.becomeActive("network2");
    site = settled.siteAfter(3 * second);
    QCOMPARE(router2(site).servedBy, std::string("network2"));
    QCOMPARE(router2(site).protection, Protection::unprotected);
}

void TestVerdicts::aKilledKeepalivedOrphansItsAddresses()
{
    Settled settled;
    settled.site();
    settled.records.keepalived("network1", model::ProcessState::gone);
    state::SitePtr site = settled.siteAfter(3 * second);
    QCOMPARE(instanceOn(site, "network1").role, Role::orphaned);
    QCOMPARE(router2(site).servedBy, std::string("network1"));
    QCOMPARE(router2(site).protection, Protection::unprotected);
    settled.records.advance(3 * second);
    settled.records.becomeActive("network2");
    site = settled.siteAfter(3 * second);
    QCOMPARE(router2(site).servedBy, std::string("network2"));
    QVERIFY(evidence(instanceOn(site, "network1"), state::EvidenceSource::kernel).contradicts);
}

void TestVerdicts::aStoppedStandbyTakesAwayProtection()
{
    Settled settled;
    settled.site();
    settled.records.keepalived("network2", model::ProcessState::stopped);
    const state::SitePtr site = settled.siteAfter(3 * second);
    QCOMPARE(instanceOn(site, "network2").role, Role::stopped);
    QCOMPARE(router2(site).protection, Protection::unprotected);
    QCOMPARE(router2(site).servedBy, std::string("network1"));
    QCOMPARE(router2(site).takesOver, std::string());
    QCOMPARE(evidence(instanceOn(site, "network2"), state::EvidenceSource::process).raw,
             std::string("pid 2002 stopped"));
}

void TestVerdicts::aCutThatNoInterfaceShowsEndsInASplit()
{
    Settled settled;
    settled.site();
    settled.records.cutPath("network1", true);
    state::SitePtr site = settled.siteAfter(4'500'000);
    QCOMPARE(router2(site).protection, Protection::failingOver);
    settled.records.advance(1'500'000);
    settled.records.becomeActive("network2");
    site = settled.siteAfter(3 * second);
    QCOMPARE(router2(site).protection, Protection::split);
    QCOMPARE(router2(site).servedBy, std::string());
}

void TestVerdicts::trafficTellsWhoServesASplitRouter()
{
    Settled settled;
    settled.records.gatewayMacLearned("network1", false);
    settled.records.gatewayMacLearned("network2", true);
    settled.records.cutPath("network1", true);
    settled.records.advance(6 * second);
    settled.records.becomeActive("network2");
    state::SitePtr site = settled.siteAfter(3 * second);
    QCOMPARE(router2(site).servedBy, std::string("network1"));
    // The other side transmits: a move leaves the old entry behind, the newer one counts.
    settled.records.gatewayMacLearned("network1", true);
    settled.records.gatewayMacLearned("network2", false);
    site = settled.siteAfter(second);
    QCOMPARE(router2(site).servedBy, std::string("network2"));
    QCOMPARE(evidence(instanceOn(site, "network1"), state::EvidenceSource::traffic).raw,
             std::string("FDB fa:16:3e:33:fe:db on provider0"));
}

void TestVerdicts::aSilentProbeIsStaleAfterThreeSeconds()
{
    Settled settled;
    settled.site();
    settled.records.silence("network1", true);
    state::SitePtr site = settled.siteAfter(2'500'000);
    QVERIFY(!instanceOn(site, "network1").stale);
    site = settled.siteAfter(second);
    QVERIFY(site->host("network1")->stale);
    QVERIFY(instanceOn(site, "network1").stale);
    QCOMPARE(instanceOn(site, "network1").role, Role::active);
    QCOMPARE(router2(site).protection, Protection::unknown);
    QCOMPARE(router2(site).servedBy, std::string());
    settled.records.silence("network1", false);
    site = settled.siteAfter(2 * second);
    QVERIFY(!site->host("network1")->stale);
    QCOMPARE(router2(site).protection, Protection::isProtected);
}

void TestVerdicts::aSecondRouterWithoutKeepalivedIsNotRedundant()
{
    Settled settled;
    const model::NetnsCookie netns = 4'711;
    settled.records.add(
        "network1",
        model::NetNamespace{ netns, { "qrouter-11111111-2222-3333-4444-555555555555" }, 9, false });
    model::Link link;
    link.key = { netns, 2 };
    link.name = "qr-other";
    link.kind = model::LinkKind::veth;
    settled.records.add("network1", link);
    settled.records.add(
        "network1", model::InterfaceAddress{ { netns, 2 }, *model::IpPrefix::parse("192.0.2.1/24"), 0, 0 });
    const state::SitePtr site = settled.siteAfter(second);
    const state::Router *router = site->router("11111111-2222-3333-4444-555555555555");
    QVERIFY(router);
    QCOMPARE(router->protection, Protection::notRedundant);
    QCOMPARE(router->servedBy, std::string("network1"));
    QCOMPARE(router->instances.front().role, Role::active);
    QVERIFY(!router->instances.front().hasKeepalived);
    QCOMPARE(router2(site).protection, Protection::isProtected);
}

void TestVerdicts::plainKeepalivedOnAnInterface()
{
    GuideSite records;
    for (const auto &[host, number] : { std::pair{ "left", 1 }, std::pair{ "right", 2 } }) {
        records.networkNode(host, number, false);
        model::VrrpInstanceConfig config;
        config.file = "/etc/keepalived/keepalived.conf";
        config.name = "VI_1";
        config.interface = "mgmt0";
        config.vrid = 51;
        config.priority = number == 1 ? 150 : 100;
        config.addresses = { { *model::IpPrefix::parse("10.0.0.100/24"), "", false } };
        records.add(host, config);
        model::ProcessInfo process;
        process.pid = number;
        process.name = "keepalived";
        process.netns = static_cast<model::NetnsCookie>(number) * 100 + 1;
        records.add(host, process);
    }
    records.add("left",
                model::InterfaceAddress{ { 101, 2 }, *model::IpPrefix::parse("10.0.0.100/24"), 0, 0 });
    engine::Engine engine;
    for (int i = 0; i < 5; ++i) {
        for (const auto &[host, netns] : { std::pair{ "left", 101U }, std::pair{ "right", 201U } }) {
            model::VrrpAdvert advert;
            advert.heardOn = { netns, 2 };
            advert.version = 2;
            advert.vrid = 51;
            advert.priority = 150;
            advert.source = model::IpAddress::v4(10, 0, 0, 21);
            records.add(host, advert);
        }
        records.advance(second);
    }
    engine.ingest(records.take());
    const state::SitePtr site = engine.currentSite();
    const state::Router *router = site->router("VI_1");
    QVERIFY(router);
    QCOMPARE(router->protection, Protection::isProtected);
    QCOMPARE(router->servedBy, std::string("left"));
    QCOMPARE(router->keepsAfterRepair, std::string("left"));
    QCOMPARE(router->instances.front().underlay, (model::LinkKey{ 101, 2 }));
}

void TestVerdicts::aRouterThatGoesAwayIsForgotten()
{
    Settled settled;
    settled.site();
    for (const char *host : { "network1", "network2" }) {
        settled.records.add(host, model::NamespaceGone{ settled.records.routerNetns(host) });
        settled.records.add(host,
                            model::VrrpConfigGone{ std::string("/var/lib/neutron/ha_confs/")
                                                   + GuideSite::routerId + "/keepalived.conf" });
    }
    const state::SitePtr site = settled.siteAfter(second);
    QVERIFY(site->routers.empty());
    QVERIFY(hasLine(settled.engine, "router b6206312 gone"));
    QVERIFY(std::ranges::all_of(site->roleSpans,
                                [](const state::RoleSpan &span) { return span.end.has_value(); }));
}

void TestVerdicts::manyBatchesArePublishedAsFew()
{
    GuideSite records;
    records.guide();
    records.advance(10 * second);
    const std::vector<model::Observation> all = records.take();
    engine::Engine engine;
    QSignalSpy changes(&engine, &engine::Engine::siteChanged);
    QElapsedTimer elapsed;
    elapsed.start();
    for (const model::Observation &record : all) {
        engine.ingest({ record });
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE(engine.site()->records, std::uint64_t(all.size()));
    QVERIFY(changes.count() >= 1);
    QVERIFY2(changes.count() <= 2 + elapsed.elapsed() / engine::Engine::publishIntervalMs,
             qPrintable(QString::number(changes.count())));
}

// The second engine, with the usual rest, is the clock.
void TestVerdicts::whatAlwaysComesIsPublishedCalmly()
{
    GuideSite records;
    records.guide();
    records.advance(10 * second);
    engine::Engine calm;
    calm.setCalmInterval(3'600'000);
    engine::Engine usual;
    const std::vector<model::Observation> all = records.take();
    for (engine::Engine *engine : { &calm, &usual }) {
        engine->ingest(all);
        QTRY_COMPARE(engine->site()->records, std::uint64_t(all.size()));
    }
    QSignalSpy calmChanges(&calm, &engine::Engine::siteChanged);
    QSignalSpy usualChanges(&usual, &engine::Engine::siteChanged);
    const model::Observation tick{
        {}, records.now() + second / 10, records.now() + second / 10, model::Tick{}
    };
    for (engine::Engine *engine : { &calm, &usual })
        engine->ingest({ tick });
    QTRY_COMPARE(usualChanges.count(), 1);
    QCOMPARE(calmChanges.count(), 0);
    calm.ingest({ { "network1", tick.at, tick.arrivedAt, model::LinkGone{ { 1, 999 } } } });
    QTRY_COMPARE(calmChanges.count(), 1);
    QCOMPARE(calm.site()->records, usual.site()->records + 1);
}

QTEST_GUILESS_MAIN(TestVerdicts)
#include "tst_verdicts.moc"
