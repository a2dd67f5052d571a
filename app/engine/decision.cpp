// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/decision.h"

#include <algorithm>

namespace kv::engine {

using state::Answer;
using state::Protection;
using state::Role;

namespace {

bool isActiveRole(Role role)
{
    return role == Role::active || role == Role::activeUnconfirmed;
}

bool isHolderCutOff(Role role)
{
    return role == Role::orphaned || role == Role::frozen;
}

Role roleOfHolder(const InstanceInput &instance)
{
    if (instance.alive == Alive::no)
        return Role::orphaned;
    if (instance.alive == Alive::stopped)
        return Role::frozen;
    return instance.underlay == Answer::no ? Role::isolated : Role::active;
}

Role roleWithout(const InstanceInput &instance)
{
    if (instance.alive == Alive::no || instance.alive == Alive::stopped)
        return Role::stopped;
    if (instance.isInFault)
        return Role::fault;
    const bool hears = !instance.hears.empty() || instance.hearsStranger;
    if (hears)
        return Role::standby;
    if (instance.alive == Alive::unknown)
        return Role::unknown;
    return instance.isSilentTooLong ? Role::fault : Role::standby;
}

Role roleOf(const InstanceInput &instance)
{
    if (instance.isStale)
        return instance.lastRole;
    if (instance.holds == Answer::unknown)
        return Role::unknown;
    if (!instance.hasConfig)
        return instance.holds == Answer::yes ? Role::active : Role::unknown;
    return instance.holds == Answer::yes ? roleOfHolder(instance) : roleWithout(instance);
}

/// The fresh instances of a router by what they are.
struct Sorted {
    std::vector<std::size_t> active;
    std::vector<std::size_t> cutOff; ///< hold the addresses without a living keepalived
    std::vector<std::size_t> isolated;
    std::vector<std::size_t>
        waiting; ///< standby or hears nobody, with a living keepalived that would take over
    bool hasUnknown = false;
    bool hasStale = false;
    bool staleMayServe = false;
    bool strangerServes = false;
};

Sorted sortInstances(const std::vector<InstanceInput> &instances, const std::vector<Role> &roles)
{
    Sorted sorted;
    for (std::size_t index = 0; index < instances.size(); ++index) {
        if (instances[index].isStale) {
            sorted.hasStale = true;
            sorted.staleMayServe = sorted.staleMayServe || roles[index] != Role::stopped;
            continue;
        }
        sorted.strangerServes = sorted.strangerServes || instances[index].hearsStranger;
        if (isActiveRole(roles[index]))
            sorted.active.push_back(index);
        else if (isHolderCutOff(roles[index]))
            sorted.cutOff.push_back(index);
        else if (roles[index] == Role::isolated)
            sorted.isolated.push_back(index);
        else if (roles[index] == Role::standby
                 || (roles[index] == Role::fault && !instances[index].isInFault))
            sorted.waiting.push_back(index);
        else if (roles[index] == Role::unknown)
            sorted.hasUnknown = true;
    }
    return sorted;
}

/// The one of several holders whose own bridge does not say that the other side has transmitted.
std::optional<std::size_t> servedByTraffic(const std::vector<InstanceInput> &instances,
                                           const std::vector<std::size_t> &holders)
{
    std::optional<std::size_t> serves;
    for (const std::size_t holder : holders) {
        if (instances[holder].traffic == Answer::unknown)
            return {};
        if (instances[holder].traffic == Answer::no)
            continue;
        if (serves)
            return {};
        serves = holder;
    }
    return serves;
}

bool anyWithinInterval(const std::vector<InstanceInput> &instances, const std::vector<std::size_t> &waiting)
{
    return std::ranges::any_of(waiting, [&](std::size_t index) { return !instances[index].isSilentTooLong; });
}

/// A silence that began before anything was ever heard proves nothing yet.
bool anyNeverHeard(const std::vector<InstanceInput> &instances, const std::vector<std::size_t> &waiting)
{
    return std::ranges::any_of(waiting, [&](std::size_t index) {
        return !instances[index].hasEverHeard && !instances[index].isSilentTooLong;
    });
}

Protection protectionOfOneActive(const std::vector<InstanceInput> &instances, const Sorted &sorted)
{
    const std::size_t active = sorted.active.front();
    // One that is cut off from the HA network will hear nothing more, whatever it heard last; one without a
    // way out could not serve.
    std::vector<std::size_t> waiting = sorted.waiting;
    std::erase_if(waiting, [&](std::size_t index) {
        return instances[index].underlay == Answer::no || instances[index].isOutsideDown;
    });
    const bool isHeard = std::ranges::any_of(waiting, [&](std::size_t index) {
        return std::ranges::find(instances[index].hears, active) != instances[index].hears.end();
    });
    if (isHeard)
        return Protection::isProtected;
    if (instances.size() == 1 || sorted.hasStale || sorted.hasUnknown)
        return Protection::unknown;
    if (anyNeverHeard(instances, waiting))
        return Protection::unknown;
    return anyWithinInterval(instances, waiting) ? Protection::failingOver : Protection::unprotected;
}

Protection protectionOfNoActive(const std::vector<InstanceInput> &instances, const Sorted &sorted)
{
    if (sorted.hasStale || sorted.hasUnknown || sorted.strangerServes)
        return Protection::unknown;
    if (!sorted.cutOff.empty())
        return Protection::unprotected;
    if (instances.size() == 1 && !sorted.isolated.empty())
        return Protection::unknown;
    if (anyNeverHeard(instances, sorted.waiting) && sorted.isolated.empty())
        return Protection::unknown;
    return anyWithinInterval(instances, sorted.waiting) ? Protection::failingOver : Protection::down;
}

void decideRouter(const std::vector<InstanceInput> &instances, RouterDecision &decision)
{
    const Sorted sorted = sortInstances(instances, decision.roles);
    if (sorted.active.size() > 1) {
        decision.protection = Protection::split;
        decision.servedBy = servedByTraffic(instances, sorted.active);
    } else if (sorted.active.size() == 1) {
        const std::size_t active = sorted.active.front();
        decision.protection = protectionOfOneActive(instances, sorted);
        const bool hearsAnother = !instances[active].hears.empty() || instances[active].hearsStranger;
        if (!(sorted.hasStale && sorted.staleMayServe && hearsAnother))
            decision.servedBy = active;
    } else {
        decision.protection = protectionOfNoActive(instances, sorted);
        if (sorted.cutOff.size() == 1 && !sorted.hasStale)
            decision.servedBy = sorted.cutOff.front();
        else if (sorted.cutOff.size() > 1)
            decision.servedBy = servedByTraffic(instances, sorted.cutOff);
    }
}

void decideNotRedundant(const std::vector<InstanceInput> &instances, RouterDecision &decision)
{
    std::vector<std::size_t> holders;
    for (std::size_t index = 0; index < instances.size(); ++index) {
        if (isActiveRole(decision.roles[index]) && !instances[index].isStale)
            holders.push_back(index);
    }
    const bool isSure = std::ranges::none_of(instances, &InstanceInput::isStale) && !holders.empty();
    decision.protection = isSure ? Protection::notRedundant : Protection::unknown;
    if (holders.size() == 1)
        decision.servedBy = holders.front();
}

} // namespace

RouterDecision decide(const std::vector<InstanceInput> &instances)
{
    RouterDecision decision;
    for (const InstanceInput &instance : instances)
        decision.roles.push_back(roleOf(instance));
    if (instances.empty())
        return decision;
    if (std::ranges::none_of(instances, &InstanceInput::hasConfig)) {
        decideNotRedundant(instances, decision);
        return decision;
    }
    const auto known = [&](std::size_t index) {
        return !instances[index].isStale && decision.roles[index] != Role::unknown;
    };
    std::size_t confirming = 0;
    for (std::size_t index = 0; index < instances.size(); ++index)
        confirming += known(index) ? 1U : 0U;
    for (std::size_t index = 0; index < instances.size(); ++index) {
        Role &role = decision.roles[index];
        if (!instances[index].isStale && role == Role::active && confirming < 2 && instances[index].hasConfig)
            role = Role::activeUnconfirmed;
    }
    decideRouter(instances, decision);
    return decision;
}

bool isAlarm(Protection protection)
{
    return protection == Protection::unprotected || protection == Protection::split
        || protection == Protection::down;
}

} // namespace kv::engine
