// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/engine.h"
#include "app/engine/sentence.h"
#include "app/engine/verifier.h"
#include "probes/wire/codec.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStringList>
#include <QTest>

#include <algorithm>

using namespace kv;

namespace {

const QString fixtures = QStringLiteral(KEEPVIEW_SOURCE "/tests/fixtures/");

/// "failover-default" is a failover of the lab (`keepviewctl verify --lab --record … --verdict-log …`,
/// default timers); those under neutron/ are `watch --record …` of a real OpenStack Zed, a trouble each.
std::vector<model::Observation> recorded(const QString &name = QStringLiteral("failover-default"))
{
    std::vector<model::Observation> records;
    QFile file(fixtures + name + QStringLiteral(".jsonl"));
    if (!file.open(QIODevice::ReadOnly))
        return records;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine();
        model::Result<model::Observation> record =
            wire::decodeObservation({ line.constData(), static_cast<std::size_t>(line.size()) });
        if (!record)
            return {};
        records.push_back(std::move(*record));
    }
    return records;
}

QByteArray logOf(const engine::Engine &engine)
{
    QByteArray text;
    for (const std::string &line : engine.verdictLog())
        text += QByteArray::fromStdString(line) + '\n';
    return text;
}

void ingest(engine::Engine &engine, const std::vector<model::Observation> &records, std::size_t size)
{
    for (std::size_t from = 0; from < records.size(); from += size) {
        const auto begin = records.begin() + static_cast<std::ptrdiff_t>(from);
        engine.ingest(
            { begin, records.begin() + static_cast<std::ptrdiff_t>(std::min(from + size, records.size())) });
    }
}

const state::Marker *markerOf(const state::Site &site, state::MarkerKind kind, const std::string &host)
{
    const auto found = std::ranges::find_if(site.markers, [&](const state::Marker &marker) {
        return marker.kind == kind && marker.host == host;
    });
    return found == site.markers.end() ? nullptr : &*found;
}

QStringList neutronTroubles()
{
    QStringList names;
    const QDir folder(fixtures + QStringLiteral("neutron"));
    for (const QString &file : folder.entryList({ QStringLiteral("*.jsonl") }, QDir::Files, QDir::Name))
        names += QFileInfo(file).completeBaseName();
    return names;
}

} // namespace

class TestRecording : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void theReplaysVerdictsAreTheLiveOnes_data();
    void theReplaysVerdictsAreTheLiveOnes();
    void whatNeutronsTroublesMean_data();
    void whatNeutronsTroublesMean();
    void aNewRouterIsNeverCalledDown();
    void aStandbyWithoutAWayOutProtectsNobody();
    void theMomentsOfTheFailover();
    void theSameVerificationPassesAgain();
};

void TestRecording::theReplaysVerdictsAreTheLiveOnes_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("size");
    const QString lab = QStringLiteral("failover-default");
    QTest::newRow("one record at a time") << lab << 1;
    QTest::newRow("thirteen records at a time") << lab << 13;
    QTest::newRow("all at once") << lab << 1'000'000;
    for (const QString &trouble : neutronTroubles())
        QTest::newRow(qPrintable(QStringLiteral("Neutron: ")
                                 + QString(trouble).replace(QLatin1Char('-'), QLatin1Char(' '))))
            << QStringLiteral("neutron/") + trouble << 17;
}

