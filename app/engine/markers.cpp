// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/markers.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace kv::engine {

void Markers::add(state::Marker marker)
{
    const auto after = std::ranges::upper_bound(m_markers, marker.at, {}, &state::Marker::at);
    m_markers.insert(after, std::move(marker));
    if (m_markers.size() > maxMarkers)
        m_markers.erase(m_markers.begin());
}

void Markers::watchUnderlays(const Topology &topology, const RouterIndex &routers, std::size_t host)
{
    const HostRecord &record = topology.hosts()[host];
    std::set<model::LinkKey> underlays;
    for (const RouterPlaces &router : routers.routers()) {
        for (const InstancePlace &place : router.instances) {
            if (place.host == host && place.path.isComplete())
                underlays.insert(place.path.underlay);
        }
    }
    for (const model::LinkKey key : underlays) {
        const auto found = record.view->links.find(key);
        if (found == record.view->links.end())
            continue;
        const bool isUsable = found->second.value.isUsable();
        const auto [known, isNew] = m_usable.try_emplace({ record.name, key }, isUsable);
        if (isNew || known->second == isUsable)
            continue;
        known->second = isUsable;
        add({ std::min(topology.now(), record.nearTime(found->second.at)),
              isUsable ? state::MarkerKind::linkUp : state::MarkerKind::linkDown,
              record.name,
              {},
              found->second.value.name });
    }
}

void Markers::watchChanges(const HostRecord &host)
{
    for (const auto &[number, fact] : host.view->changes) {
        const auto [known, isNew] = m_phases.try_emplace({ host.name, number }, fact.value.phase);
        if (isNew || known->second == fact.value.phase)
            continue;
        known->second = fact.value.phase;
        if (fact.value.phase == model::ChangePhase::restored)
            add({ host.nearTime(fact.at), state::MarkerKind::restored, host.name, {}, fact.value.linkName });
    }
    std::erase_if(m_phases, [&host](const auto &known) {
        return known.first.first == host.name && !host.view->changes.contains(known.first.second);
    });
}

state::RoleSpan *RoleSpans::openSpan(const std::string &host, const std::string &routerId)
{
    const auto found = std::ranges::find_if(m_spans, [&](const state::RoleSpan &span) {
        return !span.end && span.host == host && span.routerId == routerId;
    });
    return found == m_spans.end() ? nullptr : &*found;
}

void RoleSpans::change(const std::string &host, const std::string &routerId, state::Role role, bool isStale,
                       model::TimeUs at)
{
    state::RoleSpan *open = openSpan(host, routerId);
    if (open && open->role == role && open->stale == isStale)
        return;
    if (open)
        open->end = std::max(at, open->begin);
    m_spans.push_back({ host, routerId, role, isStale, at, {} });
    if (m_spans.size() > maxSpans) {
        const auto oldest =
            std::ranges::find_if(m_spans, [](const state::RoleSpan &span) { return span.end.has_value(); });
        m_spans.erase(oldest == m_spans.end() ? m_spans.begin() : oldest);
    }
}

void RoleSpans::end(const std::string &host, const std::string &routerId, model::TimeUs at)
{
    if (state::RoleSpan *open = openSpan(host, routerId))
        open->end = std::max(at, open->begin);
}

std::vector<state::RoleSpan> RoleSpans::sorted() const
{
    std::vector<state::RoleSpan> spans = m_spans;
    std::ranges::stable_sort(spans, [](const state::RoleSpan &a, const state::RoleSpan &b) {
        return std::tie(a.host, a.routerId, a.begin) < std::tie(b.host, b.routerId, b.begin);
    });
    return spans;
}

} // namespace kv::engine
