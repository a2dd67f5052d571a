// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/engine.h"
#include "probes/model/echo.h"
#include "probes/session/generatedsite.h"
#include "probes/session/replaysession.h"
#include "probes/session/sessionset.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <string>
#include <vector>

namespace kv::gui {

/// Sessions and engine joined, and the series that are pinged for the chart.
class LiveSite : public QObject {
    Q_OBJECT
public:
    /// Each 10 ms.
    static constexpr std::uint32_t echoIntervalUs = 10'000;

    explicit LiveSite(QObject *parent = nullptr);

    model::Result<void> addHosts(const std::vector<session::HostCommand> &hosts);
    /// Before start().
    void nameRouter(const std::string &routerId, const std::string &name);
    /// A recording instead of hosts, `speed` times as fast as it was. Its times are its own: nothing of the
    /// near end's clock is mixed in, and no host of it may be changed. io when the file cannot be read.
    model::Result<void> addReplay(const QString &file, double speed = 1.0);
    /// A made-up site instead of hosts; it goes on, second by second, as if nothing happened.
    void addGenerated(const session::GeneratedSpec &spec);
    void start();
    void stop();
    /// Neither recorded nor made up.
    bool isOfNow() const { return !m_replay && !m_generated; }
    bool isRunning() const { return m_isReplaying || m_seconds.isActive() || m_sessions.isRunning(); }

    /// Pings these from `fromHost` as soon as, and whenever, its probe says hello. What is empty is inferred
    /// once the site is known well enough.
    void wantTargets(const std::string &fromHost, const std::vector<model::IpAddress> &targets);
    const std::string &fromHost() const { return m_fromHost; }
    const std::vector<model::IpAddress> &targets() const { return m_targets; }

    session::SessionSet &sessions() { return m_sessions; }
    engine::Engine &engine() { return m_engine; }

Q_SIGNALS:
    /// A series could not be started.
    void echoRefused(const QString &host, const QString &target, const kv::model::Error &error);
    void stopped();
    /// The recording is at its end; the site stays as it was then.
    void replayEnded();

private:
    engine::Engine m_engine;
    session::SessionSet m_sessions;
    std::unique_ptr<session::ReplaySession> m_replay;
    bool m_isReplaying = false;
    std::unique_ptr<session::GeneratedSite> m_generated;
    QTimer m_seconds; ///< of the generated site
    std::string m_fromHost;
    std::vector<model::IpAddress> m_targets;
    bool m_infers = false;

    void take(const std::vector<model::Observation> &observations);
    void takeRecorded(std::vector<model::Observation> observations);
    void endReplay();
    void infer();
    void startEchoes();
};

} // namespace kv::gui