/// The expected file is the log that the live run wrote. Its update switch (KEEPVIEW_UPDATE_EXPECTED=1) is
/// for deliberate changes of the decision table only.
void TestRecording::theReplaysVerdictsAreTheLiveOnes()
{
    QFETCH(QString, name);
    QFETCH(int, size);
    const std::vector<model::Observation> records = recorded(name);
    QVERIFY(records.size() > 1'000);
    engine::Engine engine;
    ingest(engine, records, static_cast<std::size_t>(size));
    const QByteArray actual = logOf(engine);
    QFile expected(fixtures + name + QStringLiteral(".verdicts"));
    if (qEnvironmentVariableIsSet("KEEPVIEW_UPDATE_EXPECTED")) {
        QVERIFY(expected.open(QIODevice::WriteOnly));
        expected.write(actual);
        return;
    }
    QVERIFY(expected.open(QIODevice::ReadOnly));
    const QByteArray wanted = expected.readAll();
    if (actual != wanted) {
        QFile left(QFileInfo(name).fileName() + QStringLiteral(".verdicts.actual"));
        QVERIFY(left.open(QIODevice::WriteOnly));
        left.write(actual);
    }
    QCOMPARE(QString::fromUtf8(actual), QString::fromUtf8(wanted));
}

void TestRecording::whatNeutronsTroublesMean_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("takeovers"); // how often another host began to serve
    QTest::addColumn<bool>("isIsolated"); // at some time one was
    QTest::newRow("the overlay goes down and up: over, and back by the higher address")
        << "the-overlay-goes-down-and-up" << 2 << true;
    QTest::newRow("keepalived is killed: over, once, nobody isolated")
        << "keepalived-is-killed" << 1 << false;
    QTest::newRow("the L3 agent is killed: nothing fails over") << "the-l3-agent-is-killed" << 0 << false;
    QTest::newRow("the provider uplink goes down: no failover without a health check")
        << "the-provider-uplink-goes-down" << 0 << false;
    QTest::newRow("the provider uplink goes down with a health check: over, once, nobody isolated")
        << "the-provider-uplink-goes-down-with-a-health-check" << 1 << false;
    QTest::newRow("the standby's agent is dead: the failover is seen all the same")
        << "the-standby-agent-is-dead-in-a-failover" << 1 << true;
    QTest::newRow("neutron-server is stopped: the failover is seen all the same")
        << "neutron-server-is-stopped-in-a-failover" << 2 << true;
    QTest::newRow("a router update heals what the API says: nothing happened to the router")
        << "a-router-update-heals-the-api" << 0 << false;
}

void TestRecording::whatNeutronsTroublesMean()
{
    QFETCH(QString, name);
    engine::Engine engine;
    ingest(engine, recorded(QStringLiteral("neutron/") + name), 50);
    std::string serving;
    int takeovers = 0;
    bool wasIsolated = false;
    for (const std::string &line : engine.verdictLog()) {
        wasIsolated |= line.ends_with("-> isolated");
        const std::size_t arrow = line.find(" -> ");
        if (line.find(" served-by ") == std::string::npos || line.ends_with("-> -"))
            continue;
        const std::string now = line.substr(arrow + 4);
        takeovers += !serving.empty() && now != serving ? 1 : 0;
        serving = now;
    }
    QTEST(takeovers, "takeovers");
    QTEST(wasIsolated, "isIsolated");
    QCOMPARE(engine.currentSite()->routers.size(), std::size_t(1));
    QCOMPARE(engine.currentSite()->routers.front().servedBy, serving);
}

/// Neutron lets keepalived read its configuration again while the router gets its ports: the nodes wait for
/// longer than one master-down interval before the first one serves, and nothing is wrong with that.
void TestRecording::aNewRouterIsNeverCalledDown()
{
    engine::Engine engine;
    ingest(engine, recorded(QStringLiteral("neutron/a-router-is-added")), 50);
    for (const std::string &line : engine.verdictLog())
        QVERIFY2(!line.ends_with("-> down") && !line.ends_with("-> fault"), line.c_str());
    const state::SitePtr site = engine.currentSite();
    QCOMPARE(site->routers.size(), std::size_t(2));
    const state::Router *added = site->router("6db2096c-fc76-4af3-a937-59c81a75bd21");
    const state::Router *old = site->router("0539514e-3b0a-4a51-899e-371f88560f50");
    QVERIFY(added && old);
    QCOMPARE(added->servedBy, std::string("network1"));
    QCOMPARE(old->servedBy, std::string("network2"));
    QCOMPARE(added->protection, state::Protection::isProtected);
    QCOMPARE(old->protection, state::Protection::isProtected);
}

