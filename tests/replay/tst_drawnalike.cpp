// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/engine.h"
#include "app/picture/drawnalike.h"
#include "app/picture/scene.h"
#include "tests/support/recorded.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QTest>

#include <algorithm>

using namespace kv;

/// Whatever happens in a recording, no site passes for one that is drawn otherwise.
class TestDrawnAlike : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void noChangeOfTheSceneIsMissed_data();
    void noChangeOfTheSceneIsMissed();
    void whatAlwaysComesIsAlike();
    void missingHeartbeatsAreNotAlike();
};

namespace {

const QString fixtures = QStringLiteral(KEEPVIEW_SOURCE "/tests/fixtures/");
const QString failover = fixtures + QStringLiteral("failover-default.jsonl");

state::SitePtr wholeSite()
{
    return tests::siteAt(failover);
}

picture::Options of(picture::Form form)
{
    picture::Options options;
    options.form = form;
    return options;
}

} // namespace

void TestDrawnAlike::noChangeOfTheSceneIsMissed_data()
{
    QTest::addColumn<QString>("path");
    QTest::addRow("a failover in the lab") << failover;
    const QDir neutron(fixtures + QStringLiteral("neutron"));
    for (const QFileInfo &info : neutron.entryInfoList({ QStringLiteral("*.jsonl") }, QDir::Files))
        QTest::addRow("%s", qPrintable(info.baseName())) << info.filePath();
}

void TestDrawnAlike::noChangeOfTheSceneIsMissed()
{
    QFETCH(const QString, path);
    constexpr std::size_t step = 8; // records of one look
    engine::Engine engine;
    state::SitePtr before = engine.currentSite();
    int alike = 0;
    int looks = 0;
    const std::vector<model::Observation> records = tests::recordsOf(path);
    QVERIFY(!records.empty());
    for (std::size_t i = 0; i < records.size(); i += step) {
        const auto from = records.begin() + static_cast<std::ptrdiff_t>(i);
        engine.ingest({ from, from + static_cast<std::ptrdiff_t>(std::min(step, records.size() - i)) });
        const state::SitePtr now = engine.currentSite();
        ++looks;
        if (picture::isDrawnAlike(*before, *now)) {
            ++alike;
            for (const picture::Form form : { picture::Form::components, picture::Form::overview })
                QVERIFY2(picture::sceneOf(*before, of(form)) == picture::sceneOf(*now, of(form)),
                         qPrintable(QStringLiteral("before record %1").arg(i + step)));
        }
        before = now;
    }
    QVERIFY2(alike > looks / 4, qPrintable(QStringLiteral("%1 of %2").arg(alike).arg(looks)));
}

void TestDrawnAlike::whatAlwaysComesIsAlike()
{
    const state::SitePtr site = wholeSite();
    auto later = std::make_shared<state::Site>(*site);
    later->now += 1000;
    for (state::Host &host : later->hosts) {
        auto view = std::make_shared<model::HostView>(*host.view);
        view->adverts.clear();
        view->counts.clear();
        host.view = view;
        host.lastHeard += 1000;
    }
    QVERIFY(picture::isDrawnAlike(*site, *later));
    auto cut = std::make_shared<model::HostView>(*later->hosts.front().view);
    cut->links.begin()->second.value.carrier = !cut->links.begin()->second.value.carrier;
    later->hosts.front().view = cut;
    QVERIFY(!picture::isDrawnAlike(*site, *later));
}

void TestDrawnAlike::missingHeartbeatsAreNotAlike()
{
    const state::SitePtr site = wholeSite();
    auto later = std::make_shared<state::Site>(*site);
    QVERIFY(picture::isDrawnAlike(*site, *later));
    later->now += 60'000'000; // no record more: only time has passed
    bool hasStandby = false;
    for (const state::Router &router : site->routers) {
        for (const state::Instance &instance : router.instances)
            hasStandby |= instance.role == state::Role::standby;
    }
    QVERIFY(hasStandby);
    QVERIFY(!picture::isDrawnAlike(*site, *later));
}

QTEST_GUILESS_MAIN(TestDrawnAlike)
#include "tst_drawnalike.moc"
