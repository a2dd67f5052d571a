// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/model/hostview.h"

#include <algorithm>
#include <type_traits>

namespace kv::model {

namespace {

template <class Key, class T>
void put(std::map<Key, Fact<T>> &into, const Key &key, const T &value, TimeUs at)
{
    into.insert_or_assign(key, Fact<T>{ value, at });
}

} // namespace

template <class Target> void HostView::applyFact(Target &target, const Observation &observation)
{
    std::visit(
        [&target, at = observation.at](const auto &body) {
            using Body = std::decay_t<decltype(body)>;
            if constexpr (std::is_same_v<Body, NetNamespace>)
                put(target.namespaces, body.cookie, body, at);
            else if constexpr (std::is_same_v<Body, Link>)
                put(target.links, body.key, body, at);
            else if constexpr (std::is_same_v<Body, LinkGone>)
                target.links.erase(body.key), target.counts.erase(body.key);
            else if constexpr (std::is_same_v<Body, InterfaceAddress>)
                put(target.addresses, keyOf(body), body, at);
            else if constexpr (std::is_same_v<Body, AddressGone>)
                target.addresses.erase(body.key);
            else if constexpr (std::is_same_v<Body, FdbEntry>)
                put(target.fdb, body.key, body, at);
            else if constexpr (std::is_same_v<Body, FdbGone>)
                target.fdb.erase(body.key);
            else
                applyRouterFact(target, body, at);
        },
        observation.body);
}

template <class Target, class Body>
void HostView::applyRouterFact(Target &target, const Body &body, TimeUs at)
{
    if constexpr (std::is_same_v<Body, VrrpInstanceConfig>)
        put(target.vrrpConfigs, std::pair{ body.file, body.name }, body, at);
    else if constexpr (std::is_same_v<Body, Route>)
        put(target.routes, body.key, body, at);
    else if constexpr (std::is_same_v<Body, RouteGone>)
        target.routes.erase(body.key);
    else if constexpr (std::is_same_v<Body, PolicyRules>)
        put(target.rules, body.netns, body, at);
    else if constexpr (std::is_same_v<Body, Neighbour>)
        put(target.neighbours, body.key, body, at);
    else if constexpr (std::is_same_v<Body, NeighbourGone>)
        target.neighbours.erase(body.key);
    else if constexpr (std::is_same_v<Body, PortCounts>)
        std::for_each(body.ports.begin(), body.ports.end(),
                      [&target, at](const PortCount &count) { put(target.counts, count.port, count, at); });
    else if constexpr (std::is_same_v<Body, ConntrackCount>)
        put(target.conntrack, body.netns, body, at);
    else if constexpr (std::is_same_v<Body, NatTable>)
        put(target.nat, body.netns, body, at);
    else if constexpr (std::is_same_v<Body, PortFilters>)
        put(target.filters, body.netns, body, at);
    else if constexpr (std::is_same_v<Body, VrrpConfigGone>)
        std::erase_if(target.vrrpConfigs,
                      [&body](const auto &entry) { return entry.first.first == body.file; });
    else if constexpr (std::is_same_v<Body, ProcessInfo>)
        put(target.processes, body.pid, body, at);
    else if constexpr (std::is_same_v<Body, HaStateFile>)
        put(target.stateFiles, body.routerId, body, at);
    else if constexpr (std::is_same_v<Body, HaStateFileGone>)
        target.stateFiles.erase(body.routerId);
}

void HostView::apply(const Observation &observation)
{
    const TimeUs at = observation.at;
    if (const auto *body = std::get_if<Hello>(&observation.body)) {
        // A new probe: nothing that the old one said holds until the new snapshot replaces it.
        hello = Fact<Hello>{ *body, at };
        m_pending.reset();
        echoSeries.clear();
    } else if (std::holds_alternative<SnapshotBegin>(observation.body)) {
        m_pending.emplace();
    } else if (std::holds_alternative<SnapshotEnd>(observation.body)) {
        commitSnapshot();
    } else if (const auto *gone = std::get_if<NamespaceGone>(&observation.body)) {
        forgetNamespace(gone->cookie);
    } else if (const auto *advert = std::get_if<VrrpAdvert>(&observation.body)) {
        put(adverts, AdvertKey{ advert->heardOn, advert->vrid, advert->source }, *advert, at);
    } else if (const auto *series = std::get_if<EchoSeriesState>(&observation.body)) {
        put(echoSeries, series->spec.series, *series, at);
    } else if (const auto *change = std::get_if<ChangeState>(&observation.body)) {
        put(changes, change->change, *change, at);
        forgetOldChanges();
    } else if (std::holds_alternative<Lost>(observation.body)) {
        ++lostCount;
    } else if (m_pending) {
        applyFact(*m_pending, observation);
    } else {
        applyFact(*this, observation);
    }
}

void HostView::forgetOldChanges()
{
    while (changes.size() > maxChanges) {
        const auto over = std::find_if(changes.begin(), changes.end(), [](const auto &entry) {
            return entry.second.value.phase == ChangePhase::restored;
        });
        changes.erase(over == changes.end() ? changes.begin() : over);
    }
}

void HostView::commitSnapshot()
{
    if (!m_pending)
        return;
    namespaces = std::move(m_pending->namespaces);
    links = std::move(m_pending->links);
    addresses = std::move(m_pending->addresses);
    fdb = std::move(m_pending->fdb);
    routes = std::move(m_pending->routes);
    rules = std::move(m_pending->rules);
    neighbours = std::move(m_pending->neighbours);
    counts = std::move(m_pending->counts);
    conntrack = std::move(m_pending->conntrack);
    nat = std::move(m_pending->nat);
    filters = std::move(m_pending->filters);
    vrrpConfigs = std::move(m_pending->vrrpConfigs);
    processes = std::move(m_pending->processes);
    stateFiles = std::move(m_pending->stateFiles);
    m_pending.reset();
    hasSnapshot = true;
    std::erase_if(adverts, [this](const auto &entry) { return !links.contains(entry.first.heardOn); });
}

void HostView::forgetNamespace(NetnsCookie cookie)
{
    const auto forget = [cookie](auto &target) {
        target.namespaces.erase(cookie);
        std::erase_if(target.links, [cookie](const auto &entry) { return entry.first.netns == cookie; });
        std::erase_if(target.addresses,
                      [cookie](const auto &entry) { return entry.first.link.netns == cookie; });
        std::erase_if(target.fdb, [cookie](const auto &entry) { return entry.first.port.netns == cookie; });
        std::erase_if(target.routes, [cookie](const auto &entry) { return entry.first.netns == cookie; });
        target.rules.erase(cookie);
        std::erase_if(target.neighbours,
                      [cookie](const auto &entry) { return entry.first.link.netns == cookie; });
        std::erase_if(target.counts, [cookie](const auto &entry) { return entry.first.netns == cookie; });
        target.conntrack.erase(cookie);
        target.nat.erase(cookie);
        target.filters.erase(cookie);
    };
    forget(*this);
    if (m_pending)
        forget(*m_pending);
    std::erase_if(adverts, [cookie](const auto &entry) { return entry.first.heardOn.netns == cookie; });
}

const Link *HostView::link(LinkKey key) const
{
    const auto found = links.find(key);
    return found == links.end() ? nullptr : &found->second.value;
}

std::string HostView::namespaceName(NetnsCookie cookie) const
{
    const auto found = namespaces.find(cookie);
    if (found == namespaces.end() || found->second.value.names.empty())
        return {};
    return found->second.value.names.front();
}

} // namespace kv::model
