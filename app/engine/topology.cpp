// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/topology.h"

#include <algorithm>
#include <utility>

namespace kv::engine {

namespace {

bool isSameStructure(const model::Link &before, const model::Link &after)
{
    return before.name == after.name && before.kind == after.kind
        && before.masterIfindex == after.masterIfindex && before.peer == after.peer
        && before.vxlan == after.vxlan && before.parent == after.parent && before.mac == after.mac;
}

/// Facts that people look up and no verdict rests on.
bool isShownOnly(const model::ObservationBody &body)
{
    return std::holds_alternative<model::Route>(body) || std::holds_alternative<model::RouteGone>(body)
        || std::holds_alternative<model::PolicyRules>(body) || std::holds_alternative<model::Neighbour>(body)
        || std::holds_alternative<model::NeighbourGone>(body)
        || std::holds_alternative<model::PortCounts>(body)
        || std::holds_alternative<model::ConntrackCount>(body)
        || std::holds_alternative<model::NatTable>(body) || std::holds_alternative<model::PortFilters>(body);
}

RecordEffect effectOf(const model::HostView &before, const model::ObservationBody &body)
{
    if (const auto *link = std::get_if<model::Link>(&body)) {
        const model::Link *known = before.link(link->key);
        return known && isSameStructure(*known, *link) ? RecordEffect::link : RecordEffect::structure;
    }
    if (std::holds_alternative<model::InterfaceAddress>(body)
        || std::holds_alternative<model::AddressGone>(body))
        return RecordEffect::address;
    if (std::holds_alternative<model::VrrpAdvert>(body) || std::holds_alternative<model::FdbEntry>(body)
        || std::holds_alternative<model::FdbGone>(body) || std::holds_alternative<model::EchoBatch>(body)
        || std::holds_alternative<model::SnapshotBegin>(body) || isShownOnly(body)) {
        // Read at the next tick: nothing in the table hinges on one of them to the millisecond.
        return RecordEffect::nothing;
    }
    if (std::holds_alternative<model::ProcessInfo>(body) || std::holds_alternative<model::HaStateFile>(body)
        || std::holds_alternative<model::HaStateFileGone>(body)
        || std::holds_alternative<model::ChangeState>(body)
        || std::holds_alternative<model::EchoSeriesState>(body)
        || std::holds_alternative<model::Lost>(body)) {
        return RecordEffect::host;
    }
    return RecordEffect::structure;
}

} // namespace

model::NetnsCookie HostRecord::homeNetns() const
{
    if (view->hello)
        return view->hello->value.homeNetns;
    for (const auto &[cookie, fact] : view->namespaces) {
        if (fact.value.isHome)
            return cookie;
    }
    return 0;
}

bool HostRecord::canHear(std::string_view capability) const
{
    return view->hello
        && std::ranges::find(view->hello->value.capabilities, capability)
        != view->hello->value.capabilities.end();
}

const HostRecord *Topology::find(const std::string &name) const
{
    const std::size_t index = indexOf(name);
    return index < m_hosts.size() ? &m_hosts[index] : nullptr;
}

std::size_t Topology::indexOf(const std::string &name) const
{
    return static_cast<std::size_t>(std::ranges::find(m_hosts, name, &HostRecord::name) - m_hosts.begin());
}

HostRecord *Topology::hostOf(const model::Observation &record)
{
    const std::size_t index = indexOf(record.host);
    if (index < m_hosts.size())
        return &m_hosts[index];
    if (m_hosts.size() >= maxHosts)
        return nullptr;
    HostRecord host;
    host.name = record.host;
    host.knownSince = m_now;
    host.view = std::make_shared<model::HostView>();
    m_hosts.push_back(std::move(host));
    return &m_hosts.back();
}

RecordEffect Topology::take(const model::Observation &record)
{
    const model::TimeUs arrived = record.arrivedAt != 0 ? record.arrivedAt : record.at;
    m_now = std::max(m_now, arrived);
    m_eventAt = m_now;
    if (std::holds_alternative<model::Tick>(record.body)) {
        takeTick();
        return RecordEffect::tick;
    }
    if (const auto *named = std::get_if<model::RouterName>(&record.body)) {
        if (m_routerNames.size() < maxRouterNames)
            m_routerNames[named->routerId] = named->name;
        return RecordEffect::structure;
    }
    if (std::holds_alternative<model::FaultNote>(record.body))
        return RecordEffect::nothing;
    HostRecord *host = hostOf(record);
    if (!host)
        return RecordEffect::nothing;
    if (const auto *session = std::get_if<model::SessionState>(&record.body)) {
        host->session = *session;
        return RecordEffect::structure;
    }
    host->lastHeard = m_now;
    host->isStale = false;
    if (const auto *offset = std::get_if<model::ClockOffset>(&record.body)) {
        host->hasOffset = true;
        host->offsetUs = offset->offsetUs;
        host->errorUs = offset->errorUs;
        return RecordEffect::nothing;
    }
    return takeHostFact(*host, record);
}

RecordEffect Topology::takeHostFact(HostRecord &host, const model::Observation &record)
{
    if (const auto *hello = std::get_if<model::Hello>(&record.body)) {
        const bool isSameClock =
            host.hasOffset && host.view->hello && host.view->hello->value.bootId == hello->bootId;
        host.snapshotAt = 0;
        if (!isSameClock) {
            host.hasOffset = false;
            host.offsetUs = m_now - record.at;
            host.errorUs = 0;
        }
    } else if (!host.hasOffset && !host.view->hello) {
        host.offsetUs = m_now - record.at;
    }
    m_eventAt = record.at != 0 ? std::min(m_now, host.nearTime(record.at)) : m_now;
    const RecordEffect effect = effectOf(*host.view, record.body);
    if (std::holds_alternative<model::EchoBatch>(record.body))
        return effect;
    if (host.view.use_count() > 1)
        host.view = std::make_shared<model::HostView>(*host.view);
    host.view->apply(record);
    if (std::holds_alternative<model::SnapshotBegin>(record.body)) {
        host.isInSnapshot = true;
    } else if (std::holds_alternative<model::SnapshotEnd>(record.body)) {
        host.isInSnapshot = false;
        m_eventAt = m_now;
        if (host.snapshotAt == 0)
            host.snapshotAt = m_now;
    } else if (std::holds_alternative<model::Hello>(record.body)) {
        host.isInSnapshot = false;
    } else if (host.isInSnapshot && effect != RecordEffect::host) {
        return RecordEffect::nothing;
    }
    return effect;
}

std::string Topology::routerName(const std::string &routerId) const
{
    const auto found = m_routerNames.find(routerId);
    return found == m_routerNames.end() ? std::string() : found->second;
}

void Topology::takeTick()
{
    for (HostRecord &host : m_hosts)
        host.isStale = m_now - std::max(host.lastHeard, host.knownSince) > staleAfterUs;
}

} // namespace kv::engine
