// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testmain.h"
#include "tests/widgets/failoverscene.h"
#include "widgets/look/mark.h"
#include "widgets/look/markdelegate.h"
#include "widgets/routers/evidencemodel.h"
#include "widgets/routers/hostsmodel.h"
#include "widgets/routers/nodesmodel.h"
#include "widgets/routers/pathmodel.h"
#include "widgets/routers/prediction.h"
#include "widgets/routers/routersmodel.h"
#include "widgets/routers/sharesmodel.h"
#include "widgets/routers/trafficmodel.h"
#include "widgets/routers/verdictpanel.h"
#include "widgets/verify/stepsmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace kv;
using namespace kv::tests;

class TestModels : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void theVerdictSaysWhatAStandbyIsWorth();
    void everyModelKeepsItsPromisesThroughAFailover();
    void instancesCarryMarkAndWord();
    void aNewVerdictChangesCellsAndKeepsTheRows();
    void contradictingEvidenceIsTinted();
    void evidenceNeverSeenIsCalledUnknown();
    void aHostWithItsOverlayDownSaysSo();
    void anUnansweredTargetSaysSo();
    void predictionNamesWhoTakesOverAndAfterRepair();
    void aPathTellsEachHopAndItsTrouble();
    void theDistributionSortsByNumbersAndMarksWhatStandsAlone();
};

void TestModels::aPathTellsEachHopAndItsTrouble()
{
    routers::PathModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto hop = [](state::HopKind kind, state::HopState is, const char *interface, int way = 0) {
        state::PathHop made;
        made.kind = kind;
        made.state = is;
        made.source = state::HopSource::bridgeFdb;
        made.host = "network1";
        made.interface = interface;
        made.fact = "fa:16:3e:01:02:03 on tap1";
        made.why = "bridge FDB of brq1 on network1";
        made.note = is == state::HopState::clear ? "" : "a reason";
        made.at = 1'000'000;
        made.way = static_cast<std::uint8_t>(way);
        return made;
    };
    state::TrafficPath path;
    path.hops = { hop(state::HopKind::bridge, state::HopState::clear, "brq1"),
                  hop(state::HopKind::bridge, state::HopState::outdated, "brq2"),
                  hop(state::HopKind::gatewayPort, state::HopState::ambiguous, "qg-1", 2) };
    path.hops[1].isAside = true;
    model.showPath(path, 3'500'000);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("1  network1 brq1"));
    QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("FDB · 2.5 s"));
    QVERIFY(!model.index(0, 0).data(look::MarkRole).isValid());
    QCOMPARE(model.index(1, 0).data().toString(), QStringLiteral("aside  network1 brq2"));
    QCOMPARE(model.index(1, 0).data(look::SecondLineRole).toString(), QStringLiteral("a reason"));
    QCOMPARE(model.index(1, 0).data(look::EmphasisRole).toInt(), int(look::Emphasis::alarm));
    QCOMPARE(model.index(2, 0).data().toString(), QStringLiteral("2b  network1 qg-1"));
    QCOMPARE(model.index(2, 0).data(look::MarkRole).toInt(), int(look::Mark::split));
    const QString read = model.index(1, 0).data(Qt::AccessibleTextRole).toString();
    QVERIFY(read.contains(QStringLiteral("bridge FDB of brq1 on network1"))
            && read.contains(QStringLiteral("a reason")));
    path.hops.pop_back();
    model.showPath(path, 4'000'000);
    QCOMPARE(model.rowCount(), 2);
    model.showPath({}, 0);
    QCOMPARE(model.rowCount(), 0);
}

