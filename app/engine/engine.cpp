// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/engine.h"

#include <map>
#include <utility>
#include <variant>

namespace kv::engine {

namespace {

bool alwaysComes(const model::ObservationBody &body)
{
    return std::holds_alternative<model::EchoBatch>(body) || std::holds_alternative<model::VrrpAdvert>(body)
        || std::holds_alternative<model::PortCounts>(body)
        || std::holds_alternative<model::ConntrackCount>(body)
        || std::holds_alternative<model::ClockOffset>(body) || std::holds_alternative<model::Tick>(body);
}

} // namespace

Engine::Engine(QObject *parent) : QObject(parent), m_site(std::make_shared<state::Site>())
{
    m_publishTimer.setSingleShot(true);
    connect(&m_publishTimer, &QTimer::timeout, this, &Engine::publishWhenDue);
}

void Engine::ingest(const std::vector<model::Observation> &records)
{
    if (records.empty())
        return;
    Effects effects;
    for (const model::Observation &record : records) {
        m_journal.append(record, effects);
        m_isUrgent = m_isUrgent || !alwaysComes(record.body);
    }
    m_hasNews = true;
    std::map<std::pair<std::string, quint32>, std::vector<state::EchoPoint>> points;
    for (Effects::EchoChange &change : effects.echo) {
        auto &all = points[{ change.host, change.series }];
        all.insert(all.end(), change.points.begin(), change.points.end());
    }
    for (const auto &[key, changed] : points)
        Q_EMIT echoPointsChanged(QString::fromStdString(key.first), key.second, changed);
    if (!effects.verdictLines.empty()) {
        m_isUrgent = true;
        m_verdictLog.insert(m_verdictLog.end(), effects.verdictLines.begin(), effects.verdictLines.end());
        if (m_verdictLog.size() > maxVerdictLines) {
            const auto excess = static_cast<std::ptrdiff_t>(m_verdictLog.size() - maxVerdictLines);
            m_verdictLog.erase(m_verdictLog.begin(), m_verdictLog.begin() + excess);
        }
        Q_EMIT verdictsChanged(effects.verdictLines);
    }
    publishWhenDue();
}

void Engine::publishWhenDue()
{
    if (!m_hasNews)
        return;
    const int rest = m_isUrgent ? publishIntervalMs : m_calmIntervalMs;
    const qint64 passed = m_published.isValid() ? m_published.elapsed() : rest;
    if (passed >= rest)
        publish();
    else if (!m_publishTimer.isActive() || m_publishTimer.remainingTime() > rest - passed)
        m_publishTimer.start(static_cast<int>(rest - passed));
}

state::SitePtr Engine::currentSite()
{
    if (m_hasNews)
        publish();
    return m_site;
}

void Engine::publish()
{
    m_hasNews = false;
    m_isUrgent = false;
    m_site = m_journal.newest().site();
    m_published.start();
    Q_EMIT siteChanged(m_site);
}

} // namespace kv::engine
