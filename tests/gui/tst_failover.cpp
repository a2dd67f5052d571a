// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/conductor.h"
#include "app/gui/labstart.h"
#include "app/gui/livesite.h"
#include "app/gui/mainwindow.h"
#include "app/gui/statusline.h"
#include "app/lab/openlab.h"
#include "probes/session/nearclock.h"
#include "tests/gui/monitor.h"
#include "tests/support/testmain.h"
#include "widgets/continuity/continuityview.h"
#include "widgets/verify/disabledialog.h"
#include "widgets/verify/verdictstrip.h"

#include <QApplication>
#include <QDateTime>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <sched.h>

using namespace kv;
using namespace kv::tests;

namespace {

/// When the first of them read a line with these words; nothing while one has yet to read it.
template <std::size_t count>
std::optional<qint64> earliest(const std::array<std::unique_ptr<Monitor>, count> &monitors,
                               const QStringList &words)
{
    std::optional<qint64> first;
    for (const auto &monitor : monitors) {
        const auto at = monitor->timeOf(words);
        if (!at)
            return std::nullopt;
        first = std::min(first.value_or(*at), *at);
    }
    return first;
}

/// The processors that this process may use.
QStringList allowedCpus()
{
    cpu_set_t allowed;
    CPU_ZERO(&allowed);
    ::sched_getaffinity(0, sizeof allowed, &allowed);
    QStringList cpus;
    for (std::size_t cpu = 0; cpu < CPU_SETSIZE; ++cpu) {
        if (CPU_ISSET(cpu, &allowed))
            cpus += QString::number(cpu);
    }
    return cpus;
}

/// Starts them spread over the processors: a kernel worker may hold one of these for 70 ms, and no process
/// there reads meanwhile.
template <std::size_t count>
void spread(std::array<std::unique_ptr<Monitor>, count> &monitors, const QString &lab, const QString &host,
            const QStringList &command)
{
    const QStringList cpus = allowedCpus();
    for (std::size_t i = 0; i < count; ++i) {
        const QString cpu = cpus.at(static_cast<qsizetype>(i) % cpus.size());
        const QStringList pinned{ QStringLiteral("taskset"), QStringLiteral("-c"), cpu };
        monitors[i] = std::make_unique<Monitor>(lab, host, pinned + command);
    }
}

} // namespace

/// The window through a real failover: a lab with real keepalived, its timers fast.
class TestFailover : public QObject {
    Q_OBJECT
public:
    explicit TestFailover(lab::RunningLab &lab) : m_lab(lab) { }

private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void initTestCase();
    void theSiteBecomesProtectedAndAnswers();
    void enterInTheDialogChangesNothing();
    void buttonAndDialogTakeTheLinkReallyDown();
    void markersStandWhereTheKernelSaysItHappened();
    void theInterruptionIsShown();
    void closingAsksWhileTheChangeIsInForce();
    void restoreNowBringsTheLinkBack();
    void cleanupTestCase();

private:
    lab::RunningLab &m_lab;
    std::unique_ptr<gui::LiveSite> m_live;
    std::unique_ptr<gui::MainWindow> m_window;
    std::unique_ptr<gui::Conductor> m_conductor;
    // A monitor may itself read late: the earliest of several is nearest to the event.
    std::array<std::unique_ptr<Monitor>, 4> m_linkMonitors;
    std::array<std::unique_ptr<Monitor>, 4> m_addressMonitors;

    QString labName() const { return QString::fromStdString(m_lab.name()); }
    state::SitePtr site() const { return m_live->engine().currentSite(); }
    const state::Router *router() const { return site()->router(m_window->selectedRouter().toStdString()); }
    QPushButton *button(const char *name) const
    {
        return m_window->findChild<QPushButton *>(QString::fromLatin1(name));
    }
    bool linkIsUp() const
    {
        return runInLab(labName(), QStringLiteral("network1"),
                        { QStringLiteral("ip"), QStringLiteral("-o"), QStringLiteral("link"),
                          QStringLiteral("show"), QStringLiteral("overlay0") })
            .contains(QStringLiteral(",UP"));
    }
    bool allAnswer() const;
    std::optional<model::TimeUs> markerAt(state::MarkerKind kind) const;
    verify::DisableDialog *openDialog();
};

