// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/session/replaysession.h"

#include "probes/session/nearclock.h"
#include "probes/wire/codec.h"

namespace kv::session {

using model::Error;
using model::ErrorCode;

namespace {

constexpr int turnMs = 20;
constexpr std::size_t maxBatch = 1'000;

} // namespace

ReplaySession::ReplaySession(const QString &fileName, double speed, QObject *parent)
    : Session(parent), m_file(fileName), m_speed(speed), m_timer(this)
{
    m_timer.setInterval(speed > 0 ? turnMs : 0);
    connect(&m_timer, &QTimer::timeout, this, &ReplaySession::showDue);
}

void ReplaySession::start()
{
    m_isRunning = true;
    m_lineNumber = 0;
    if (!m_file.open(QIODevice::ReadOnly)) {
        fail(ErrorCode::io, m_file.errorString().toStdString());
        QMetaObject::invokeMethod(this, &ReplaySession::finish, Qt::QueuedConnection);
        return;
    }
    m_next = readOne();
    m_recordedStart = m_next ? m_next->arrivedAt : 0;
    m_startedAt = nearNow();
    m_timer.start();
}

void ReplaySession::stop()
{
    QMetaObject::invokeMethod(this, &ReplaySession::finish, Qt::QueuedConnection);
}

void ReplaySession::ask(Operation, QObject *context, ReplyCallback done)
{
    wire::Reply reply;
    reply.error = Error{ ErrorCode::unsupported, "a recording cannot be asked", {} };
    QMetaObject::invokeMethod(
        context, [done = std::move(done), reply] { done(reply); }, Qt::QueuedConnection);
}

void ReplaySession::showDue()
{
    const double passed = static_cast<double>(nearNow() - m_startedAt) * m_speed;
    Observations due;
    while (m_next && due.size() < maxBatch) {
        if (m_speed > 0 && static_cast<double>(m_next->arrivedAt - m_recordedStart) > passed)
            break;
        due.push_back(std::move(*m_next));
        m_next = readOne();
    }
    const bool isOver = !m_next;
    if (!due.empty())
        Q_EMIT observationsReceived(due);
    if (isOver)
        finish();
}

std::optional<model::Observation> ReplaySession::readOne()
{
    while (!m_file.atEnd()) {
        QByteArray line = m_file.readLine(static_cast<qint64>(wire::maxLineBytes) + 2);
        ++m_lineNumber;
        bool isOversized = false;
        while (!line.endsWith('\n') && !m_file.atEnd()) {
            isOversized = true;
            line = m_file.readLine(static_cast<qint64>(wire::maxLineBytes));
        }
        if (isOversized) {
            fail(ErrorCode::oversized, "the line is too long");
            continue;
        }
        auto observation =
            wire::decodeObservation({ line.constData(), static_cast<std::size_t>(line.size()) });
        if (observation)
            return std::move(*observation);
        fail(observation.error().code, observation.error().text);
    }
    return std::nullopt;
}

void ReplaySession::fail(ErrorCode code, std::string text)
{
    const std::string where = m_file.fileName().toStdString() + ':' + std::to_string(m_lineNumber);
    Q_EMIT lineFailed(Error{ code, std::move(text), where });
}

void ReplaySession::finish()
{
    if (!std::exchange(m_isRunning, false))
        return;
    m_timer.stop();
    m_file.close();
    m_next.reset();
    Q_EMIT ended();
}

} // namespace kv::session
