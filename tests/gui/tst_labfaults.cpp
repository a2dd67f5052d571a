// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/desk.h"
#include "app/gui/labfaults.h"
#include "app/gui/labstart.h"
#include "app/lab/openlab.h"
#include "probes/session/nearclock.h"
#include "tests/gui/monitor.h"
#include "tests/support/testmain.h"
#include "widgets/continuity/continuityview.h"
#include "widgets/continuity/markerpainter.h"
#include "widgets/verify/labpanel.h"

#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QTreeWidget>

#include <algorithm>
#include <memory>
#include <optional>

using namespace kv;
using namespace kv::tests;

/// The lab is broken from the window, and from elsewhere: panel, chart and journal tell of it.
class TestLabFaults : public QObject {
    Q_OBJECT
public:
    explicit TestLabFaults(lab::RunningLab &lab) : m_lab(lab) { }

private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void initTestCase();
    void theDockIsThereForALabOnly();
    void thePanelBreaksTheHostThatServes();
    void theFaultStandsOnTheTimeline();
    void theOtherServesAndTheVerdictSaysSo();
    void undoMendsIt();
    void faultsFromElsewhereAreShownToo();
    void refusalsAreSaid();
    void anotherWindowKnowsThem();
    void cleanupTestCase();

private:
    lab::RunningLab &m_lab;
    std::unique_ptr<gui::Desk> m_desk;
    std::unique_ptr<gui::LabFaults> m_faults;
    model::TimeUs m_before = 0;

    gui::MainWindow &window() const { return m_desk->firstWindow(); }
    template <class T> T *child(const char *name) const
    {
        return window().findChild<T *>(QString::fromLatin1(name));
    }
    state::SitePtr site() const { return m_desk->live().engine().currentSite(); }
    const state::Router *router() const { return site()->router(window().selectedRouter().toStdString()); }
    int openFaults() const { return child<QTreeWidget>("openFaults")->topLevelItemCount(); }
    std::optional<state::Marker> marker(state::MarkerKind kind) const;
    bool overlayIsUp() const
    {
        return runInLab(QString::fromStdString(m_lab.name()), QStringLiteral("network1"),
                        { QStringLiteral("ip"), QStringLiteral("-o"), QStringLiteral("link"),
                          QStringLiteral("show"), QStringLiteral("overlay0") })
            .contains(QStringLiteral(",UP"));
    }
};

namespace {

constexpr int settleMs = 20'000;

} // namespace

std::optional<state::Marker> TestLabFaults::marker(state::MarkerKind kind) const
{
    const auto &markers = window().chart()->scene().markers;
    const auto found = std::find_if(markers.rbegin(), markers.rend(),
                                    [kind](const state::Marker &one) { return one.kind == kind; });
    return found == markers.rend() ? std::nullopt : std::optional(*found);
}

void TestLabFaults::initTestCase()
{
    m_desk = std::make_unique<gui::Desk>(gui::Settings{});
    auto *news = new gui::LabStart(m_lab, m_desk.get());
    m_faults = std::make_unique<gui::LabFaults>(m_lab, *news, *m_desk);
    QSignalSpy ready(news, &gui::LabStart::ready);
    QVERIFY(ready.wait(settleMs));
    for (const lab::RouterNaming &router : m_lab.routers())
        m_desk->live().nameRouter(router.id, router.name);
    QVERIFY(m_desk->live().addHosts(gui::hostsOf(m_lab, QStringLiteral(KEEPVIEW_BIN))).ok());
    m_desk->live().start();
    QTRY_VERIFY_WITH_TIMEOUT(router() && router()->protection == state::Protection::isProtected, settleMs);
    QCOMPARE(router()->servedBy, std::string("network1"));
}

void TestLabFaults::theDockIsThereForALabOnly()
{
    auto *dock = child<QDockWidget>("labDock");
    QVERIFY(dock->isHidden());
    QVERIFY(dock->toggleViewAction()->isVisible());
    gui::MainWindow other;
    QVERIFY(!other.findChild<QDockWidget *>(QStringLiteral("labDock"))->toggleViewAction()->isVisible());
    dock->toggleViewAction()->trigger();
    QTRY_VERIFY(child<QPushButton>("faultBreak")->isVisible());
    QTRY_VERIFY(child<QComboBox>("faultKind")->count() > 20);
}

