// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/session/fakesession.h"

#include <algorithm>

namespace kv::session {

FakeSession::FakeSession(QString name, QObject *parent) : Session(parent), m_name(std::move(name)) { }

void FakeSession::start() { }

void FakeSession::stop()
{
    wire::Reply reply;
    reply.error = model::Error{ model::ErrorCode::gone, "the session has ended", {} };
    while (!m_open.empty()) {
        reply.id = m_open.front().id;
        this->reply(reply);
    }
    QMetaObject::invokeMethod(this, &Session::ended, Qt::QueuedConnection);
}

void FakeSession::ask(Operation operation, QObject *context, ReplyCallback done)
{
    const std::uint64_t id = m_asked.size() + 1;
    m_open.push_back({ id, context, std::move(done) });
    m_asked.push_back({ id, std::move(operation) });
}

void FakeSession::say(const Observations &observations)
{
    Q_EMIT observationsReceived(observations);
}

void FakeSession::reply(const wire::Reply &reply)
{
    const auto found =
        std::find_if(m_open.begin(), m_open.end(), [&](const Open &open) { return open.id == reply.id; });
    if (found == m_open.end())
        return;
    const Open open = std::move(*found);
    m_open.erase(found);
    if (open.context && open.done)
        open.done(reply);
}

} // namespace kv::session
