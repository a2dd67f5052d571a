// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/generated.h"
#include "tests/support/testmain.h"

#include <algorithm>
#include <map>

using namespace kv;
using session::GeneratedSpec;
using state::Protection;
using state::Role;

class TestGeneratedSite : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void readsItsSpec_data();
    void readsItsSpec();
    void theSameSpecGivesTheSameRecords();
    void isASiteAsProbesSeeIt_data();
    void isASiteAsProbesSeeIt();
    void aSnapshotCountsItsObjects();
    void oneHostCarriesManyRouters();
    void troubleIsFoundByTheVerdicts();
    void nothingGoesStaleWhileItGoesOn();
    void changesAreOfGuestsPorts();
};

void TestGeneratedSite::readsItsSpec_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("hosts");
    QTest::addColumn<int>("namespaces");
    QTest::addColumn<bool>("hasTrouble");
    const auto row = [](const char *text, int hosts, int namespaces, bool hasTrouble) {
        QTest::newRow(text) << QString::fromUtf8(text) << hosts << namespaces << hasTrouble;
    };
    row("100x60", 100, 60, false);
    row("1x250", 1, 250, false);
    row("40x41:trouble", 40, 41, true);
    row("0x5", 0, 0, false);
    row("201x5", 0, 0, false);
    row("5x251", 0, 0, false);
    row("5", 0, 0, false);
    row("x", 0, 0, false);
    row("5x5:", 0, 0, false);
    row("5x5x5", 0, 0, false);
    row("-5x5", 0, 0, false);
    row("99999999999x1", 0, 0, false);
}

void TestGeneratedSite::readsItsSpec()
{
    QFETCH(QString, text);
    QFETCH(int, hosts);
    QFETCH(int, namespaces);
    QFETCH(bool, hasTrouble);
    const auto spec = GeneratedSpec::parse(text);
    QCOMPARE(bool(spec), hosts > 0);
    if (!spec) {
        QVERIFY(spec.error().code == model::ErrorCode::invalidArgument);
        QVERIFY(spec.error().text.find(text.toStdString()) != std::string::npos);
        return;
    }
    QVERIFY((*spec == GeneratedSpec{ hosts, namespaces, hasTrouble }));
}

void TestGeneratedSite::theSameSpecGivesTheSameRecords()
{
    const GeneratedSpec spec{ 10, 9, true };
    session::GeneratedSite one(spec);
    session::GeneratedSite other(spec);
    QVERIFY(one.begin() == other.begin());
    QVERIFY(one.nextSecond() == other.nextSecond());
    QVERIFY(one.changes(50) == other.changes(50));
}

void TestGeneratedSite::isASiteAsProbesSeeIt_data()
{
    QTest::addColumn<int>("hosts");
    QTest::addColumn<int>("namespaces");
    for (const int hosts : { 2, 3, 10, 30, 100 })
        QTest::addRow("%d hosts", hosts) << hosts << (hosts == 3 ? 7 : 8);
}

void TestGeneratedSite::isASiteAsProbesSeeIt()
{
    QFETCH(int, hosts);
    QFETCH(int, namespaces);
    const state::SitePtr site = tests::generatedSite({ hosts, namespaces, false });
    QCOMPARE(site->hosts.size(), static_cast<std::size_t>(hosts));
    std::map<state::HostKind, int> kinds;
    for (const state::Host &host : site->hosts) {
        ++kinds[host.kind];
        QVERIFY(!host.stale && host.view->hasSnapshot);
        const bool isController = host.kind == state::HostKind::controller;
        QCOMPARE(host.view->namespaces.size(), static_cast<std::size_t>(isController ? 1 : namespaces + 1));
        // A veth's two ends say the same, and what a port is enslaved to is a bridge of the same namespace.
        for (const auto &[key, fact] : host.view->links) {
            if (fact.value.peer) {
                const model::Link *peer =
                    host.view->link({ fact.value.peer->netns, fact.value.peer->ifindex });
                QVERIFY2(peer != nullptr && peer->peer->ifindex == key.ifindex
                             && peer->peer->netns == key.netns,
                         fact.value.name.c_str());
            }
            if (fact.value.masterIfindex != 0)
                QVERIFY(host.view->link({ key.netns, fact.value.masterIfindex })->kind
                        == model::LinkKind::bridge);
            QVERIFY2(fact.value.name.size() < 16, fact.value.name.c_str()); // IFNAMSIZ
        }
    }
    QVERIFY(kinds[state::HostKind::network] >= 2);
    QCOMPARE(kinds[state::HostKind::network] + kinds[state::HostKind::compute]
                 + kinds[state::HostKind::controller],
             hosts);
    for (const state::Router &router : site->routers) {
        const bool isHa = router.instances.size() == 2;
        QVERIFY2(router.protection == (isHa ? Protection::isProtected : Protection::notRedundant),
                 router.name.c_str());
        QVERIFY(!isHa || !router.servedBy.empty());
    }
}