void TestLabFaults::thePanelBreaksTheHostThatServes()
{
    QTRY_COMPARE(child<QComboBox>("faultHost")->currentText(), QStringLiteral("network1"));
    child<QComboBox>("faultKind")->setCurrentText(QStringLiteral("overlay-down"));
    child<QSpinBox>("faultSeconds")->setValue(300);
    m_before = session::nearNow();
    QTest::mouseClick(child<QPushButton>("faultBreak"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(openFaults(), 1, settleMs);
    QVERIFY(!overlayIsUp());
}

void TestLabFaults::theFaultStandsOnTheTimeline()
{
    QTRY_VERIFY(marker(state::MarkerKind::faultBegun).has_value());
    const state::Marker begun = *marker(state::MarkerKind::faultBegun);
    QCOMPARE(begun.subject, std::string("overlay-down"));
    QCOMPARE(begun.host, std::string("network1"));
    // The lab's clock tells whole milliseconds.
    QVERIFY(begun.at >= m_before - 1000 && begun.at <= session::nearNow());
    QTRY_VERIFY(marker(state::MarkerKind::linkDown).has_value());
    QVERIFY(begun.at <= marker(state::MarkerKind::linkDown)->at);
    QVERIFY(continuity::markerText(window().chart()->scene(), begun)
                .startsWith(QStringLiteral("fault: overlay-down ")));
}

void TestLabFaults::theOtherServesAndTheVerdictSaysSo()
{
    QTRY_COMPARE_WITH_TIMEOUT(router()->servedBy, std::string("network2"), settleMs);
    QTRY_COMPARE_WITH_TIMEOUT(router()->protection, state::Protection::unprotected, settleMs);
    QTRY_VERIFY(child<QTreeWidget>("openFaults")->topLevelItem(0)->text(2).endsWith(QStringLiteral(" s")));
}

void TestLabFaults::undoMendsIt()
{
    QTest::mouseClick(child<QPushButton>("faultUndo"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(openFaults(), 0, settleMs);
    QVERIFY(overlayIsUp());
    QTRY_VERIFY(marker(state::MarkerKind::faultEnded).has_value());
    QTRY_COMPARE_WITH_TIMEOUT(router()->protection, state::Protection::isProtected, settleMs);
}

void TestLabFaults::faultsFromElsewhereAreShownToo()
{
    const auto other = lab::beginFault(m_lab.name(), { "priority", "network1", {}, 0, 0 }, 700);
    QVERIFY(other.ok());
    QTRY_COMPARE_WITH_TIMEOUT(openFaults(), 1, settleMs);
    QCOMPARE(child<QTreeWidget>("openFaults")->topLevelItem(0)->text(0), QStringLiteral("priority"));
    QTRY_COMPARE_WITH_TIMEOUT(openFaults(), 0, settleMs);
}

void TestLabFaults::refusalsAreSaid()
{
    child<QComboBox>("faultKind")->setCurrentText(QStringLiteral("gateway-dead"));
    QTest::mouseClick(child<QPushButton>("faultBreak"), Qt::LeftButton);
    QTRY_COMPARE(child<QLabel>("faultRemark")->text(),
                 QStringLiteral("no router's gateway is on this host (%1)")
                     .arg(child<QComboBox>("faultHost")->currentText()));
    QCOMPARE(openFaults(), 0);
}

void TestLabFaults::anotherWindowKnowsThem()
{
    const auto begun = lab::beginFault(m_lab.name(), { "priority", "network2", {}, 0, 0 }, 0);
    QVERIFY(begun.ok());
    QTRY_COMPARE_WITH_TIMEOUT(openFaults(), 1, settleMs);
    gui::MainWindow *second = m_desk->addWindow({});
    QCOMPARE(second->findChild<QTreeWidget *>(QStringLiteral("openFaults"))->topLevelItemCount(), 1);
    QTest::mouseClick(second->findChild<QPushButton *>(QStringLiteral("faultUndoAll")), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(openFaults(), 0, settleMs);
}

void TestLabFaults::cleanupTestCase()
{
    QSignalSpy stopped(m_desk.get(), &gui::Desk::stopped);
    m_desk->stop();
    QVERIFY(stopped.wait(settleMs));
    m_faults.reset();
    m_desk.reset();
}

int main(int argc, char **argv)
{
    auto lab = lab::openLab("pair", true);
    if (!lab) {
        qCritical("the lab cannot run: %s", lab.error().text.c_str());
        return 1;
    }
    QApplication app(argc, argv);
    TestLabFaults test(*lab);
    return QTest::qExec(&test, argc, argv);
}

#include "tst_labfaults.moc"
