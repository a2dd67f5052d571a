// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/session/hostworker.h"

#include "probes/session/nearclock.h"
#include "probes/wire/codec.h"

#include <algorithm>

namespace kv::session {

using Phase = model::SessionState::Phase;

namespace {

constexpr int clockRoundTripsAtStart = 5;
constexpr model::TimeUs steadyUs =
    10'000'000; ///< a session that lived so long starts again without a long pause

bool isNearEndRecord(const model::Observation &observation)
{
    return std::holds_alternative<model::SessionState>(observation.body)
        || std::holds_alternative<model::ClockOffset>(observation.body)
        || std::holds_alternative<model::Hello>(observation.body);
}

wire::Reply goneReply(std::uint64_t id, std::string text)
{
    wire::Reply reply;
    reply.id = id;
    reply.error = model::Error{ model::ErrorCode::gone, std::move(text), {} };
    return reply;
}

} // namespace

HostWorker::HostWorker(HostCommand command, SessionPolicy policy)
    : m_command(std::move(command)), m_policy(policy), m_process(this), m_helloTimer(this), m_beatTimer(this),
      m_keepAliveTimer(this), m_restartTimer(this), m_pauseMs(policy.firstPauseMs)
{
    m_helloTimer.setSingleShot(true);
    m_restartTimer.setSingleShot(true);
    m_helloTimer.setInterval(policy.helloMs);
    m_beatTimer.setInterval(policy.clockMs);
    m_keepAliveTimer.setInterval(policy.keepAliveMs);
    connect(&m_helloTimer, &QTimer::timeout, this, [this] {
        const QString said = QString::fromStdString(m_lastBadLine);
        m_process.kill(said.isEmpty()
                           ? tr("no word from the probe for %n s", nullptr, m_policy.helloMs / 1000)
                           : tr("no hello from the probe, but: %1").arg(said));
    });
    connect(&m_beatTimer, &QTimer::timeout, this, &HostWorker::beat);
    connect(&m_keepAliveTimer, &QTimer::timeout, this, [this] {
        m_process.write(wire::encode(wire::Request{ m_lastOwnId += 2, wire::KeepAlive{} }));
    });
    connect(&m_restartTimer, &QTimer::timeout, this, &HostWorker::launch);
    connect(&m_process, &ProbeProcess::linesReceived, this, &HostWorker::takeLines);
    connect(&m_process, &ProbeProcess::ended, this, &HostWorker::noteProcessEnd);
    m_lastOwnId = 1;
}

HostWorker::~HostWorker()
{
    m_process.disconnect(this);
    destroyed->release();
}

void HostWorker::start()
{
    m_isWanted = true;
    m_pauseMs = m_policy.firstPauseMs;
    if (!m_process.isRunning())
        launch();
}

void HostWorker::stop()
{
    m_isWanted = false;
    m_restartTimer.stop();
    if (m_process.isRunning())
        return m_process.closeInput(m_policy.endMs);
    saySession(Phase::ended, {});
    post(true);
}

void HostWorker::stopAndDelete()
{
    m_isLeaving = true;
    stop();
}

void HostWorker::launch()
{
    m_clock.clear();
    m_clockRequest.reset();
    m_lastSequence = m_missing = 0;
    m_snapshotObjects.reset();
    m_needsSnapshot = false;
    m_badLines = 0;
    m_lastBadLine.clear();
    m_launchedAt = nearNow();
    saySession(Phase::starting, {});
    post();
    m_helloTimer.start();
    m_process.start(m_command.arguments);
}

void HostWorker::send(const wire::Request &request)
{
    if (!m_isLive) {
        m_batch.replies.push_back(goneReply(request.id, "there is no connection to the host"));
        return post();
    }
    m_open.insert(request.id);
    m_process.write(wire::encode(request));
}

void HostWorker::takeLines(const std::vector<wire::LineReader::Line> &lines)
{
    m_arrivedAt = nearNow();
    for (const wire::LineReader::Line &line : lines) {
        if (line.isOversized) {
            noteBadLine("a line longer than " + std::to_string(wire::maxLineBytes) + " bytes");
            continue;
        }
        auto message = wire::decodeFromProbe(line.text);
        if (!message)
            noteBadLine(line.text);
        else if (auto *event = std::get_if<wire::Event>(&*message))
            takeEvent(std::move(*event));
        else
            takeReply(std::get<wire::Reply>(*message));
    }
    post();
}

void HostWorker::noteBadLine(const std::string &why)
{
    constexpr std::size_t shownBytes = 200;
    ++m_badLines;
    if (!why.empty())
        m_lastBadLine = why.substr(0, shownBytes);
}

void HostWorker::takeEvent(wire::Event event)
{
    if (std::holds_alternative<model::Hello>(event.body))
        return takeHello(std::move(event));
    if (!m_isLive)
        return noteBadLine("an event before hello");
    checkSequence(event);
    countObjects(event.body);
    say(event.at, std::move(event.body));
}

void HostWorker::takeHello(wire::Event event)
{
    const auto &hello = std::get<model::Hello>(event.body);
    if (m_isLive)
        return noteBadLine("a second hello");
    if (hello.protocol != wire::protocolVersion) {
        return m_process.kill(
            tr("the probe speaks protocol %1, this program %2: install the same version on both")
                .arg(hello.protocol)
                .arg(wire::protocolVersion));
    }
    m_isLive = true;
    m_liveSince = m_arrivedAt;
    m_lastSequence = event.sequence;
    m_helloTimer.stop();
    // The probe read its clock between its start and now: a first estimate, so that no event is without one.
    m_clock.setSharesKernel(!hello.bootId.empty() && hello.bootId == nearBootId());
    m_clock.add(m_launchedAt, hello.bootTimeUs, m_arrivedAt);
    say(event.at, std::move(event.body));
    saySession(Phase::live, {});
    if (const auto offset = m_clock.best(m_arrivedAt))
        say(m_arrivedAt, *offset);
    m_clockBurst = clockRoundTripsAtStart;
    askClock();
    m_beatTimer.start();
    m_keepAliveTimer.start();
}

void HostWorker::checkSequence(const wire::Event &event)
{
    if (event.sequence > m_lastSequence + 1) {
        m_missing += event.sequence - m_lastSequence - 1;
        m_needsSnapshot = true;
    }
    m_lastSequence = std::max(m_lastSequence, event.sequence);
    // The probe noticed by itself and sends everything again.
    if (std::holds_alternative<model::Lost>(event.body)
        || std::holds_alternative<model::SnapshotBegin>(event.body)) {
        m_needsSnapshot = false;
        m_missing = 0;
    }
}

void HostWorker::countObjects(const model::ObservationBody &body)
{
    if (std::holds_alternative<model::SnapshotBegin>(body)) {
        m_snapshotObjects = 0;
    } else if (const auto *end = std::get_if<model::SnapshotEnd>(&body)) {
        if (m_snapshotObjects && *m_snapshotObjects != end->objects)
            m_needsSnapshot = true;
        m_snapshotObjects.reset();
    } else if (m_snapshotObjects) {
        ++*m_snapshotObjects;
    }
}

void HostWorker::takeReply(const wire::Reply &reply)
{
    if (m_clockRequest && reply.id == m_clockRequest->id) {
        m_clockRequest.reset();
        m_clock.add(m_clockAskedAt, reply.at, m_arrivedAt);
        if (const auto offset = m_clock.best(m_arrivedAt))
            say(m_arrivedAt, *offset);
        if (--m_clockBurst > 0)
            askClock();
    } else if (m_open.erase(reply.id) > 0) {
        m_batch.replies.push_back(reply);
    }
}

void HostWorker::askClock()
{
    m_clockRequest = wire::Request{ m_lastOwnId += 2, wire::AskClock{} };
    m_clockAskedAt = nearNow();
    m_process.write(wire::encode(*m_clockRequest));
}

QString HostWorker::silenceText() const
{
    const QString text = tr("the probe has not answered for %n s", nullptr, m_policy.silenceMs / 1000);
    const bool isDeaf = m_command.arguments.contains(QStringLiteral("--follow"));
    return isDeaf ? text + tr(" (with --follow it takes no requests: leave that out)") : text;
}

void HostWorker::beat()
{
    m_arrivedAt = nearNow();
    if (m_clockRequest && m_arrivedAt - m_clockAskedAt > model::TimeUs{ m_policy.silenceMs } * 1000)
        return m_process.kill(silenceText());
    if (!m_clockRequest)
        askClock();
    sayBadLines();
    if (m_needsSnapshot) {
        m_needsSnapshot = false;
        if (const std::uint64_t missing = std::exchange(m_missing, 0))
            say(m_arrivedAt, model::Lost{ "sequence", missing });
        m_process.write(wire::encode(wire::Request{ m_lastOwnId += 2, wire::AskSnapshot{} }));
    }
    post();
}

void HostWorker::sayBadLines()
{
    if (const std::uint64_t count = std::exchange(m_badLines, 0)) {
        say(m_arrivedAt, model::Lost{ "malformed", count });
        m_needsSnapshot = true;
    }
}

void HostWorker::noteProcessEnd(const QString &text)
{
    m_arrivedAt = nearNow();
    m_helloTimer.stop();
    m_beatTimer.stop();
    m_keepAliveTimer.stop();
    if (m_isLive && m_arrivedAt - m_liveSince > steadyUs)
        m_pauseMs = m_policy.firstPauseMs;
    m_isLive = false;
    for (const std::uint64_t id : std::exchange(m_open, {}))
        m_batch.replies.push_back(goneReply(id, text.toStdString()));
    sayBadLines();
    if (!m_isWanted || !m_policy.reconnects) {
        saySession(Phase::ended, text);
        return post(true);
    }
    saySession(Phase::lost, text);
    post();
    m_restartTimer.start(m_pauseMs);
    m_pauseMs = std::min(m_pauseMs * 2, m_policy.lastPauseMs);
}

void HostWorker::say(model::TimeUs at, model::ObservationBody body)
{
    m_batch.observations.push_back({ m_command.name.toStdString(), at, m_arrivedAt, std::move(body) });
}

void HostWorker::saySession(Phase phase, const QString &text)
{
    m_arrivedAt = nearNow();
    say(m_arrivedAt, model::SessionState{ phase, text.toStdString() });
}

void HostWorker::dropWhenFull()
{
    const std::size_t waitingNow = waiting.load();
    auto &observations = m_batch.observations;
    if (m_dropped == 0 && waitingNow + observations.size() <= m_policy.maxWaiting)
        return;
    const bool hasRoom = waitingNow <= m_policy.maxWaiting / 2;
    if (hasRoom && observations.size() <= m_policy.maxWaiting / 2) {
        m_needsSnapshot = true;
        say(nearNow(), model::Lost{ "near-end", std::exchange(m_dropped, 0) });
        return;
    }
    m_dropped +=
        std::erase_if(observations, [](const auto &observation) { return !isNearEndRecord(observation); });
}

void HostWorker::post(bool isLast)
{
    dropWhenFull();
    if (m_batch.observations.empty() && m_batch.replies.empty() && !isLast)
        return;
    m_batch.isLast = isLast;
    waiting += m_batch.observations.size();
    Q_EMIT batchReady(std::make_shared<const WorkerBatch>(std::exchange(m_batch, {})));
    if (isLast && m_isLeaving)
        deleteLater();
}

} // namespace kv::session