/// The health check of the node whose uplink is down has failed: its keepalived hears the active one, as a
/// standby does, and could not take over.
void TestRecording::aStandbyWithoutAWayOutProtectsNobody()
{
    engine::Engine engine;
    bool wasWithout = false;
    for (const model::Observation &record :
         recorded(QStringLiteral("neutron/the-provider-uplink-goes-down-with-a-health-check"))) {
        const state::SitePtr site = engine.currentSite();
        engine.ingest({ record });
        const auto *link = std::get_if<model::Link>(&record.body);
        const bool isUplink = link && link->name == "eth2" && record.host == "network2";
        // The uplink comes back: the last moment without.
        if (!isUplink || site->routers.empty() || site->routers.front().servedBy != "network1")
            continue;
        wasWithout = true;
        const state::Router &router = site->routers.front();
        QCOMPARE(router.protection, state::Protection::unprotected);
        QCOMPARE(router.instances.at(1).brokenOutside, std::string("eth2"));
        QCOMPARE(router.takesOver, std::string());
        const auto path = std::ranges::find(router.instances.at(1).evidence, state::EvidenceSource::path,
                                            &state::Evidence::source);
        QVERIFY(path != router.instances.at(1).evidence.end());
        QCOMPARE(path->raw, std::string("eth1 up, eth2 down"));
        QVERIFY(site->now - path->at > 25'000'000
                && site->now - path->at < 30'000'000); // 28 s ago, as it was
        QCOMPARE(
            engine::siteSentence(*site).text,
            QStringLiteral("8e8c4048 is not protected: active on network1, and network2 cannot take over "
                           "(check fails: eth2 is down)."));
        QCOMPARE(router.instances.at(1).role, state::Role::fault);
        break;
    }
    QVERIFY(wasWithout);
}

void TestRecording::theMomentsOfTheFailover()
{
    engine::Engine engine;
    ingest(engine, recorded(), 100);
    const state::SitePtr site = engine.currentSite();
    const state::Marker *down = markerOf(*site, state::MarkerKind::linkDown, "network1");
    const state::Marker *heartbeat = markerOf(*site, state::MarkerKind::lastHeartbeat, "network2");
    const state::Marker *promotion = markerOf(*site, state::MarkerKind::promotion, "network2");
    const state::Marker *complete = markerOf(*site, state::MarkerKind::addressesComplete, "network2");
    const state::Marker *up = markerOf(*site, state::MarkerKind::linkUp, "network1");
    const state::Marker *stepDown = markerOf(*site, state::MarkerKind::stepDown, "network1");
    const state::Marker *restored = markerOf(*site, state::MarkerKind::restored, "network1");
    const state::Marker *answer = markerOf(*site, state::MarkerKind::firstAnswer, "client");
    QVERIFY(down && heartbeat && promotion && complete && up && stepDown && restored && answer);
    QVERIFY(heartbeat->at <= down->at && promotion->at <= complete->at && promotion->at < up->at);
    const model::TimeUs took = promotion->at - down->at;
    QVERIFY2(took >= 4'804'687 && took <= 6'904'687, qPrintable(QString::number(took)));
    // The master-down interval runs from the last heartbeat.
    const model::TimeUs silent = promotion->at - heartbeat->at;
    QVERIFY2(silent >= 6'800'000 && silent <= 6'950'000, qPrintable(QString::number(silent)));
    QCOMPARE(site->targets.size(), std::size_t(2));
    for (const state::TargetContinuity &target : site->targets) {
        QVERIFY(!target.interruptions.empty());
        const state::Interruption &first = target.interruptions.front();
        QVERIFY(first.end.has_value());
        QVERIFY(first.begin >= down->at - 20'000 && first.begin <= down->at + 50'000);
        QVERIFY(*first.end >= promotion->at && *first.end <= promotion->at + 2'000'000);
        QCOMPARE(target.routerId, site->routers.front().id);
    }
}

/// The verification is a function of the sites: shown the recorded ones, it asks for the same and passes
/// again.
void TestRecording::theSameVerificationPassesAgain()
{
    engine::VerifierOptions options;
    options.fromHost = "client";
    options.targets = { *model::IpAddress::parse("203.0.113.17"),
                        *model::IpAddress::parse("fd00:198:51:100:f816:3eff:fe71:e93e") };
    engine::Verifier verifier(options);
    engine::Engine engine;
    std::size_t links = 0;
    for (const model::Observation &record : recorded()) {
        engine.ingest({ record });
        for (const engine::VerifierAction &action : verifier.step(*engine.currentSite()))
            links += std::holds_alternative<engine::SetLinkAction>(action) ? 1U : 0U;
    }
    QCOMPARE(QString::fromStdString(verifier.verification().reason), QString());
    QCOMPARE(verifier.verification().result, state::VerificationResult::pass);
    QCOMPARE(links, std::size_t(2));
    QCOMPARE(verifier.plan()->predictedHost, std::string("network2"));
}

QTEST_GUILESS_MAIN(TestRecording)
#include "tst_recording.moc"
