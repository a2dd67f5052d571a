// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/conductor.h"
#include "app/gui/livesite.h"
#include "app/gui/mainwindow.h"
#include "app/lab/lab.h"
#include "tests/benchmarks/alarmwatch.h"
#include "tests/benchmarks/kernelwitness.h"
#include "tests/benchmarks/residentset.h"

#include <QElapsedTimer>
#include <QTimer>

#include <memory>
#include <string>
#include <vector>

QT_BEGIN_NAMESPACE
class QPushButton;
QT_END_NAMESPACE

namespace kv::tests {

/// What a soak counted so far.
struct SoakCounts {
    int failovers = 0; ///< the kernel says that another host took over
    int stableMoments = 0; ///< at which the verdict was compared with the kernel
    int sessionsLost = 0;
    std::uint64_t lostEvents = 0; ///< times that a probe dropped observations
    std::vector<std::string> wrongVerdicts;
    std::vector<std::string> troubles; ///< what could not be done or seen
};

/// The window on a lab, with a failover a minute by its own button, dialog and undo.
class SoakRun : public QObject {
    Q_OBJECT
public:
    SoakRun(lab::RunningLab &lab, int minutes);
    ~SoakRun() override;

    /// Opens the window and waits until the router is protected; false when it does not become so.
    bool begin();
    /// One minute: cut, look, restore, look.
    void failOver(int minute);
    /// Ends the probes and waits until they are gone.
    void end();

    int minutes() const { return m_minutes; }
    bool hasFastTimers() const { return m_lab.hasFastTimers(); }
    const SoakCounts &counts() const { return m_counts; }
    const AlarmWatch &alarms() const { return m_alarms; }
    const ResidentSet &memory() const { return m_memory; }
    double hours() const { return static_cast<double>(m_clock.elapsed()) / 3'600'000.0; }
    std::uint64_t records() const { return m_records; }
    /// What is known of all hosts: kernel objects, processes, configurations.
    std::size_t facts() const;

private:
    lab::RunningLab &m_lab;
    int m_minutes;
    std::unique_ptr<gui::LiveSite> m_live;
    std::unique_ptr<gui::MainWindow> m_window;
    std::unique_ptr<gui::Conductor> m_conductor;
    std::unique_ptr<KernelWitness> m_witness;
    QString m_routerId;
    QElapsedTimer m_clock;
    QTimer m_sampling;
    ResidentSet m_memory;
    AlarmWatch m_alarms;
    SoakCounts m_counts;
    std::map<std::string, bool> m_isLive; ///< sessions, by host
    std::uint64_t m_records = 0;

    const state::Router *router() const;
    QPushButton *button(const QString &name) const;
    void noteSite(const state::SitePtr &site);
    bool disableOverlay(int minute, const QString &host);
    void restoreOverlay(int minute);
    void compareWithKernel(int minute, const char *when);
    std::string servingNow();
    void trouble(int minute, const std::string &text);
};

} // namespace kv::tests