void TestModels::theDistributionSortsByNumbersAndMarksWhatStandsAlone()
{
    routers::NodesModel nodes;
    routers::SharesModel shares;
    QAbstractItemModelTester first(&nodes, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QAbstractItemModelTester second(&shares, QAbstractItemModelTester::FailureReportingMode::QtTest);
    state::Distribution made;
    state::NodeShare node;
    node.host = "network1";
    node.serves = 12;
    node.alone = 1;
    node.fairShare = 6.5;
    made.nodes = { node };
    state::RouterShare router;
    router.routerId = router.name = "router1";
    router.servedBy = "network1";
    router.protection = state::Protection::notRedundant;
    router.hasNoRedundancy = true;
    made.routers = { router };
    nodes.showDistribution(made);
    shares.showDistribution(made);
    const auto cell = [](const QAbstractItemModel &model, int column) { return model.index(0, column); };
    QCOMPARE(cell(nodes, routers::NodesModel::ServesColumn).data(routers::NodesModel::SortRole).toInt(), 12);
    QCOMPARE(cell(nodes, routers::NodesModel::FairColumn).data().toString(), QStringLiteral("6.5"));
    QCOMPARE(cell(nodes, routers::NodesModel::TrafficColumn).data().toString(), QStringLiteral("-"));
    QCOMPARE(cell(nodes, routers::NodesModel::AloneColumn).data(look::EmphasisRole).toInt(),
             int(look::Emphasis::alarm));
    QCOMPARE(cell(shares, routers::SharesModel::MovesColumn).data().toString(), QStringLiteral("nowhere"));
    QCOMPARE(cell(shares, routers::SharesModel::RouterColumn).data(look::MarkRole).toInt(),
             int(look::Mark::withoutHa));
    made.nodes.push_back(node);
    made.nodes.back().host = "network2";
    made.nodes.back().traffic = state::TrafficRate{ 412.4, 36'000 };
    made.routers.clear();
    nodes.showDistribution(made);
    shares.showDistribution(made);
    QCOMPARE(nodes.rowCount(), 2);
    QCOMPARE(nodes.index(1, routers::NodesModel::TrafficColumn).data().toString(),
             QStringLiteral("412 packets/s, 36.0 kB/s"));
    QCOMPARE(shares.rowCount(), 0);
}

void TestModels::everyModelKeepsItsPromisesThroughAFailover()
{
    routers::RoutersModel routers;
    routers::HostsModel hosts;
    routers::TrafficModel traffic;
    routers::EvidenceModel evidence;
    verify::StepsModel steps;
    std::vector<std::unique_ptr<QAbstractItemModelTester>> testers;
    for (QAbstractItemModel *model :
         { static_cast<QAbstractItemModel *>(&routers), static_cast<QAbstractItemModel *>(&hosts),
           static_cast<QAbstractItemModel *>(&traffic), static_cast<QAbstractItemModel *>(&evidence),
           static_cast<QAbstractItemModel *>(&steps) })
        testers.push_back(std::make_unique<QAbstractItemModelTester>(
            model, QAbstractItemModelTester::FailureReportingMode::QtTest));
    auto empty = std::make_shared<state::Site>();
    auto verification = scene::verification();
    for (const state::SitePtr &site :
         { state::SitePtr(empty), scene::siteAt(scene::downAt - 1'000'000),
           scene::siteAt(scene::downAt + 1'000'000), scene::siteAt(scene::promotedAt + 1'000'000),
           state::SitePtr(empty) }) {
        routers.showSite(site);
        hosts.showSite(site);
        traffic.showSite(site);
        evidence.showRouter(site, scene::routerId);
        steps.showVerification(verification);
        verification.steps[0].evidence.push_back("another fact");
        verification.findings.push_back("a finding");
        steps.showVerification(verification);
    }
    QCOMPARE(routers.rowCount(), 0);
}

void TestModels::instancesCarryMarkAndWord()
{
    routers::RoutersModel model;
    model.showSite(scene::siteAt(scene::promotedAt + 3'000'000));
    const QModelIndex router = model.indexOf(QString::fromLatin1(scene::routerId));
    QVERIFY(router.isValid());
    QCOMPARE(router.siblingAtColumn(1).data().toString(), QStringLiteral("unprotected"));
    QCOMPARE(model.rowCount(router), 2);
    const QModelIndex network1 = model.index(0, 0, router);
    QCOMPARE(network1.data(look::MarkRole).toInt(), static_cast<int>(look::Mark::isolated));
    QVERIFY(network1.siblingAtColumn(1).data().toString().startsWith(QStringLiteral("isolated")));
    QCOMPARE(network1.siblingAtColumn(1).data(look::EmphasisRole).toInt(),
             static_cast<int>(look::Emphasis::alarm));
    const QModelIndex network2 = model.index(1, 0, router);
    QCOMPARE(network2.data(look::MarkRole).toInt(), static_cast<int>(look::Mark::active));
}

void TestModels::aNewVerdictChangesCellsAndKeepsTheRows()
{
    routers::RoutersModel model;
    model.showSite(scene::siteAt(scene::downAt - 1'000'000));
    QPersistentModelIndex instance(model.index(0, 0, model.indexOf(QString::fromLatin1(scene::routerId))));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.showSite(scene::siteAt(scene::downAt + 1'000'000));
    QVERIFY(instance.isValid());
    QVERIFY(changed.size() > 0);
    QCOMPARE(reset.size(), 0);
}

void TestModels::contradictingEvidenceIsTinted()
{
    routers::EvidenceModel model;
    model.showRouter(scene::siteAt(scene::promotedAt + 3'000'000), scene::routerId);
    QCOMPARE(model.columnCount(), 3);
    QVERIFY(model.index(0, 1).data(look::TintRole).toBool());
    QVERIFY(!model.index(0, 2).data(look::TintRole).toBool());
    QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("4 addresses + VIP"));
    QCOMPARE(model.index(0, 1).data(look::SecondLineRole).toString(), QStringLiteral("0.1 s ago"));
}

void TestModels::evidenceNeverSeenIsCalledUnknown()
{
    routers::EvidenceModel model;
    model.showRouter(scene::siteAt(scene::downAt), scene::routerId);
    bool found = false;
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.index(row, 0).data().toString() != QStringLiteral("traffic"))
            continue;
        found = true;
        QCOMPARE(model.index(row, 2).data().toString(), QStringLiteral("unknown"));
        QCOMPARE(model.index(row, 2).data(look::SecondLineRole).toString(), QStringLiteral("never seen"));
    }
    QVERIFY(found);
}