void TestGeneratedSite::aSnapshotCountsItsObjects()
{
    session::GeneratedSite site({ 10, 6, false });
    std::map<std::string, std::uint64_t> counted;
    int snapshots = 0;
    for (const model::Observation &record : site.begin()) {
        if (std::holds_alternative<model::SnapshotBegin>(record.body)) {
            counted[record.host] = 0;
        } else if (const auto *end = std::get_if<model::SnapshotEnd>(&record.body)) {
            QCOMPARE(end->objects, counted[record.host]);
            ++snapshots;
        } else {
            ++counted[record.host];
        }
    }
    QCOMPARE(snapshots, 10);
}

void TestGeneratedSite::oneHostCarriesManyRouters()
{
    const state::SitePtr site = tests::generatedSite({ 1, 250, false });
    QCOMPARE(site->routers.size(), std::size_t{ 250 });
    for (const state::Router &router : site->routers) {
        QVERIFY(router.instances.front().role == Role::activeUnconfirmed);
        QVERIFY(router.protection == Protection::unknown); // nobody could confirm it
    }
}

void TestGeneratedSite::troubleIsFoundByTheVerdicts()
{
    const state::SitePtr site = tests::generatedSite({ 40, 20, true });
    std::map<Role, int> roles;
    int split = 0;
    for (const state::Router &router : site->routers) {
        split += router.protection == Protection::split ? 1 : 0;
        for (const state::Instance &instance : router.instances)
            ++roles[instance.role];
    }
    QCOMPARE(roles[Role::isolated], 20); // all on the node whose overlay is down
    QCOMPARE(roles[Role::orphaned], 1);
    QCOMPARE(split, 1);
    QCOMPARE(roles[Role::unknown] + roles[Role::fault] + roles[Role::stopped], 0);
    const auto lost = std::count_if(site->hosts.begin(), site->hosts.end(), [](const state::Host &host) {
        return host.session.phase == model::SessionState::Phase::lost;
    });
    QCOMPARE(lost, 1);
}

void TestGeneratedSite::nothingGoesStaleWhileItGoesOn()
{
    session::GeneratedSite made({ 10, 6, false });
    engine::Engine engine;
    engine.ingest(made.begin());
    const auto lines = engine.verdictLog().size();
    for (int second = 0; second < 30; ++second)
        engine.ingest(made.nextSecond());
    QCOMPARE(engine.verdictLog().size(), lines);
    const state::SitePtr site = engine.currentSite();
    QVERIFY(
        std::none_of(site->hosts.begin(), site->hosts.end(), [](const auto &host) { return host.stale; }));
}

void TestGeneratedSite::changesAreOfGuestsPorts()
{
    session::GeneratedSite made({ 10, 6, false });
    engine::Engine engine;
    engine.ingest(made.begin());
    const auto downPorts = [&engine] {
        std::ptrdiff_t count = 0;
        for (const state::Host &host : engine.currentSite()->hosts)
            count += std::count_if(host.view->links.begin(), host.view->links.end(),
                                   [](const auto &link) { return !link.second.value.isUsable(); });
        return count;
    };
    QCOMPARE(downPorts(), 0);
    engine.ingest(made.changes(12));
    QCOMPARE(downPorts(), 12);
    QCOMPARE(made.changes(0).size(), std::size_t{ 0 });
}

QTEST_GUILESS_MAIN(TestGeneratedSite)
#include "tst_generatedsite.moc"
