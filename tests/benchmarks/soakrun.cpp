// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/soakrun.h"

#include "app/gui/labstart.h"
#include "app/gui/statusline.h"
#include "widgets/verify/disabledialog.h"

#include <QCheckBox>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

#include <algorithm>

namespace kv::tests {

namespace {

constexpr int readyLimitMs = 60'000;
constexpr int askLimitMs = 10'000;
constexpr int sampleMs = 10'000;
constexpr int undoSeconds = 45;
// Within a minute. A failover takes 6.8 s at most with the default timers.
constexpr int lookCutMs = 16'000;
constexpr int restoreMs = 20'000;
constexpr int lookRestoredMs = 45'000;
constexpr int minuteMs = 60'000;
constexpr int settleMs = 500;
constexpr int looks = 6;

void waitUntil(const QElapsedTimer &since, qint64 ms)
{
    QTest::qWait(static_cast<int>(std::max<qint64>(0, ms - since.elapsed())));
}

} // namespace

SoakRun::SoakRun(lab::RunningLab &lab, int minutes)
    : m_lab(lab), m_minutes(minutes), m_live(std::make_unique<gui::LiveSite>()),
      m_window(std::make_unique<gui::MainWindow>()),
      m_conductor(std::make_unique<gui::Conductor>(*m_window, *m_live))
{
    connect(&m_live->engine(), &engine::Engine::siteChanged, this, &SoakRun::noteSite);
    connect(&m_sampling, &QTimer::timeout, this, [this] { m_memory.sample(hours()); });
}

SoakRun::~SoakRun() = default;

bool SoakRun::begin()
{
    m_window->show();
    std::vector<model::IpAddress> targets;
    for (const auto &target : m_lab.targets())
        targets.push_back(target.address);
    m_live->wantTargets(m_lab.targets().front().fromHost, targets);
    if (!m_live->addHosts(gui::hostsOf(m_lab)))
        return false;
    m_live->start();
    const bool isProtected = QTest::qWaitFor(
        [this] {
            m_routerId = m_window->selectedRouter();
            return router() && router()->protection == state::Protection::isProtected;
        },
        readyLimitMs);
    if (!isProtected)
        return false;
    QStringList nodes;
    for (const state::Instance &instance : router()->instances)
        nodes += QString::fromStdString(instance.host);
    m_witness = std::make_unique<KernelWitness>(QString::fromStdString(m_lab.name()), m_routerId, nodes);
    m_clock.start();
    m_memory.sample(0);
    m_sampling.start(sampleMs);
    return true;
}

const state::Router *SoakRun::router() const
{
    return m_live->engine().site()->router(m_routerId.toStdString());
}

QPushButton *SoakRun::button(const QString &name) const
{
    return m_window->findChild<QPushButton *>(name);
}

void SoakRun::noteSite(const state::SitePtr &site)
{
    if (!m_witness)
        return;
    m_records = site->records;
    m_counts.lostEvents = 0;
    for (const state::Host &host : site->hosts) {
        m_counts.lostEvents += host.view->lostCount;
        const bool isLive = host.session.phase == model::SessionState::Phase::live && !host.stale;
        if (m_isLive.try_emplace(host.name, true).first->second && !isLive)
            ++m_counts.sessionsLost;
        m_isLive[host.name] = isLive;
    }
    if (const state::Router *now = site->router(m_routerId.toStdString()))
        m_alarms.note(*now, site->now);
}

std::size_t SoakRun::facts() const
{
    std::size_t count = 0;
    for (const state::Host &host : m_live->engine().site()->hosts) {
        const model::HostView &view = *host.view;
        count += view.namespaces.size() + view.links.size() + view.addresses.size() + view.fdb.size()
            + view.routes.size() + view.rules.size() + view.neighbours.size() + view.counts.size()
            + view.conntrack.size() + view.nat.size() + view.adverts.size() + view.vrrpConfigs.size()
            + view.processes.size() + view.stateFiles.size() + view.echoSeries.size() + view.changes.size();
    }
    return count;
}

void SoakRun::trouble(int minute, const std::string &text)
{
    m_counts.troubles.push_back("minute " + std::to_string(minute) + ": " + text);
}

std::string SoakRun::servingNow()
{
    const auto truth = m_witness->read();
    const auto serving = truth ? servingHosts(*truth) : std::vector<std::string>();
    return serving.size() == 1 ? serving.front() : std::string();
}

bool SoakRun::disableOverlay(int minute, const QString &host)
{
    QPushButton *disable = button(QStringLiteral("disableOverlay_") + host);
    if (!disable || !disable->isEnabled()) {
        trouble(minute, "no enabled button disables the overlay of \"" + host.toStdString() + '"');
        return false;
    }
    QTest::mouseClick(disable, Qt::LeftButton);
    const QPointer<verify::DisableDialog> dialog =
        m_window->findChild<verify::DisableDialog *>(QStringLiteral("disableDialog"));
    if (!dialog) {
        trouble(minute, "the button opens no dialog");
        return false;
    }
    dialog->findChild<QSpinBox *>(QStringLiteral("undoSeconds"))->setValue(undoSeconds);
    if (auto *understood = dialog->findChild<QCheckBox *>())
        understood->setChecked(true);
    QTest::mouseClick(dialog->findChild<QPushButton *>(QStringLiteral("confirmDisable")), Qt::LeftButton);
    const bool isDown = QTest::qWaitFor(
        [this] {
            const auto open = gui::openChanges(*m_live->engine().site());
            return open.size() == 1 && open.front().change.phase == model::ChangePhase::inForce;
        },
        askLimitMs);
    if (!isDown)
        trouble(minute, "the overlay did not go down when asked");
    return isDown;
}

void SoakRun::restoreOverlay(int minute)
{
    QTest::mouseClick(button(QStringLiteral("restoreNow")), Qt::LeftButton);
    const bool isRestored =
        QTest::qWaitFor([this] { return gui::openChanges(*m_live->engine().site()).empty(); }, askLimitMs);
    if (!isRestored)
        trouble(minute, "the overlay did not come back when asked");
}

/// The kernel is asked before and after: only what stood still in between is compared.
void SoakRun::compareWithKernel(int minute, const char *when)
{
    for (int look = 0; look < looks; ++look) {
        const auto before = m_witness->read();
        QTest::qWait(settleMs);
        const state::SitePtr site = m_live->engine().currentSite();
        const auto after = m_witness->read();
        if (!before || before != after)
            continue;
        ++m_counts.stableMoments;
        const state::Router *now = site->router(m_routerId.toStdString());
        const auto wrong = now ? wrongVerdicts(*now, *before) : std::vector<std::string>{ "no router" };
        for (const std::string &line : wrong)
            m_counts.wrongVerdicts.push_back("minute " + std::to_string(minute) + ", " + when + ": " + line);
        return;
    }
    trouble(minute, std::string("nothing stood still, ") + when);
}

void SoakRun::failOver(int minute)
{
    QElapsedTimer clock;
    clock.start();
    const std::string active = servingNow();
    if (disableOverlay(minute, QString::fromStdString(active))) {
        waitUntil(clock, lookCutMs);
        compareWithKernel(minute, "cut");
        const std::string successor = servingNow();
        if (!successor.empty() && successor != active)
            ++m_counts.failovers;
        else
            trouble(minute, "no takeover");
        waitUntil(clock, restoreMs);
        restoreOverlay(minute);
    }
    waitUntil(clock, lookRestoredMs);
    compareWithKernel(minute, "restored");
    waitUntil(clock, minuteMs);
}

void SoakRun::end()
{
    m_sampling.stop();
    m_memory.sample(hours());
    disconnect(&m_live->engine(), nullptr, this, nullptr);
    QSignalSpy stopped(m_live.get(), &gui::LiveSite::stopped);
    m_live->stop();
    if (!stopped.wait(askLimitMs))
        trouble(m_minutes, "the probes did not end");
}

} // namespace kv::tests