bool TestFailover::allAnswer() const
{
    const auto &targets = site()->targets;
    return targets.size() == 2
        && std::all_of(targets.begin(), targets.end(), [](const auto &t) { return t.answered > 50; });
}

std::optional<model::TimeUs> TestFailover::markerAt(state::MarkerKind kind) const
{
    for (const state::Marker &marker : m_window->chart()->scene().markers) {
        if (marker.kind == kind)
            return marker.at;
    }
    return std::nullopt;
}

void TestFailover::initTestCase()
{
    m_live = std::make_unique<gui::LiveSite>();
    m_window = std::make_unique<gui::MainWindow>();
    m_conductor = std::make_unique<gui::Conductor>(*m_window, *m_live);
    m_window->show();
    std::vector<model::IpAddress> targets;
    for (const auto &target : m_lab.targets())
        targets.push_back(target.address);
    m_live->wantTargets(m_lab.targets().front().fromHost, targets);
    QVERIFY(m_live->addHosts(gui::hostsOf(m_lab, QStringLiteral(KEEPVIEW_BIN))).ok());
    m_live->start();
}

void TestFailover::theSiteBecomesProtectedAndAnswers()
{
    QTRY_VERIFY_WITH_TIMEOUT(router() && router()->protection == state::Protection::isProtected, 20'000);
    QCOMPARE(router()->servedBy, std::string("network1"));
    QTRY_VERIFY_WITH_TIMEOUT(allAnswer(), 20'000);
    QTRY_VERIFY(button("disableOverlay_network1") && button("disableOverlay_network1")->isEnabled());
    const QString id = m_window->selectedRouter();
    const QStringList monitor{ QStringLiteral("ip"), QStringLiteral("-ts"), QStringLiteral("-o"),
                               QStringLiteral("monitor") };
    const QStringList inRouter{ QStringLiteral("ip"), QStringLiteral("netns"), QStringLiteral("exec"),
                                QStringLiteral("qrouter-") + id };
    spread(m_linkMonitors, labName(), QStringLiteral("network1"),
           monitor + QStringList(QStringLiteral("link")));
    spread(m_addressMonitors, labName(), QStringLiteral("network2"),
           inRouter + monitor + QStringList(QStringLiteral("address")));
}

verify::DisableDialog *TestFailover::openDialog()
{
    QTest::mouseClick(button("disableOverlay_network1"), Qt::LeftButton);
    return m_window->findChild<verify::DisableDialog *>(QStringLiteral("disableDialog"));
}

void TestFailover::enterInTheDialogChangesNothing()
{
    QPointer<verify::DisableDialog> dialog = openDialog();
    QVERIFY(dialog);
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_VERIFY(!dialog);
    QVERIFY(linkIsUp());
    QVERIFY(gui::openChanges(*site()).empty());
}

void TestFailover::buttonAndDialogTakeTheLinkReallyDown()
{
    QPointer<verify::DisableDialog> dialog = openDialog();
    QVERIFY(dialog);
    dialog->findChild<QSpinBox *>(QStringLiteral("undoSeconds"))->setValue(45);
    QTest::mouseClick(dialog->findChild<QPushButton *>(QStringLiteral("confirmDisable")), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(gui::openChanges(*site()).size(), std::size_t{ 1 }, 10'000);
    QTRY_VERIFY(gui::openChanges(*site()).front().change.phase == model::ChangePhase::inForce);
    QVERIFY(!linkIsUp());
    QTRY_VERIFY(button("restoreNow")->isVisible());
    const auto &strip = m_window->findChild<verify::VerdictStrip *>()->content();
    QVERIFY2(strip.countdown.contains(QStringLiteral("returns by itself in")), qPrintable(strip.countdown));
    QTRY_COMPARE_WITH_TIMEOUT(router()->servedBy, std::string("network2"), 10'000);
}

void TestFailover::markersStandWhereTheKernelSaysItHappened()
{
    constexpr qint64 toleranceUs = 20'000;
    QTRY_VERIFY(markerAt(state::MarkerKind::linkDown));
    QTRY_VERIFY(markerAt(state::MarkerKind::promotion));
    const qint64 wall = QDateTime::currentMSecsSinceEpoch() * 1000 - session::nearNow();
    std::optional<qint64> down;
    std::optional<qint64> promoted;
    QTRY_VERIFY2(
        (down = earliest(m_linkMonitors, { QStringLiteral("overlay0"), QStringLiteral("state DOWN") })),
        qPrintable(m_linkMonitors.front()->text()));
    QTRY_VERIFY2((promoted = earliest(m_addressMonitors, { QStringLiteral("169.254.0.") })),
                 qPrintable(m_addressMonitors.front()->text()));
    const qint64 downError = *markerAt(state::MarkerKind::linkDown) + wall - *down;
    const qint64 promotionError = *markerAt(state::MarkerKind::promotion) + wall - *promoted;
    qInfo("markers beside ip monitor: link down %lld us, promotion %lld us", downError, promotionError);
    QVERIFY2(qAbs(downError) < toleranceUs, qPrintable(QStringLiteral("link down: %1 us").arg(downError)));
    QVERIFY2(qAbs(promotionError) < toleranceUs,
             qPrintable(QStringLiteral("promotion: %1 us").arg(promotionError)));
}

void TestFailover::theInterruptionIsShown()
{
    QTRY_VERIFY(!site()->targets.front().interruptions.empty());
    const auto unanswered = [this] {
        const auto &columns = m_window->chart()->scene().rows.at(0).columns;
        std::uint32_t count = 0;
        for (int i = 0; i < columns.count(); ++i)
            count += columns.at(i).lost + columns.at(i).delayed;
        return count;
    };
    QTRY_VERIFY_WITH_TIMEOUT(unanswered() > 0, 10'000);
}

void TestFailover::closingAsksWhileTheChangeIsInForce()
{
    m_window->close();
    QVERIFY(m_window->isVisible());
    QPointer<QDialog> question = m_window->findChild<QDialog *>(QStringLiteral("closeQuestion"));
    QVERIFY(question);
    QTest::keyClick(question, Qt::Key_Escape);
    QTRY_VERIFY(!question);
    QVERIFY(m_window->isVisible());
    QCOMPARE(gui::openChanges(*site()).size(), std::size_t{ 1 });
}

void TestFailover::restoreNowBringsTheLinkBack()
{
    QTest::mouseClick(button("restoreNow"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(gui::openChanges(*site()).empty(), 10'000);
    QVERIFY(linkIsUp());
    QTRY_VERIFY(!button("restoreNow")->isVisible());
    QVERIFY2(!m_window->findChild<QWidget *>(QStringLiteral("notice")), "restored without a difference");
}

void TestFailover::cleanupTestCase()
{
    for (auto *monitors : { &m_linkMonitors, &m_addressMonitors })
        std::for_each(monitors->begin(), monitors->end(), [](auto &monitor) { monitor.reset(); });
    QSignalSpy stopped(m_live.get(), &gui::LiveSite::stopped);
    m_live->stop();
    QVERIFY(stopped.wait(10'000));
    m_conductor.reset();
    m_window.reset();
    m_live.reset();
}

int main(int argc, char **argv)
{
    auto lab = lab::openLab("pair", true);
    if (!lab) {
        qCritical("the lab cannot run: %s", lab.error().text.c_str());
        return 1;
    }
    if (const auto ready = lab->waitReady(); !ready) {
        qCritical("the lab did not come up: %s", ready.error().text.c_str());
        return 1;
    }
    QApplication app(argc, argv);
    TestFailover test(*lab);
    return QTest::qExec(&test, argc, argv);
}

#include "tst_failover.moc"
