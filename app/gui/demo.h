// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/conductor.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace kv::gui {

/// The guided failover without a person: waits until the site is steady, verifies it, and leaves pictures of
/// the window before, during and after, and the result, in a folder.
class Demo : public QObject {
    Q_OBJECT
public:
    Demo(MainWindow &window, LiveSite &live, Conductor &conductor, QString folder, QObject *parent = nullptr);

    /// The lab could not come up: writes the result.
    void giveUp(const QString &reason);

Q_SIGNALS:
    /// 0 pass, 1 fail, 2 could not run.
    void finished(int exitCode);

private:
    MainWindow &m_window;
    LiveSite &m_live;
    Conductor &m_conductor;
    QString m_folder;
    QTimer m_limit;
    qint64 m_startedUnixMs = 0;
    std::optional<state::Router> m_prediction; ///< the router when the verification was started
    model::TimeUs m_steadySince = 0;
    model::TimeUs m_servedSince = 0;
    bool m_hasStarted = false;
    bool m_hasDuring = false;
    bool m_isFinished = false;

    void watch(const state::SitePtr &site);
    void watchSteady(const state::Site &site);
    void watchDuring(const state::Site &site);
    bool save(const QString &name);
    void finish(const state::Verification &verification);
};

} // namespace kv::gui
