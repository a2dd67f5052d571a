// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/succession.h"

#include <cstdlib>
#include <tuple>

namespace kv::engine {

using state::Role;

namespace {

bool isBetter(const state::Instance &candidate, const state::Instance &than)
{
    return std::tie(candidate.priority, candidate.haAddress) > std::tie(than.priority, than.haAddress);
}

template <class Admits>
std::optional<std::size_t> best(const std::vector<state::Instance> &instances, Admits admits)
{
    std::optional<std::size_t> found;
    for (std::size_t index = 0; index < instances.size(); ++index) {
        if (admits(index) && (!found || isBetter(instances[index], instances[*found])))
            found = index;
    }
    return found;
}

bool canTakeOver(const state::Instance &instance, const InstanceFacts &facts)
{
    return instance.role == Role::standby && !instance.stale && facts.input.alive != Alive::no
        && facts.input.underlay != state::Answer::no && !facts.isStoppedByCheck;
}

} // namespace

std::optional<std::size_t> takesOver(const std::vector<state::Instance> &instances,
                                     const std::vector<InstanceFacts> &facts)
{
    return best(instances, [&](std::size_t index) { return canTakeOver(instances[index], facts[index]); });
}

std::vector<std::size_t> mayTakeOverToo(const std::vector<state::Instance> &instances,
                                        const std::vector<InstanceFacts> &facts, std::size_t successor)
{
    constexpr std::int64_t jitterUs = 20'000;
    std::vector<std::size_t> others;
    for (std::size_t index = 0; index < instances.size(); ++index) {
        const std::int64_t later =
            facts[index].timers.masterDownUs() - facts[successor].timers.masterDownUs();
        if (index != successor && canTakeOver(instances[index], facts[index]) && std::abs(later) <= jitterUs)
            others.push_back(index);
    }
    return others;
}

std::optional<std::size_t> keepsAfterRepair(const std::vector<state::Instance> &instances,
                                            const std::vector<InstanceFacts> &facts,
                                            std::optional<std::size_t> successor)
{
    return best(instances, [&](std::size_t index) {
        const Role role = instances[index].role;
        const bool isMaster =
            role == Role::active || role == Role::activeUnconfirmed || role == Role::isolated;
        return !instances[index].stale && instances[index].hasKeepalived
            && facts[index].input.alive != Alive::no && (isMaster || successor == index);
    });
}

} // namespace kv::engine
