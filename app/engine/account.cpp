// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/account.h"

#include <algorithm>
#include <optional>

namespace kv::engine {

namespace {

/// The router that an address depends on: one that has it, else the one with the longest prefix around it.
std::string routerOf(const std::vector<state::Router> &routers, const model::IpAddress &target)
{
    std::string best;
    int bestLength = -1;
    for (const state::Router &router : routers) {
        for (const model::IpPrefix &prefix : router.addresses) {
            const int length = prefix.address == target ? 129 : prefix.contains(target) ? prefix.length : -1;
            if (length > bestLength && (length == 129 || !prefix.address.isLinkLocal())) {
                bestLength = length;
                best = router.id;
            }
        }
    }
    return best;
}

/// The namespace that a record is about; 0 = the whole host.
model::NetnsCookie netnsOf(const model::ObservationBody &body)
{
    if (const auto *address = std::get_if<model::InterfaceAddress>(&body))
        return address->link.netns;
    if (const auto *address = std::get_if<model::AddressGone>(&body))
        return address->key.link.netns;
    if (const auto *process = std::get_if<model::ProcessInfo>(&body))
        return process->netns;
    return 0;
}

} // namespace

void Account::take(const model::Observation &record, Effects &effects)
{
    ++m_records;
    const RecordEffect effect = m_topology.take(record);
    if (const auto *series = std::get_if<model::EchoSeriesState>(&record.body))
        takeSeries(record, *series, effects);
    else if (const auto *batch = std::get_if<model::EchoBatch>(&record.body))
        takeBatch(record.host, *batch, effects);
    else if (const auto *note = std::get_if<model::FaultNote>(&record.body))
        m_markers.add({ record.at,
                        note->begins ? state::MarkerKind::faultBegun : state::MarkerKind::faultEnded,
                        note->on,
                        {},
                        note->kind });
    if (const HostRecord *host = m_topology.find(record.host))
        m_rates.take(record, *host->view);
    decide(record, effect, effects);
}

void Account::takeSeries(const model::Observation &record, const model::EchoSeriesState &series,
                         Effects &effects)
{
    const SeriesKey key{ record.host, series.spec.series };
    if (!m_echo.contains(key)) {
        if (m_echo.size() >= maxSeries)
            return;
        m_echoOrder.push_back(key);
    }
    m_echo[key].take(series);
    if (series.running)
        return;
    Effects::EchoChange change{ record.host, series.spec.series, {} };
    m_echo[key].close(record.at, change.points);
    if (!change.points.empty())
        effects.echo.push_back(std::move(change));
}

void Account::takeBatch(const std::string &host, const model::EchoBatch &batch, Effects &effects)
{
    const auto tracker = m_echo.find({ host, batch.series });
    const HostRecord *record = m_topology.find(host);
    if (tracker == m_echo.end() || !record)
        return;
    const std::uint64_t endedBefore = tracker->second.endedCount();
    Effects::EchoChange change{ host, batch.series, {} };
    tracker->second.take(batch, record->offsetUs, change.points);
    if (!change.points.empty())
        effects.echo.push_back(std::move(change));
    if (tracker->second.endedCount() == endedBefore)
        return;
    const state::TargetContinuity continuity = tracker->second.continuity();
    const std::string router = routerOf(m_verdicts.routers(), continuity.target);
    for (const state::Interruption &interruption : continuity.interruptions) {
        if (interruption.end && *interruption.end > m_lastAnswerMarked[{ host, batch.series }]) {
            m_lastAnswerMarked[{ host, batch.series }] = *interruption.end;
            m_markers.add({ *interruption.end, state::MarkerKind::firstAnswer, host, router,
                            continuity.target.toString() });
        }
    }
}

void Account::decide(const model::Observation &record, RecordEffect effect, Effects &effects)
{
    if (effect == RecordEffect::nothing)
        return;
    if (effect == RecordEffect::structure || effect == RecordEffect::address)
        m_inference.reset();
    if (effect == RecordEffect::structure) {
        // Decided at the next tick or smaller record: a burst of these is one change.
        m_isIndexOld = true;
        return;
    }
    refreshIndex(effects);
    if (effect == RecordEffect::tick) {
        for (const RouterPlaces &router : m_routers.routers())
            m_verdicts.decideAgain(m_topology, router, m_topology.now(), m_markers, effects.verdictLines);
        return;
    }
    const std::size_t host = m_topology.indexOf(record.host);
    if (host >= m_topology.hosts().size())
        return;
    if (effect == RecordEffect::link)
        m_markers.watchUnderlays(m_topology, m_routers, host);
    if (std::holds_alternative<model::ChangeState>(record.body))
        m_markers.watchChanges(m_topology.hosts()[host]);
    decideRouters(host, netnsOf(record.body), effects);
}

void Account::decideRouters(std::size_t host, model::NetnsCookie netns, Effects &effects)
{
    for (const RouterPlaces &router : m_routers.routers()) {
        const bool isConcerned = std::ranges::any_of(router.instances, [&](const InstancePlace &place) {
            return place.host == host && (netns == 0 || place.netns == netns);
        });
        if (isConcerned) {
            m_verdicts.decideAgain(m_topology, router, m_topology.eventAt(), m_markers, effects.verdictLines);
        }
    }
}

void Account::refreshIndex(Effects &effects)
{
    if (!m_isIndexOld)
        return;
    m_isIndexOld = false;
    m_routers.rebuild(m_topology);
    m_verdicts.keepOnly(m_routers, m_topology.now(), effects.verdictLines);
    for (std::size_t host = 0; host < m_topology.hosts().size(); ++host)
        m_markers.watchUnderlays(m_topology, m_routers, host);
}

const Inference &Account::inference() const
{
    if (!m_inference) {
        RouterIndex routers = m_routers;
        if (m_isIndexOld)
            routers.rebuild(m_topology);
        m_inference = std::make_shared<const Inference>(infer(m_topology, routers));
    }
    return *m_inference;
}

std::vector<state::Host> Account::hosts() const
{
    std::vector<state::Host> hosts;
    for (std::size_t index = 0; index < m_topology.hosts().size(); ++index) {
        const HostRecord &record = m_topology.hosts()[index];
        state::Host host;
        host.name = record.name;
        host.kind = inference().hostKinds[index];
        host.session = record.session;
        host.stale = record.isStale;
        host.lastHeard = record.lastHeard;
        host.clockOffsetUs = record.offsetUs;
        host.clockErrorUs = record.errorUs;
        host.view = record.view;
        host.uses = inference().uses[index];
        // A probe that is silent does not say that its ports stand still.
        host.rates = m_rates.of(record.name, record.lastHeard - record.offsetUs);
        hosts.push_back(std::move(host));
    }
    return hosts;
}

std::vector<state::ChangeInForce> Account::changesInForce() const
{
    std::vector<state::ChangeInForce> changes;
    for (const HostRecord &host : m_topology.hosts()) {
        for (const auto &[number, fact] : host.view->changes) {
            const model::Link *link = host.view->link(fact.value.link);
            const bool isOver = fact.value.phase == model::ChangePhase::restored
                // A probe that died restored it without a word: the link itself says so.
                || (fact.value.phase == model::ChangePhase::inForce && link && link->adminUp);
            if (!isOver)
                changes.push_back({ host.name, fact.value, host.nearTime(fact.value.until) });
        }
    }
    return changes;
}

std::vector<state::TargetContinuity> Account::targets(const std::vector<state::Router> &routers) const
{
    std::vector<state::TargetContinuity> targets;
    for (const SeriesKey &key : m_echoOrder) {
        state::TargetContinuity target = m_echo.at(key).continuity();
        target.fromHost = key.first;
        target.routerId = routerOf(routers, target.target);
        targets.push_back(std::move(target));
    }
    return targets;
}

state::SitePtr Account::site() const
{
    auto site = std::make_shared<state::Site>();
    site->now = m_topology.now();
    site->records = m_records;
    site->hosts = hosts();
    site->networks = inference().networks;
    site->routers = m_verdicts.routers();
    site->changes = changesInForce();
    site->targets = targets(site->routers);
    site->markers = m_markers.all();
    site->roleSpans = m_verdicts.spans().sorted();
    return site;
}

} // namespace kv::engine
