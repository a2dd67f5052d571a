// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/session/hostcommand.h"
#include "probes/session/session.h"
#include "probes/session/sessionpolicy.h"

#include <QPointer>
#include <QThread>

#include <map>
#include <memory>

namespace kv::session {

class HostWorker;
struct WorkerBatch;

/// The near end of one host: starts its probe by any command line, reads and decodes in a worker thread,
/// estimates its clock, keeps its lease, and starts it again when it was lost.
class HostSession final : public Session {
    Q_OBJECT
public:
    /// `worker` is a running thread that outlives the session; nullptr: one of its own.
    explicit HostSession(HostCommand command, SessionPolicy policy = {}, QThread *worker = nullptr,
                         QObject *parent = nullptr);
    /// Closes the probe's input and waits for it as long as SessionPolicy::endMs says, then kills it.
    ~HostSession() override;

    QString name() const override { return m_command.name; }
    const HostCommand &command() const { return m_command; }
    void start() override;
    void stop() override;
    void ask(Operation operation, QObject *context, ReplyCallback done) override;

private:
    struct OpenRequest {
        QPointer<QObject> context;
        ReplyCallback done;
    };

    void showBatch(const WorkerBatch &batch);
    void answer(const wire::Reply &reply);
    void finish();

    HostCommand m_command;
    std::unique_ptr<QThread> m_ownThread;
    HostWorker *m_worker; ///< lives in its thread and is deleted there
    int m_endMs;
    std::map<std::uint64_t, OpenRequest> m_open;
    std::uint64_t m_lastId = 0; ///< even; the worker's own requests have odd ids
    bool m_isRunning = false;
};

} // namespace kv::session
