// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/portrates.h"

#include <utility>
#include <variant>

namespace kv::engine {

namespace {

bool hasRestarted(const model::PortCount &before, const model::PortCount &after)
{
    return after.rxPackets < before.rxPackets || after.txPackets < before.txPackets
        || after.rxBytes < before.rxBytes || after.txBytes < before.txBytes;
}

double perSecond(std::uint64_t before, std::uint64_t after, double seconds)
{
    return static_cast<double>(after - before) / seconds;
}

} // namespace

void PortRates::take(const model::Observation &record, const model::HostView &view)
{
    auto &ports = m_hosts[record.host];
    if (std::holds_alternative<model::Hello>(record.body)) {
        // Perhaps of a host that has started again: its cookies and counters are others.
        ports.clear();
        return;
    }
    if (std::holds_alternative<model::SnapshotEnd>(record.body)) {
        std::erase_if(ports, [&view](const auto &entry) { return !view.counts.contains(entry.first); });
        return;
    }
    if (const auto *gone = std::get_if<model::NamespaceGone>(&record.body)) {
        std::erase_if(ports, [gone](const auto &entry) { return entry.first.netns == gone->cookie; });
        return;
    }
    if (const auto *link = std::get_if<model::LinkGone>(&record.body)) {
        ports.erase(link->key);
        return;
    }
    const auto *counts = std::get_if<model::PortCounts>(&record.body);
    if (!counts)
        return;
    for (const model::PortCount &count : counts->ports) {
        const auto [place, isNew] = ports.try_emplace(count.port, Counted{ { count, record.at }, {}, false });
        Counted &known = place->second;
        const model::TimeUs elapsed = record.at - known.last.at;
        if (isNew || (elapsed >= 0 && elapsed < shortestUs))
            continue;
        known.hasRate = elapsed > 0 && !hasRestarted(known.last.value, count);
        if (known.hasRate) {
            const double seconds = static_cast<double>(elapsed) / 1e6;
            const model::PortCount &before = known.last.value;
            known.rate.rx = { perSecond(before.rxPackets, count.rxPackets, seconds),
                              perSecond(before.rxBytes, count.rxBytes, seconds) };
            known.rate.tx = { perSecond(before.txPackets, count.txPackets, seconds),
                              perSecond(before.txBytes, count.txBytes, seconds) };
        }
        known.last = { count, record.at };
    }
}

std::shared_ptr<const state::PortRateMap> PortRates::of(const std::string &host,
                                                        model::TimeUs lastHeard) const
{
    auto rates = std::make_shared<state::PortRateMap>();
    const auto found = m_hosts.find(host);
    if (found == m_hosts.end())
        return rates;
    for (const auto &[port, counted] : found->second) {
        if (lastHeard - counted.last.at > heldUs)
            rates->emplace(port, state::PortRate{});
        else if (counted.hasRate)
            rates->emplace(port, counted.rate);
    }
    return rates;
}

} // namespace kv::engine