void TestModels::aHostWithItsOverlayDownSaysSo()
{
    routers::HostsModel model;
    model.showSite(scene::siteAt(scene::downAt + 1'000'000));
    QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("overlay0 down"));
    QCOMPARE(model.index(0, 0).data(look::MarkRole).toInt(), static_cast<int>(look::Mark::fault));
    QCOMPARE(model.index(1, 0).data(look::MarkRole).toInt(), static_cast<int>(look::Mark::up));
}

void TestModels::anUnansweredTargetSaysSo()
{
    routers::TrafficModel model;
    model.showSite(scene::siteAt(scene::downAt + 3'000'000));
    QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("no answer"));
    model.showSite(scene::siteAt(scene::answersV6At + 1'000'000));
    QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("network2"));
}

void TestModels::predictionNamesWhoTakesOverAndAfterRepair()
{
    const auto site = scene::siteAt(scene::downAt - 1'000'000);
    const auto prediction = routers::predictionOf(*site, *site->router(scene::routerId));
    QCOMPARE(prediction.title, QStringLiteral("If network1 falls silent"));
    QCOMPARE(prediction.lines[0].value, QStringLiteral("network2, the only standby"));
    QCOMPARE(prediction.lines[1].value, QStringLiteral("4.8 to 6.8 s"));
    const auto cut = scene::siteAt(scene::promotedAt + 1'000'000);
    QCOMPARE(routers::predictionOf(*cut, *cut->router(scene::routerId)).title,
             QStringLiteral("What happens next"));
    state::Router equal = *site->router(scene::routerId);
    equal.orTakesOver = { "network3" };
    QCOMPARE(routers::predictionOf(*site, equal).lines[0].value.section(QLatin1Char(','), 0, 0),
             QStringLiteral("network2 or network3"));
    state::Router without = *site->router(scene::routerId);
    for (state::Instance &instance : without.instances) {
        if (instance.host == "network2")
            instance.brokenOutside = "provider0";
    }
    const auto gloomy = routers::predictionOf(*site, without);
    QCOMPARE(gloomy.lines[1].value, QStringLiteral("network2 has no way out: provider0 is down"));
    QCOMPARE(gloomy.lines[2].value, QStringLiteral("until it has one"));
}

void TestModels::theVerdictSaysWhatAStandbyIsWorth()
{
    routers::VerdictPanel panel;
    state::Router router = *scene::siteAt(scene::downAt - 1'000'000)->router(scene::routerId);
    panel.showRouter(router);
    QVERIFY2(panel.accessibleName().contains(QStringLiteral("network2 stands by")),
             qPrintable(panel.accessibleName()));
    for (state::Instance &instance : router.instances)
        instance.brokenOutside = "eth2";
    panel.showRouter(router);
    QVERIFY2(panel.accessibleName().contains(QStringLiteral("network2 has no way out")),
             qPrintable(panel.accessibleName()));
}

QTEST_MAIN(TestModels)
#include "tst_models.moc"
