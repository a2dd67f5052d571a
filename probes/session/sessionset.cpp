// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/session/sessionset.h"

#include "probes/session/hostsession.h"
#include "probes/session/nearclock.h"
#include "probes/session/text.h"

#include <algorithm>

namespace kv::session {

using model::Error;
using model::ErrorCode;

namespace {

constexpr int tickMs = 100;

} // namespace

SessionSet::SessionSet(QObject *parent) : QObject(parent), m_ticks(this)
{
    m_ticks.setInterval(tickMs);
    m_ticks.setTimerType(Qt::PreciseTimer);
    connect(&m_ticks, &QTimer::timeout, this, &SessionSet::tick);
}

SessionSet::~SessionSet()
{
    for (const auto &session : m_sessions)
        session->disconnect(this);
    // All at once, so that the slowest probe and not their sum is waited for.
    for (const auto &session : m_sessions)
        session->stop();
    m_sessions.clear();
    if (m_worker) {
        m_worker->quit();
        m_worker->wait();
    }
}

model::Result<void> SessionSet::addHost(const HostCommand &command, const SessionPolicy &policy)
{
    if (!m_worker) {
        m_worker = std::make_unique<QThread>();
        m_worker->setObjectName(QStringLiteral("sessions"));
        m_worker->start();
    }
    return add(std::make_unique<HostSession>(command, policy, m_worker.get()));
}

model::Result<void> SessionSet::add(std::unique_ptr<Session> session)
{
    if (!session->name().isEmpty() && hosts().contains(session->name()))
        return Error{ ErrorCode::invalidArgument, Text::tr("two hosts have the same name").toStdString(),
                      session->name().toStdString() };
    Session *added = session.get();
    m_sessions.push_back(std::move(session));
    connect(added, &Session::observationsReceived, this, [this](const Observations &some) { take(some); });
    connect(added, &Session::ended, this, [this, added] { noteEnded(added); });
    return {};
}

QStringList SessionSet::hosts() const
{
    QStringList names;
    for (const auto &session : m_sessions)
        names += session->name();
    return names;
}

void SessionSet::nameRouter(const std::string &routerId, const std::string &name)
{
    m_routerNames.push_back({ routerId, name });
}

void SessionSet::noteFault(model::TimeUs at, const model::FaultNote &note)
{
    if (m_isRunning)
        take({ { {}, at, nearNow(), note } });
}

void SessionSet::start()
{
    m_isRunning = true;
    m_isStopping = false;
    m_running.clear();
    for (const auto &session : m_sessions)
        m_running.push_back(session.get());
    const model::TimeUs now = nearNow();
    Observations names;
    for (const model::RouterName &name : m_routerNames)
        names.push_back({ {}, now, now, name });
    if (!names.empty())
        take(std::move(names));
    for (const auto &session : m_sessions)
        session->start();
    m_ticks.start();
}

void SessionSet::stop()
{
    m_isStopping = true;
    if (m_running.empty()) {
        m_isRunning = false;
        m_ticks.stop();
        QMetaObject::invokeMethod(this, &SessionSet::stopped, Qt::QueuedConnection);
        return;
    }
    for (Session *session : std::vector<Session *>(m_running))
        session->stop();
}

void SessionSet::ask(const QString &host, Operation operation, QObject *context, ReplyCallback done)
{
    for (const auto &session : m_sessions) {
        if (session->name() == host)
            return session->ask(std::move(operation), context, std::move(done));
    }
    wire::Reply reply;
    reply.error = Error{ ErrorCode::notFound, "no such host", host.toStdString() };
    QMetaObject::invokeMethod(
        context, [done = std::move(done), reply] { done(reply); }, Qt::QueuedConnection);
}

void SessionSet::take(Observations observations)
{
    // A tick may have been said while a batch was on its way from the worker.
    for (model::Observation &observation : observations) {
        m_lastArrival = std::max(m_lastArrival, observation.arrivedAt);
        observation.arrivedAt = m_lastArrival;
    }
    Q_EMIT observationsReceived(observations);
}

void SessionSet::tick()
{
    const model::TimeUs now = nearNow();
    take({ model::Observation{ {}, now, now, model::Tick{} } });
}

void SessionSet::noteEnded(Session *session)
{
    if (std::erase(m_running, session) == 0)
        return;
    Q_EMIT hostEnded(session->name());
    if (!m_running.empty() || !m_isStopping)
        return;
    m_isRunning = false;
    m_ticks.stop();
    Q_EMIT stopped();
}

} // namespace kv::session
