// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/result.h"
#include "probes/session/hostcommand.h"
#include "probes/session/session.h"
#include "probes/session/sessionpolicy.h"

#include <QThread>
#include <QTimer>

#include <memory>
#include <string>
#include <vector>

namespace kv::session {

/// All hosts of a site as one ordered stream: arrival times never go back, and a Tick follows each 100 ms.
class SessionSet final : public QObject {
    Q_OBJECT
public:
    explicit SessionSet(QObject *parent = nullptr);
    ~SessionSet() override;

    /// Before start(). A second host of the same name is refused (invalidArgument).
    model::Result<void> addHost(const HostCommand &command, const SessionPolicy &policy = {});
    /// Any other source, e.g. a FakeSession.
    model::Result<void> add(std::unique_ptr<Session> session);

    /// Before start(): what people call a router; the first records of the stream say so.
    void nameRouter(const std::string &routerId, const std::string &name);
    /// While it runs: what the lab has broken or mended at that time of the near end's clock.
    void noteFault(model::TimeUs at, const model::FaultNote &note);

    QStringList hosts() const; ///< in the order in which they were added
    /// Starts every source and the ticks.
    void start();
    /// Ends every source; stopped() follows when the last one has ended.
    void stop();
    bool isRunning() const { return m_isRunning; }

    /// Asks the probe of `host`; an unknown host answers `notFound`.
    void ask(const QString &host, Operation operation, QObject *context, ReplyCallback done);

Q_SIGNALS:
    void observationsReceived(const std::vector<kv::model::Observation> &observations);
    void hostEnded(const QString &host);
    void stopped();

private:
    void take(Observations observations);
    void tick();
    void noteEnded(Session *session);

    std::unique_ptr<QThread> m_worker; ///< shared by all HostSessions
    std::vector<std::unique_ptr<Session>> m_sessions;
    std::vector<Session *> m_running;
    QTimer m_ticks;
    std::vector<model::RouterName> m_routerNames;
    model::TimeUs m_lastArrival = 0;
    bool m_isRunning = false;
    bool m_isStopping = false;
};

} // namespace kv::session
