// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/alarmwatch.h"

#include <QDBusConnection>
#include <QObject>
#include <QTimer>

#include <vector>

QT_BEGIN_NAMESPACE
class QDBusPendingCallWatcher;
QT_END_NAMESPACE

namespace kv::gui {

/// Tells the desktop (org.freedesktop.Notifications) which routers are no longer protected, and when they are
/// again. What changes within a second and a half is one notification, and it takes the place of the one
/// before: a host with a hundred routers does not make a hundred.
class Notifier : public QObject {
    Q_OBJECT
public:
    static constexpr int gatherMs = 1500;

    /// On the desktop's own bus; without one it stays silent.
    explicit Notifier(QObject *parent = nullptr);
    Notifier(const QDBusConnection &bus, QObject *parent);

    void setWanted(bool wanted) { m_isWanted = wanted; }
    void showSite(const state::Site &site);

Q_SIGNALS:
    /// Somebody has clicked on it.
    void routerWanted(const QString &routerId);
    /// There is news, whether or not there is a desktop to show it.
    void alarmed();

private Q_SLOTS:
    void followClick(uint id, const QString &action);

private:
    QDBusConnection m_bus;
    AlarmWatch m_watch;
    std::vector<RouterAlarm> m_news; ///< since the last notification, a router once
    QTimer m_gather;
    bool m_isWanted = true;
    uint m_shown = 0; ///< the server's number; 0 = none
    std::string m_firstRouter; ///< of what is shown

    void send();
    void noteNumber(QDBusPendingCallWatcher *watcher);
};

/// What a notification says: title and plain text.
struct NotificationText {
    QString title;
    QString body;
    bool isUrgent = false; ///< something is wrong, not over
};
NotificationText notificationText(const std::vector<RouterAlarm> &news);

} // namespace kv::gui
