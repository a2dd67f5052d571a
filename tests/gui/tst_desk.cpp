// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/desk.h"
#include "tests/support/testmain.h"
#include "widgets/continuity/continuityview.h"
#include "widgets/facts/factspanel.h"
#include "widgets/routers/routerspanel.h"
#include "widgets/topology/canvas.h"

#include <QAction>
#include <QDockWidget>
#include <QSignalSpy>
#include <QTest>

using namespace kv;
using namespace kv::gui;

/// Several windows on one site, on the recording that the program carries.
class TestDesk : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_desk.reset(); }
    void aSecondWindowBeginsWithWhatTheFirstShows();
    void whatIsPinnedInOneWindowIsPinnedInAll();
    void notificationsAreWantedInAllWindowsOrInNone();
    void theSessionsLiveAsLongAsTheLastWindow();
    void whatIsSelectedInTheDiagramHasItsFacts();
    void aRecordingKeepsItsOwnTimes();

private:
    std::unique_ptr<Desk> m_desk;

    static std::size_t pointsOf(const MainWindow &window);
};

void TestDesk::init()
{
    KV_FAIL_ON_WARNINGS;
    m_desk = std::make_unique<Desk>(Settings{});
    m_desk->showSiteName(QStringLiteral("sample"));
    QVERIFY(m_desk->live()
                .addReplay(QStringLiteral(KEEPVIEW_SOURCE "/resources/recordings/failover.jsonl"))
                .ok());
    m_desk->live().start();
    QTRY_VERIFY_WITH_TIMEOUT(pointsOf(m_desk->firstWindow()) > 100, 20'000);
}

std::size_t TestDesk::pointsOf(const MainWindow &window)
{
    std::size_t points = 0;
    for (const auto &row : window.chart()->scene().rows)
        points += row.history.points().size();
    return points;
}

void TestDesk::aSecondWindowBeginsWithWhatTheFirstShows()
{
    const std::size_t before = pointsOf(m_desk->firstWindow());
    MainWindow *second = m_desk->addWindow(m_desk->firstWindow().settings());
    QCOMPARE(m_desk->windowCount(), 2);
    QCOMPARE(second->selectedRouter(), m_desk->firstWindow().selectedRouter());
    QVERIFY(!second->selectedRouter().isEmpty());
    QVERIFY(pointsOf(*second) >= before);
    QTRY_VERIFY(pointsOf(*second) > before + 50); // and goes on with what comes
    QTRY_COMPARE(second->canvas()->displayList()->elements.size(),
                 m_desk->firstWindow().canvas()->displayList()->elements.size());
}

void TestDesk::whatIsPinnedInOneWindowIsPinnedInAll()
{
    MainWindow *second = m_desk->addWindow({});
    QSignalSpy told(m_desk.get(), &Desk::pinsChanged);
    second->canvas()->moveHost(QStringLiteral("network1"), 120);
    const auto pins = second->canvas()->pins();
    QVERIFY(pins.contains("network1"));
    QCOMPARE(told.count(), 1);
    QCOMPARE(m_desk->firstWindow().canvas()->pins(), pins);
    QCOMPARE(m_desk->firstWindow().settings().pins, second->settings().pins);
    m_desk->firstWindow().canvas()->unpinHost(QStringLiteral("network1"));
    QVERIFY(second->canvas()->pins().empty());
    QCOMPARE(told.count(), 2);
}

void TestDesk::notificationsAreWantedInAllWindowsOrInNone()
{
    const auto actionOf = [](const MainWindow &window) {
        return window.findChild<QAction *>(QStringLiteral("notificationsAction"));
    };
    MainWindow &first = m_desk->firstWindow();
    MainWindow *second = m_desk->addWindow(first.settings());
    QSignalSpy told(m_desk.get(), &Desk::notifyingChanged);
    for (const bool wanted : { false, true, false }) {
        actionOf(wanted ? first : *second)->trigger();
        QCOMPARE(told.takeFirst().first().toBool(), wanted);
        QCOMPARE(told.size(), 0);
        for (const MainWindow *window : { &first, second }) {
            QCOMPARE(actionOf(*window)->isChecked(), wanted);
            QCOMPARE(window->settings().notifies, wanted);
        }
    }
    // As another site has it: it is not told back.
    m_desk->setNotifying(true);
    QVERIFY(actionOf(first)->isChecked() && actionOf(*second)->isChecked());
    QCOMPARE(told.size(), 0);
}

void TestDesk::theSessionsLiveAsLongAsTheLastWindow()
{
    QPointer<MainWindow> second = m_desk->addWindow({});
    QSignalSpy last(m_desk.get(), &Desk::lastWindowClosed);
    second->close();
    QTRY_VERIFY(!second);
    QCOMPARE(last.count(), 0);
    QVERIFY(m_desk->live().isRunning());
    const std::size_t before = pointsOf(m_desk->firstWindow());
    QTRY_VERIFY(pointsOf(m_desk->firstWindow()) > before);
    m_desk->firstWindow().close();
    QCOMPARE(last.count(), 1);
    QSignalSpy stopped(m_desk.get(), &Desk::stopped);
    m_desk->stop();
    QVERIFY(stopped.wait(10'000));
}

void TestDesk::whatIsSelectedInTheDiagramHasItsFacts()
{
    MainWindow &window = m_desk->firstWindow();
    auto *panel = window.findChild<facts::FactsPanel *>();
    QVERIFY(panel);
    const picture::DisplayListPtr list = window.canvas()->displayList();
    for (const picture::Element &element : list->elements) {
        if (!element.isFocusable || element.target.kind != picture::TargetKind::link)
            continue;
        window.canvas()->activateElement(element.id);
        QVERIFY(panel->subject().kind == facts::Subject::Kind::link);
        QVERIFY(panel->subject().link == element.target.link);
        QVERIFY2(!facts::factsOf(*m_desk->live().engine().currentSite(), panel->subject()).sections.empty(),
                 qPrintable(element.id));
    }
    Q_EMIT window.findChild<routers::RoutersPanel *>()->hostSelected(QStringLiteral("network1"));
    QVERIFY(panel->subject().kind == facts::Subject::Kind::host);
    QVERIFY(!window.findChild<QDockWidget *>(QStringLiteral("factsDock"))->visibleRegion().isEmpty());
}

void TestDesk::aRecordingKeepsItsOwnTimes()
{
    Desk desk(Settings{});
    QVERIFY(!desk.live().addReplay(QStringLiteral("/nowhere/at/all")).ok());
    QVERIFY(desk.live()
                .addReplay(QStringLiteral(KEEPVIEW_SOURCE "/resources/recordings/failover.jsonl"), 0)
                .ok());
    QSignalSpy ended(&desk.live(), &LiveSite::replayEnded);
    desk.live().start();
    QVERIFY(ended.wait(30'000));
    const state::SitePtr site = desk.live().engine().currentSite();
    const auto router =
        std::find_if(site->routers.begin(), site->routers.end(),
                     [](const state::Router &candidate) { return candidate.instances.size() == 2; });
    QVERIFY(router != site->routers.end());
    QVERIFY(router->protection == state::Protection::isProtected);
    for (const state::TargetContinuity &target : site->targets) {
        QCOMPARE(target.interruptions.size(), std::size_t{ 2 });
        for (const state::Interruption &gap : target.interruptions)
            QVERIFY(gap.end && gap.durationUs(site->now) < 30'000'000);
    }
    for (const state::Host &host : site->hosts)
        QVERIFY2(!host.stale && !host.view->hello->value.actionsAllowed, host.name.c_str());
}

QTEST_MAIN(TestDesk)
#include "tst_desk.moc"
