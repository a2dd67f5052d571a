// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/succession.h"

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

} // namespace

std::optional<std::size_t> takesOver(const std::vector<state::Instance> &instances,
                                     const std::vector<InstanceFacts> &facts)
{
    return best(instances, [&](std::size_t index) {
        return instances[index].role == Role::standby && !instances[index].stale
            && facts[index].input.alive != Alive::no && facts[index].input.underlay != state::Answer::no;
    });
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
