// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/appearance.h"
#include "app/gui/demo.h"
#include "app/gui/desk.h"
#include "app/gui/options.h"
#include "app/lab/lab.h"

#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace kv::gui {

/// What main() runs once there is a window system: opens what the options ask for, more windows and
/// recordings when they are wanted, and ends when the last window is closed and everything is restored.
class Program : public QObject {
    Q_OBJECT
public:
    Program(const Options &options, lab::RunningLab *lab);

    /// The recording that this program carries.
    static QString sampleRecording();

private:
    Options m_options;
    Settings m_settings;
    Appearance m_appearance;
    std::vector<std::unique_ptr<Desk>> m_desks;
    std::unique_ptr<Demo> m_demo;
    bool m_isEnding = false;
    int m_exitCode = 0;

    Desk &addDesk();
    void connectWindow(Desk &desk, MainWindow *window);
    void followLab(lab::RunningLab &lab);
    void openLabHosts(lab::RunningLab &lab);
    void openHosts();
    void openRecording(const QString &file);
    void showGenerated(Desk &desk, const session::GeneratedSpec &spec);
    void showRecording(Desk &desk, const QString &file);
    void open(Desk &desk, const model::Result<void> &added, bool isLive);
    void closeDesk(Desk &desk, const Settings &settings);
    void end(int exitCode);
    void leaveWhenStopped();
};

} // namespace kv::gui
