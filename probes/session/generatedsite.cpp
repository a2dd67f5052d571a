// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/session/generatedsite.h"

#include <iterator>
#include <utility>

namespace kv::session {

namespace {

constexpr model::TimeUs second = 1'000'000;
constexpr model::TimeUs bootedFor = 1000 * second;
constexpr int settleSeconds = 10; ///< longer than Neutron's master-down interval, 6.8 s
constexpr int advertSeconds = GeneratedHost::advertSeconds;
constexpr int lostAfter = 5; ///< seconds

} // namespace

GeneratedSite::GeneratedSite(const GeneratedSpec &spec) : m_plan(spec), m_now(bootedFor)
{
    for (int host = 0; host < spec.hosts; ++host)
        m_hosts.push_back(std::make_unique<GeneratedHost>(m_plan, host, m_records));
}

std::vector<model::Observation> GeneratedSite::begin()
{
    for (const auto &host : m_hosts)
        host->writeSnapshot(m_now);
    std::vector<model::Observation> all = std::exchange(m_records, {});
    for (int i = 0; i < settleSeconds; ++i) {
        std::vector<model::Observation> next = nextSecond();
        std::move(next.begin(), next.end(), std::back_inserter(all));
    }
    return all;
}

std::vector<model::Observation> GeneratedSite::nextSecond()
{
    const int turn = static_cast<int>(m_now / second % advertSeconds);
    const bool isLost = m_now >= bootedFor + lostAfter * second;
    m_now += second;
    for (const auto &host : m_hosts) {
        if (host->isLost() && isLost) {
            if (m_now == bootedFor + (lostAfter + 1) * second)
                host->write(m_now, model::SessionState{ model::SessionState::Phase::lost, "generated" });
            continue;
        }
        host->write(m_now, model::ClockOffset{ 0, 100 });
        host->writeAdverts(m_now, turn);
    }
    m_records.push_back({ {}, m_now, m_now, model::Tick{} });
    return std::exchange(m_records, {});
}

std::vector<model::Observation> GeneratedSite::changes(int count)
{
    std::vector<GeneratedHost *> hosts;
    for (const auto &host : m_hosts) {
        if (!host->guestTaps().empty() && !host->isLost())
            hosts.push_back(host.get());
    }
    for (int i = 0; i < count && !hosts.empty(); ++i) {
        const std::uint64_t turn = m_changes++;
        GeneratedHost &host = *hosts[turn % hosts.size()];
        const std::uint64_t round = turn / hosts.size();
        model::Link tap = host.guestTaps()[round % host.guestTaps().size()];
        const bool isUp = round / host.guestTaps().size() % 2 == 1;
        tap.carrier = isUp;
        tap.oper = isUp ? model::OperState::up : model::OperState::down;
        host.write(m_now, tap);
    }
    return std::exchange(m_records, {});
}

} // namespace kv::session
