// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/session/hostsession.h"

#include "probes/session/hostworker.h"

namespace kv::session {

namespace {

constexpr std::size_t maxOpenRequests = 1'000;
constexpr int killGraceMs = 2'000;

} // namespace

HostSession::HostSession(HostCommand command, SessionPolicy policy, QThread *worker, QObject *parent)
    : Session(parent), m_command(std::move(command)),
      m_ownThread(worker ? nullptr : std::make_unique<QThread>()),
      m_worker(new HostWorker(m_command, policy)), m_endMs(policy.endMs)
{
    m_worker->moveToThread(worker ? worker : m_ownThread.get());
    connect(m_worker, &HostWorker::batchReady, this,
            [this](const std::shared_ptr<const WorkerBatch> &batch) { showBatch(*batch); });
    if (m_ownThread) {
        m_ownThread->setObjectName(QStringLiteral("session"));
        m_ownThread->start();
    }
}

HostSession::~HostSession()
{
    const auto destroyed = m_worker->destroyed;
    m_worker->disconnect(this);
    QMetaObject::invokeMethod(m_worker, [worker = m_worker] { worker->stopAndDelete(); });
    if (!destroyed->tryAcquire(1, m_endMs + killGraceMs))
        qWarning("a probe did not end");
    if (m_ownThread) {
        m_ownThread->quit();
        m_ownThread->wait();
    }
}

void HostSession::start()
{
    m_isRunning = true;
    QMetaObject::invokeMethod(m_worker, &HostWorker::start);
}

void HostSession::stop()
{
    if (!m_isRunning) {
        QMetaObject::invokeMethod(this, &Session::ended, Qt::QueuedConnection);
        return;
    }
    QMetaObject::invokeMethod(m_worker, &HostWorker::stop);
}

void HostSession::ask(Operation operation, QObject *context, ReplyCallback done)
{
    wire::Request request;
    request.id = m_lastId += 2;
    request.operation = std::move(operation);
    const bool isFull = m_open.size() >= maxOpenRequests;
    m_open.emplace(request.id, OpenRequest{ context, std::move(done) });
    if (m_isRunning && !isFull) {
        QMetaObject::invokeMethod(m_worker, [worker = m_worker, request] { worker->send(request); });
        return;
    }
    wire::Reply reply;
    reply.id = request.id;
    reply.error = isFull ? model::Error{ model::ErrorCode::busy, "too many open requests", {} }
                         : model::Error{ model::ErrorCode::gone, "the session has ended", {} };
    QMetaObject::invokeMethod(
        this, [this, reply] { answer(reply); }, Qt::QueuedConnection);
}

void HostSession::showBatch(const WorkerBatch &batch)
{
    m_worker->waiting -= batch.observations.size();
    const QPointer<HostSession> guard(this);
    if (!batch.observations.empty())
        Q_EMIT observationsReceived(batch.observations);
    for (const wire::Reply &reply : batch.replies) {
        if (guard)
            answer(reply);
    }
    if (guard && batch.isLast)
        finish();
}

void HostSession::answer(const wire::Reply &reply)
{
    const auto found = m_open.find(reply.id);
    if (found == m_open.end())
        return;
    const OpenRequest request = std::move(found->second);
    m_open.erase(found);
    if (request.context && request.done)
        request.done(reply);
}

void HostSession::finish()
{
    m_isRunning = false;
    Q_EMIT ended();
}

} // namespace kv::session
