// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/verdicts.h"

#include "app/engine/succession.h"
#include "app/engine/text.h"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

namespace kv::engine {

using state::Protection;
using state::Role;

namespace {

std::string orDash(const std::string &host)
{
    return host.empty() ? "-" : host;
}

std::string line(model::TimeUs at, const state::Router &router, const std::string &what,
                 std::string_view before, std::string_view after)
{
    return timeWord(at) + " router " + router.name + " " + what + " " + std::string(before) + " -> "
        + std::string(after);
}

state::Instance instanceOf(const Topology &topology, const RouterPlaces &router, const InstancePlace &place,
                           const InstanceFacts &facts)
{
    const HostRecord &host = topology.hosts()[place.host];
    state::Instance instance;
    instance.host = host.name;
    instance.routerId = router.id;
    instance.netns = place.netns;
    instance.stale = facts.input.isStale;
    instance.haAddress = facts.haAddress;
    instance.haLink = place.haLink;
    instance.underlay = place.path.underlay;
    instance.brokenOutside = facts.brokenOutside;
    instance.faultReason = facts.faultReason;
    instance.evidence = facts.evidence;
    instance.lastHeartbeatSent = facts.lastSentAt;
    if (const InstanceFacts::Heard *heard = facts.newestHeard())
        instance.lastHeartbeatHeard = heard->at;
    if (const model::VrrpInstanceConfig *config = place.configIn(*host.view)) {
        instance.hasKeepalived = true;
        instance.vrid = config->vrid;
        instance.priority = config->priority;
        instance.vrrpVersion = config->version;
        instance.advertCentis = config->advertCentis;
        instance.nopreempt = config->nopreempt;
    }
    return instance;
}

/// keepalived advertises (vrrp_state_goto_master), then sets the VIP. The packet has the kernel's stamp, the
/// address only the time at which it was read, which on a busy host is late.
model::TimeUs promotedAt(const InstanceFacts &facts)
{
    const bool hasJustSent =
        facts.lastSentAt <= facts.vipAt && facts.vipAt - facts.lastSentAt < facts.timers.advertUs;
    return facts.lastSentAt != 0 && hasJustSent ? facts.lastSentAt : facts.vipAt;
}

std::vector<model::IpPrefix> addressesOf(const Topology &topology, const RouterPlaces &router)
{
    for (const InstancePlace &place : router.instances) {
        const HostRecord &host = topology.hosts()[place.host];
        const model::VrrpInstanceConfig *config = place.configIn(*host.view);
        if (!config)
            continue;
        std::vector<model::IpPrefix> addresses;
        for (const bool isExcluded : { false, true }) {
            for (const model::VirtualAddress &entry : config->addresses) {
                const bool isV6LinkLocal =
                    entry.prefix.address.family == model::IpFamily::v6 && entry.prefix.address.isLinkLocal();
                if (entry.isExcluded == isExcluded && !isV6LinkLocal)
                    addresses.push_back(entry.prefix);
            }
        }
        return addresses;
    }
    std::vector<model::IpPrefix> addresses;
    for (const InstancePlace &place : router.instances) {
        for (const auto &[key, fact] : topology.hosts()[place.host].view->addresses) {
            if (key.link.netns == place.netns && !key.prefix.address.isLoopback()
                && !key.prefix.address.isLinkLocal())
                addresses.push_back(key.prefix);
        }
    }
    return addresses;
}

/// Addresses that went leave no fact behind: what the kernel says of them is as old as their going.
void dateLostAddresses(InstanceFacts &facts, model::TimeUs heldUntil)
{
    for (state::Evidence &evidence : facts.evidence) {
        if (evidence.source == state::EvidenceSource::kernel && evidence.at != 0 && !facts.hasVip)
            evidence.at = std::max(evidence.at, heldUntil);
    }
}

/// The timers of whoever would take over; of any configured instance when nobody would.
VrrpTimers decisiveTimers(const std::vector<InstanceFacts> &facts, std::optional<std::size_t> successor)
{
    if (successor)
        return facts[*successor].timers;
    const auto known =
        std::ranges::find_if(facts, [](const InstanceFacts &f) { return f.timers.advertUs > 0; });
    return known == facts.end() ? VrrpTimers{} : known->timers;
}

} // namespace

void Verdicts::decideAgain(const Topology &topology, const RouterPlaces &router, model::TimeUs causedAt,
                           Markers &markers, std::vector<std::string> &lines)
{
    Standing &standing = m_standings[router.id];
    standing.router.id = router.id;
    standing.router.name = router.name;
    std::vector<InstanceFacts> facts;
    for (const InstancePlace &place : router.instances)
        facts.push_back(factsOf(topology, router, place));
    linkHearing(facts);
    std::vector<InstanceInput> inputs;
    std::vector<state::Instance> instances;
    for (std::size_t index = 0; index < facts.size(); ++index) {
        const HostRecord &host = topology.hosts()[router.instances[index].host];
        const auto before = std::ranges::find(standing.router.instances, host.name, &state::Instance::host);
        if (before != standing.router.instances.end())
            facts[index].input.lastRole = before->role;
        markChanges(standing, host, facts[index], causedAt, markers);
        Memory &memory = standing.memories[host.name];
        noteCheck(memory, facts[index], topology.now(), causedAt);
        noteConfig(memory, router.instances[index].configIn(*host.view), causedAt);
        // Whoever has just stepped down cannot have heard anybody for long. A keepalived that reads its
        // configuration again (Neutron lets it do so whenever a port or a floating IP is added) waits for the
        // whole master-down interval again.
        const VrrpTimers &own = facts[index].timers;
        const model::TimeUs heldUntil = memory.heldUntil;
        const model::TimeUs silentSince =
            std::max({ facts[index].silentSince, heldUntil, memory.reloadedAt });
        dateLostAddresses(facts[index], heldUntil);
        facts[index].input.hasEverHeard = facts[index].input.hasEverHeard || heldUntil != 0;
        facts[index].input.isSilentTooLong = topology.now() - silentSince > own.masterDownUs() + own.advertUs;
        inputs.push_back(facts[index].input);
        instances.push_back(instanceOf(topology, router, router.instances[index], facts[index]));
    }
    const RouterDecision decision = decide(inputs);
    for (std::size_t index = 0; index < facts.size(); ++index) {
        instances[index].role = decision.roles[index];
        markContradictions(instances[index].evidence, decision.roles[index]);
    }
    const auto successor = takesOver(instances, facts);
    const auto keeper = keepsAfterRepair(instances, facts, successor);
    const VrrpTimers timers = decisiveTimers(facts, successor);
    standing.router.takesOver = successor ? instances[*successor].host : std::string();
    standing.router.keepsAfterRepair = keeper ? instances[*keeper].host : std::string();
    standing.router.orTakesOver.clear();
    std::set<std::string> keepers;
    for (const std::size_t other :
         successor ? mayTakeOverToo(instances, facts, *successor) : std::vector<std::size_t>()) {
        standing.router.orTakesOver.push_back(instances[other].host);
        if (const auto otherKeeper = keepsAfterRepair(instances, facts, other);
            otherKeeper && otherKeeper != keeper)
            keepers.insert(instances[*otherKeeper].host);
    }
    standing.router.orKeepsAfterRepair.assign(keepers.begin(), keepers.end());
    standing.router.expected = expectedOutage(timers);
    standing.router.addresses = addressesOf(topology, router);
    settleRoles(standing, std::move(instances), causedAt, lines);
    settleProtection(standing, decision, timers.advertUs, topology.now(), causedAt, lines);
}

void Verdicts::noteConfig(Memory &memory, const model::VrrpInstanceConfig *config, model::TimeUs at)
{
    if (!config)
        return;
    // What a tracked file holds is not configuration.
    const auto holds = [](const model::TrackedItem &item) { return item.value.has_value(); };
    std::optional<model::VrrpInstanceConfig> bare;
    if (std::ranges::any_of(config->tracked, holds)) {
        bare = *config;
        for (model::TrackedItem &item : bare->tracked)
            item.value.reset();
    }
    const model::VrrpInstanceConfig &now = bare ? *bare : *config;
    if (memory.config && *memory.config == now)
        return;
    if (memory.config)
        memory.reloadedAt = at;
    memory.config = std::make_shared<model::VrrpInstanceConfig>(now);
}

/// Once its gateway check has failed, keepalived stays in FAULT after the way out has returned, until the
/// check has succeeded as often in a row as it must: at the latest after that many intervals (2.2.7, interval
/// 3, rise 2: 5.2 s).
void Verdicts::noteCheck(Memory &memory, InstanceFacts &facts, model::TimeUs now, model::TimeUs causedAt)
{
    if (facts.check.hasFailed) {
        memory.failedLink = facts.brokenOutside;
        memory.failedAt = now;
        memory.returnedAt = 0;
        return;
    }
    if (memory.failedLink.empty() || facts.input.isStale)
        return;
    if (facts.input.isOutsideDown)
        memory.returnedAt = 0;
    else if (memory.returnedAt == 0)
        memory.returnedAt = causedAt;
    const bool isRecovered = memory.returnedAt != 0 && now - memory.returnedAt > facts.check.recoversWithinUs;
    const bool isAnother = facts.startedAt > memory.failedAt || facts.input.alive != Alive::yes;
    if (isRecovered || isAnother || facts.hasVip || facts.check.recoversWithinUs == 0) {
        memory.failedLink.clear();
        return;
    }
    facts.input.isInFault = true;
    const QString link = QString::fromStdString(memory.failedLink);
    if (facts.faultReason.empty())
        facts.faultReason = (facts.input.isOutsideDown ? Text::tr("check fails: %1 is down")
                                                       : Text::tr("check has yet to succeed: %1 is up again"))
                                .arg(link)
                                .toStdString();
}

void Verdicts::markChanges(Standing &standing, const HostRecord &host, const InstanceFacts &facts,
                           model::TimeUs causedAt, Markers &markers)
{
    if (!host.view->hasSnapshot || !facts.input.hasConfig)
        return;
    Memory &memory = standing.memories[host.name];
    const std::string &id = standing.router.id;
    const model::IpAddress vip =
        standing.router.addresses.empty() ? model::IpAddress{} : standing.router.addresses.front().address;
    if (memory.isKnown && facts.hasVip && !memory.hasVip) {
        if (memory.lastHeard.at != 0)
            markers.add({ memory.lastHeard.at, state::MarkerKind::lastHeartbeat, host.name, id,
                          memory.lastHeard.source.toString() });
        markers.add({ std::min(promotedAt(facts), causedAt), state::MarkerKind::promotion, host.name, id,
                      vip.toString() });
    }
    if (memory.isKnown && facts.hasAll && !memory.hasAll)
        markers.add({ std::min(facts.lastAddressAt, causedAt),
                      state::MarkerKind::addressesComplete,
                      host.name,
                      id,
                      {} });
    if (memory.isKnown && !facts.hasVip && memory.hasVip)
        markers.add({ causedAt, state::MarkerKind::stepDown, host.name, id, vip.toString() });
    memory.isKnown = true;
    if (facts.hasVip || memory.hasVip)
        memory.heldUntil = causedAt;
    memory.hasVip = facts.hasVip;
    memory.hasAll = facts.hasAll;
    if (const InstanceFacts::Heard *heard = facts.newestHeard(); heard && !facts.hasVip)
        memory.lastHeard = *heard;
}

void Verdicts::settleRoles(Standing &standing, std::vector<state::Instance> instances, model::TimeUs causedAt,
                           std::vector<std::string> &lines)
{
    state::Router &router = standing.router;
    for (state::Instance &instance : instances) {
        const auto before = std::ranges::find(router.instances, instance.host, &state::Instance::host);
        const bool isNew = before == router.instances.end();
        const Role roleBefore = isNew ? Role::unknown : before->role;
        const bool staleBefore = !isNew && before->stale;
        instance.since = isNew || roleBefore != instance.role ? causedAt : before->since;
        if (roleBefore != instance.role)
            lines.push_back(
                line(causedAt, router, instance.host, roleWord(roleBefore), roleWord(instance.role)));
        if (staleBefore != instance.stale)
            lines.push_back(line(causedAt, router, instance.host + " probe", staleBefore ? "stale" : "fresh",
                                 instance.stale ? "stale" : "fresh"));
        m_spans.change(instance.host, router.id, instance.role, instance.stale, causedAt);
    }
    for (const state::Instance &before : router.instances) {
        if (std::ranges::find(instances, before.host, &state::Instance::host) != instances.end())
            continue;
        lines.push_back(line(causedAt, router, before.host, roleWord(before.role), "gone"));
        m_spans.end(before.host, router.id, causedAt);
        standing.memories.erase(before.host);
    }
    router.instances = std::move(instances);
}

void Verdicts::settleProtection(Standing &standing, const RouterDecision &decision, std::int64_t holdUs,
                                model::TimeUs now, model::TimeUs causedAt, std::vector<std::string> &lines)
{
    state::Router &router = standing.router;
    Protection shown = decision.protection;
    model::TimeUs since = causedAt;
    // What lasts less than an advertisement interval is "failing over", not an alarm (DESIGN).
    if (isAlarm(shown) && shown != router.protection && router.protection != Protection::unknown) {
        if (standing.heldBack != shown) {
            standing.heldBack = shown;
            standing.heldSince = causedAt;
        }
        since = standing.heldSince;
        if (now - standing.heldSince < holdUs) {
            shown = Protection::failingOver;
        } else {
            standing.heldBack.reset();
        }
    } else {
        standing.heldBack.reset();
    }
    if (shown != router.protection) {
        lines.push_back(
            line(causedAt, router, "protection", protectionWord(router.protection), protectionWord(shown)));
        router.protection = shown;
        router.since = since;
    }
    const std::string servedBy =
        decision.servedBy ? router.instances[*decision.servedBy].host : std::string();
    if (servedBy != router.servedBy) {
        lines.push_back(line(causedAt, router, "served-by", orDash(router.servedBy), orDash(servedBy)));
        router.servedBy = servedBy;
    }
}

void Verdicts::keepOnly(const RouterIndex &routers, model::TimeUs at, std::vector<std::string> &lines)
{
    std::erase_if(m_standings, [&](const auto &entry) {
        if (std::ranges::find(routers.routers(), entry.first, &RouterPlaces::id) != routers.routers().end())
            return false;
        for (const state::Instance &instance : entry.second.router.instances)
            m_spans.end(instance.host, entry.first, at);
        lines.push_back(timeWord(at) + " router " + entry.second.router.name + " gone");
        return true;
    });
}

std::vector<state::Router> Verdicts::routers() const
{
    std::vector<state::Router> routers;
    for (const auto &[id, standing] : m_standings)
        routers.push_back(standing.router);
    std::ranges::sort(routers, [](const state::Router &a, const state::Router &b) {
        return std::tie(a.name, a.id) < std::tie(b.name, b.id);
    });
    return routers;
}

} // namespace kv::engine
