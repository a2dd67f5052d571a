// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/livesite.h"

#include "app/engine/verifierplan.h"

#include <QFile>

#include <utility>

namespace kv::gui {

namespace {

constexpr int secondMs = 1'000;

} // namespace

LiveSite::LiveSite(QObject *parent) : QObject(parent)
{
    connect(&m_sessions, &session::SessionSet::observationsReceived, this, &LiveSite::take);
    connect(&m_sessions, &session::SessionSet::stopped, this, &LiveSite::stopped);
    connect(&m_engine, &engine::Engine::siteChanged, this, &LiveSite::infer);
    connect(&m_seconds, &QTimer::timeout, this, [this] { m_engine.ingest(m_generated->nextSecond()); });
}

model::Result<void> LiveSite::addHosts(const std::vector<session::HostCommand> &hosts)
{
    for (const session::HostCommand &host : hosts) {
        if (const auto added = m_sessions.addHost(host); !added)
            return added;
    }
    return {};
}

void LiveSite::nameRouter(const std::string &routerId, const std::string &name)
{
    m_sessions.nameRouter(routerId, name);
}

model::Result<void> LiveSite::addReplay(const QString &file, double speed)
{
    if (QFile probe(file); !probe.open(QIODevice::ReadOnly))
        return model::Error{ model::ErrorCode::io, probe.errorString().toStdString(), file.toStdString() };
    m_replay = std::make_unique<session::ReplaySession>(file, speed);
    connect(m_replay.get(), &session::Session::observationsReceived, this, &LiveSite::takeRecorded);
    connect(m_replay.get(), &session::Session::ended, this, &LiveSite::endReplay);
    return {};
}

void LiveSite::addGenerated(const session::GeneratedSpec &spec)
{
    m_generated = std::make_unique<session::GeneratedSite>(spec);
}

void LiveSite::start()
{
    if (m_generated) {
        m_engine.ingest(m_generated->begin());
        return m_seconds.start(secondMs);
    }
    m_isReplaying = m_replay != nullptr;
    if (m_replay)
        m_replay->start();
    else
        m_sessions.start();
}

void LiveSite::stop()
{
    m_seconds.stop();
    if (m_isReplaying)
        m_replay->stop();
    else if (m_sessions.isRunning())
        m_sessions.stop();
    else
        QMetaObject::invokeMethod(this, &LiveSite::stopped, Qt::QueuedConnection);
}

void LiveSite::endReplay()
{
    m_isReplaying = false;
    Q_EMIT replayEnded();
    Q_EMIT stopped();
}

// What was allowed then is not possible now.
void LiveSite::takeRecorded(std::vector<model::Observation> observations)
{
    for (model::Observation &observation : observations) {
        if (auto *hello = std::get_if<model::Hello>(&observation.body))
            hello->actionsAllowed = false;
    }
    m_engine.ingest(observations);
}

void LiveSite::wantTargets(const std::string &fromHost, const std::vector<model::IpAddress> &targets)
{
    m_fromHost = fromHost;
    m_targets = targets;
    m_infers = fromHost.empty() || targets.empty();
}

void LiveSite::take(const std::vector<model::Observation> &observations)
{
    m_engine.ingest(observations);
    bool isHere = false;
    for (const model::Observation &observation : observations)
        isHere |= observation.host == m_fromHost && std::holds_alternative<model::Hello>(observation.body);
    if (isHere && !m_infers)
        startEchoes();
}

void LiveSite::infer()
{
    if (!m_infers)
        return;
    engine::VerifierOptions options;
    options.fromHost = m_fromHost;
    options.targets = m_targets;
    const auto plan = engine::planVerification(*m_engine.site(), options);
    if (!plan)
        return;
    m_infers = false;
    m_fromHost = plan->fromHost;
    m_targets.clear();
    for (const auto &target : plan->targets)
        m_targets.push_back(target.address);
    startEchoes();
}

void LiveSite::startEchoes()
{
    std::uint32_t series = 0;
    const QString host = QString::fromStdString(m_fromHost);
    for (const model::IpAddress &target : m_targets) {
        model::EchoSeriesSpec spec;
        spec.series = ++series;
        spec.target = target;
        spec.intervalUs = echoIntervalUs;
        const QString name = QString::fromStdString(target.toString());
        m_sessions.ask(host, wire::StartEcho{ spec }, this, [this, host, name](const wire::Reply &reply) {
            if (reply.error && reply.error->code != model::ErrorCode::gone)
                Q_EMIT echoRefused(host, name, *reply.error);
        });
    }
}

} // namespace kv::gui
