// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/conductor.h"
#include "app/gui/livesite.h"
#include "app/gui/mainwindow.h"
#include "app/gui/notifier.h"

#include <QObject>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace kv::gui {

/// One site and the windows that look at it: several windows share its sessions. The last window to close
/// stops them.
class Desk : public QObject {
    Q_OBJECT
public:
    explicit Desk(const Settings &settings, QObject *parent = nullptr);
    ~Desk() override;

    LiveSite &live() { return *m_live; }
    MainWindow &firstWindow() { return *m_views.front().window; }
    Conductor &firstConductor() { return *m_views.front().conductor; }
    int windowCount() const { return static_cast<int>(m_views.size()); }
    MainWindow &window(int at) { return *m_views[static_cast<std::size_t>(at)].window; }

    /// In the windows that are there and in those to come.
    void showSiteName(const QString &name);
    void showStarting(const QString &what);
    void setWallOffset(qint64 offsetUs);
    void takePins(const QString &pinKey, const std::map<std::string, double> &pins);
    void setNotifying(bool notifies);
    void showNotice(const QString &title, const QString &text) { firstWindow().showNotice(title, text); }

    /// Another window on the same sessions; it begins with what the one before shows.
    MainWindow *addWindow(const Settings &settings);
    /// Ends the sessions; stopped() follows.
    void stop();

Q_SIGNALS:
    void windowAdded(kv::gui::MainWindow *window);
    /// The last window is closed; its settings are what the next run begins with.
    void lastWindowClosed(const kv::gui::Settings &settings);
    void stopped();
    void pinsChanged(const QString &pinKey, const std::map<std::string, double> &pins);
    void notifyingChanged(bool notifies); ///< by the user, in one of the windows

private:
    struct View {
        std::unique_ptr<MainWindow> window;
        std::unique_ptr<Conductor> conductor;
    };

    std::unique_ptr<LiveSite> m_live;
    Notifier m_notifier;
    std::vector<View> m_views; ///< never empty before the last one is closed
    QString m_siteName;
    QString m_starting;
    qint64 m_wallOffsetUs = 0;

    void tell(const QString &routerId);
    void dropWindow(MainWindow *window);
    void updateLast();
};

} // namespace kv::gui
