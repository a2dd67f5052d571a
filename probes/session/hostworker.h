// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/session/clockestimate.h"
#include "probes/session/hostcommand.h"
#include "probes/session/probeprocess.h"
#include "probes/session/session.h"
#include "probes/session/sessionpolicy.h"

#include <QSemaphore>
#include <QTimer>

#include <atomic>
#include <memory>
#include <optional>
#include <set>

namespace kv::session {

/// What one turn of the worker's event loop brought.
struct WorkerBatch {
    Observations observations;
    std::vector<wire::Reply> replies;
    bool isLast = false; ///< the session has ended
};

/// The half of a HostSession that lives in the worker thread: process, decoding, clock, lease, new starts.
class HostWorker final : public QObject {
    Q_OBJECT
public:
    HostWorker(HostCommand command, SessionPolicy policy);

    void start();
    void stop();
    /// As stop(), and the worker deletes itself when its process is gone.
    void stopAndDelete();
    void send(const wire::Request &request);

    /// Observations that were handed out and not yet taken; the only member used by two threads.
    std::atomic<std::size_t> waiting{ 0 };
    /// Released once when the worker is destroyed, its process gone.
    std::shared_ptr<QSemaphore> destroyed = std::make_shared<QSemaphore>();
    ~HostWorker() override;

Q_SIGNALS:
    void batchReady(const std::shared_ptr<const kv::session::WorkerBatch> &batch);

private:
    void launch();
    void takeLines(const std::vector<wire::LineReader::Line> &lines);
    void takeEvent(wire::Event event);
    void takeHello(wire::Event event);
    void takeReply(const wire::Reply &reply);
    void checkSequence(const wire::Event &event);
    void countObjects(const model::ObservationBody &body);
    void noteBadLine(const std::string &why);
    void noteProcessEnd(const QString &text);
    void beat();
    void askClock();
    QString silenceText() const;
    void sayBadLines();
    void say(model::TimeUs at, model::ObservationBody body);
    void saySession(model::SessionState::Phase phase, const QString &text);
    void dropWhenFull();
    void post(bool isLast = false);

    HostCommand m_command;
    SessionPolicy m_policy;
    ProbeProcess m_process;
    QTimer m_helloTimer;
    QTimer m_beatTimer;
    QTimer m_keepAliveTimer;
    QTimer m_restartTimer;
    ClockEstimate m_clock;
    WorkerBatch m_batch;
    std::set<std::uint64_t> m_open; ///< requests of the near end's other half
    std::uint64_t m_lastOwnId = 0; ///< own requests have odd ids, the other half's even ones
    std::optional<wire::Request> m_clockRequest;
    model::TimeUs m_clockAskedAt = 0;
    int m_clockBurst = 0; ///< round trips still to be made at once
    model::TimeUs m_arrivedAt = 0; ///< of what is being read
    model::TimeUs m_launchedAt = 0;
    model::TimeUs m_liveSince = 0;
    std::uint64_t m_lastSequence = 0;
    std::uint64_t m_missing = 0;
    std::optional<std::uint64_t> m_snapshotObjects; ///< counted since snapshot.begin
    bool m_needsSnapshot = false;
    std::uint64_t m_badLines = 0; ///< not yet said
    std::string m_lastBadLine;
    std::uint64_t m_dropped = 0;
    int m_pauseMs = 0;
    bool m_isLive = false;
    bool m_isWanted = false;
    bool m_isLeaving = false;
};

} // namespace kv::session
