// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/alarmwatch.h"

#include "app/engine/verdicts.h"

#include <algorithm>
#include <set>

namespace kv::tests {

namespace {

constexpr model::TimeUs toleranceUs = 1'000'000; // a busy machine; publishing and ticks take 0.13 s
constexpr std::size_t mostTold = 1'000;

bool isAlarm(state::Protection protection)
{
    return protection == state::Protection::split || protection == state::Protection::down
        || protection == state::Protection::failingOver || protection == state::Protection::unknown;
}

/// The master-down interval and the advertisement by which the loser hears of it.
model::TimeUs failoverUs(const state::Router &router)
{
    model::TimeUs advertUs = 0;
    for (const state::Instance &instance : router.instances)
        advertUs = std::max<model::TimeUs>(advertUs, model::TimeUs{ 10'000 } * instance.advertCentis);
    return router.expected.maxUs + advertUs + toleranceUs;
}

} // namespace

void AlarmWatch::note(const state::Router &router, model::TimeUs now)
{
    std::set<std::string> alarms;
    if (isAlarm(router.protection))
        alarms.insert(std::string(engine::protectionWord(router.protection)));
    if (router.servedBy.empty())
        alarms.insert("nobody serves");
    std::erase_if(m_standing, [&alarms](const auto &entry) { return !alarms.contains(entry.first); });
    for (const std::string &alarm : alarms) {
        Standing &standing = m_standing.try_emplace(alarm, Standing{ now, false }).first->second;
        const model::TimeUs stood = now - standing.since;
        m_longest[alarm] = std::max(m_longest[alarm], stood);
        if (stood <= failoverUs(router) || standing.isTold)
            continue;
        standing.isTold = true;
        if (m_tooLong.size() < mostTold)
            m_tooLong.push_back('"' + alarm + "\" since " + engine::timeWord(standing.since));
    }
}

} // namespace kv::tests
