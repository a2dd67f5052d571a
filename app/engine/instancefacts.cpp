// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/instancefacts.h"

#include "app/engine/text.h"
#include "app/engine/trafficevidence.h"

#include <algorithm>
#include <set>

namespace kv::engine {

using state::Answer;
using state::Evidence;
using state::EvidenceSource;

namespace {

/// What the readers below share.
struct Reading {
    const Topology &topology;
    const HostRecord &host;
    const InstancePlace &place;
    const model::VrrpInstanceConfig *config; ///< nullptr = a router without keepalived
    InstanceFacts &facts;

    const model::HostView &view() const { return *host.view; }
    void say(EvidenceSource source, Answer answer, std::string raw, model::TimeUs nearAt)
    {
        facts.evidence.push_back({ source, answer, std::move(raw), nearAt, false });
    }
};

template <class Visit> void forEachAddress(const model::HostView &view, model::NetnsCookie netns, Visit visit)
{
    for (auto it = view.addresses.lower_bound({ { netns, 0 }, {} });
         it != view.addresses.end() && it->first.link.netns == netns; ++it) {
        visit(it->second);
    }
}

/// A virtual address of any instance of the host: what several in one namespace share an interface with.
bool isVirtual(const model::HostView &view, const model::IpAddress &address)
{
    return std::ranges::any_of(view.vrrpConfigs, [&address](const auto &config) {
        return std::ranges::any_of(
            config.second.value.addresses,
            [&address](const model::VirtualAddress &entry) { return entry.prefix.address == address; });
    });
}

/// VRRP speaks the family of the VIP; RFC 9568 5.2.4: VRIDs of the families are independent.
model::IpFamily familyOf(const model::VrrpInstanceConfig &config)
{
    for (const model::VirtualAddress &address : config.addresses) {
        if (!address.isExcluded)
            return address.prefix.address.family;
    }
    return model::IpFamily::v4;
}

/// The address that the instance's advertisements come from: of its VRRP interface, of the family of its VIP.
model::IpAddress primaryAddress(const Reading &reading)
{
    if (reading.config->unicastSource.isSet())
        return reading.config->unicastSource;
    const model::IpFamily family = reading.facts.family;
    model::IpAddress found;
    forEachAddress(reading.view(), reading.place.netns,
                   [&](const model::Fact<model::InterfaceAddress> &fact) {
                       const model::IpAddress &address = fact.value.prefix.address;
                       // RFC 9568 5.1.2.1: over IPv6 the source is the link-local address.
                       if (found.isSet() || fact.value.link != reading.place.baseLink
                           || address.family != family || isVirtual(reading.view(), address)
                           || (family == model::IpFamily::v6 && !address.isLinkLocal())) {
                           return;
                       }
                       found = address;
                   });
    return found;
}

/// A: judged by VIP, IPv4 and floating /32; a standby's qr- may well have SLAAC addresses (FACTS 6).
void readAddresses(Reading &reading)
{
    std::map<model::IpAddress, model::TimeUs> present;
    forEachAddress(reading.view(), reading.place.netns,
                   [&](const model::Fact<model::InterfaceAddress> &fact) {
                       present.emplace(fact.value.prefix.address, fact.at);
                   });
    std::size_t judged = 0;
    std::size_t judgedHere = 0;
    std::size_t vips = 0;
    std::size_t vipsHere = 0;
    bool wantsVip = false;
    bool hasVip = true;
    bool hasAll = true;
    for (const model::VirtualAddress &entry : reading.config->addresses) {
        const model::IpAddress &address = entry.prefix.address;
        const auto found = present.find(address);
        const bool isHere = found != present.end();
        const bool isVip = !entry.isExcluded;
        if (isVip) {
            wantsVip = true;
            ++vips;
            vipsHere += isHere ? 1U : 0U;
            hasVip = hasVip && isHere;
            if (isHere)
                reading.facts.vipAt = std::max(reading.facts.vipAt, reading.host.nearTime(found->second));
        }
        const bool isV6LinkLocal = address.family == model::IpFamily::v6 && address.isLinkLocal();
        hasAll = hasAll && (isHere || (isV6LinkLocal && !isVip));
        if (isHere)
            reading.facts.lastAddressAt =
                std::max(reading.facts.lastAddressAt, reading.host.nearTime(found->second));
        if (isVip || address.family != model::IpFamily::v4)
            continue;
        ++judged;
        judgedHere += isHere ? 1U : 0U;
    }
    reading.facts.hasVip = wantsVip && hasVip;
    reading.facts.hasAll = hasAll;
    const bool holds = wantsVip ? hasVip : judged > 0 && judgedHere == judged;
    const int shown = static_cast<int>(judged == 0 ? vips : judged);
    std::string raw = (judged == 0                ? Text::tr("%1 of %n VIPs", nullptr, shown)
                           : reading.facts.hasVip ? Text::tr("%1 of %n addresses + VIP", nullptr, shown)
                                                  : Text::tr("%1 of %n addresses, no VIP", nullptr, shown))
                          .arg(judged == 0 ? vipsHere : judgedHere)
                          .toStdString();
    if (reading.host.snapshotAt == 0 && !reading.view().hasSnapshot)
        reading.say(EvidenceSource::kernel, Answer::unknown, {}, 0);
    else if (reading.place.netns == 0)
        reading.say(EvidenceSource::kernel, Answer::no, Text::tr("no namespace").toStdString(),
                    reading.host.lastHeard);
    else
        reading.say(EvidenceSource::kernel, holds ? Answer::yes : Answer::no, std::move(raw),
                    std::max(reading.facts.lastAddressAt, reading.host.snapshotAt));
}

/// Visits the newest advertisement of each sender that was heard on one link.
template <class Visit>
void forEachAdvert(const model::HostView &view, model::LinkKey heardOn, std::uint8_t vrid, Visit visit)
{
    for (auto it = view.adverts.lower_bound({ heardOn, vrid, {} });
         it != view.adverts.end() && it->first.heardOn == heardOn && it->first.vrid == vrid; ++it) {
        visit(it->second);
    }
}

void readAdvert(Reading &reading, const model::Fact<model::VrrpAdvert> &fact)
{
    InstanceFacts &facts = reading.facts;
    if (fact.value.source.family != facts.family)
        return;
    const model::TimeUs at = reading.host.nearTime(fact.at);
    if (facts.haAddress.isSet() && fact.value.source == facts.haAddress) {
        if (at > facts.lastSentAt) {
            facts.lastSentAt = at;
            facts.lastSentPriority = fact.value.priority;
        }
        return;
    }
    facts.input.hasEverHeard = true;
    const bool isFresh = fact.value.priority != 0 && reading.topology.now() - at <= overdueUs(facts.timers);
    facts.heard.push_back({ fact.value.source, at, isFresh });
}

/// S, and whom it hears: advertisements of its VRID on the way of its own HA interface.
void readAdverts(Reading &reading)
{
    InstanceFacts &facts = reading.facts;
    for (const model::LinkKey ear : reading.place.path.links)
        forEachAdvert(reading.view(), ear, reading.config->vrid,
                      [&reading](const model::Fact<model::VrrpAdvert> &fact) { readAdvert(reading, fact); });
    const bool sends = facts.lastSentAt != 0 && facts.lastSentPriority != 0
        && reading.topology.now() - facts.lastSentAt <= facts.timers.masterDownUs();
    if (sends)
        reading.say(EvidenceSource::wire, Answer::yes,
                    Text::tr("sends, prio %1").arg(facts.lastSentPriority).toStdString(), facts.lastSentAt);
    else if (const InstanceFacts::Heard *heard = facts.newestHeard())
        reading.say(EvidenceSource::wire, Answer::no,
                    Text::tr("hears %1").arg(QString::fromStdString(heard->source.toString())).toStdString(),
                    heard->at);
    else
        reading.say(EvidenceSource::wire,
                    facts.haAddress.isSet() && reading.host.canHear("vrrp") ? Answer::no : Answer::unknown,
                    {}, 0);
}

/// The processes that may be the instance's keepalived; of parent and VRRP child only the child speaks VRRP.
std::vector<const model::Fact<model::ProcessInfo> *> candidates(const Reading &reading)
{
    std::vector<const model::Fact<model::ProcessInfo> *> inNetns;
    std::vector<const model::Fact<model::ProcessInfo> *> exact;
    std::set<std::int32_t> pids;
    for (const auto &[pid, fact] : reading.view().processes) {
        if (fact.value.netns != reading.place.netns || fact.value.name != "keepalived")
            continue;
        pids.insert(pid);
        inNetns.push_back(&fact);
        if (fact.value.configFile == reading.config->file)
            exact.push_back(&fact);
    }
    std::vector<const model::Fact<model::ProcessInfo> *> &chosen = exact.empty() ? inNetns : exact;
    std::vector<const model::Fact<model::ProcessInfo> *> children;
    for (const auto *fact : chosen) {
        if (pids.contains(fact->value.parentPid))
            children.push_back(fact);
    }
    return children.empty() ? chosen : children;
}

/// K.
void readProcess(Reading &reading)
{
    const model::Fact<model::ProcessInfo> *best = nullptr;
    for (const auto *fact : candidates(reading)) {
        if (!best || static_cast<int>(fact->value.state) < static_cast<int>(best->value.state)
            || (fact->value.state == best->value.state && fact->at > best->at)) {
            best = fact;
        }
    }
    Alive &alive = reading.facts.input.alive;
    if (best) {
        const model::ProcessState state = best->value.state;
        alive = state == model::ProcessState::running ? Alive::yes
            : state == model::ProcessState::stopped   ? Alive::stopped
                                                      : Alive::no;
        reading.say(EvidenceSource::process, alive == Alive::yes ? Answer::yes : Answer::no,
                    (alive == Alive::yes           ? Text::tr("pid %1")
                         : alive == Alive::stopped ? Text::tr("pid %1 stopped")
                                                   : Text::tr("pid %1 gone"))
                        .arg(best->value.pid)
                        .toStdString(),
                    reading.host.nearTime(best->at));
        if (best->value.startedAt != 0)
            reading.facts.silentSince = reading.facts.startedAt =
                reading.host.nearTime(best->value.startedAt);
        return;
    }
    const bool isSending = reading.facts.evidence.back().answer == Answer::yes;
    const bool wouldSee = reading.view().hasSnapshot && reading.host.canHear("processes");
    alive = wouldSee && !isSending ? Alive::no : Alive::unknown;
    reading.say(EvidenceSource::process, alive == Alive::no ? Answer::no : Answer::unknown,
                alive == Alive::no ? Text::tr("no keepalived").toStdString() : std::string(),
                alive == Alive::no ? reading.host.snapshotAt : 0);
}

bool tracksScript(const model::VrrpInstanceConfig &config)
{
    return std::ranges::any_of(config.tracked, [](const model::TrackedItem &item) {
        return item.kind == model::TrackedKind::script && item.weight == 0;
    });
}

/// The way out of its gateway port. Only what leaves the host counts: Neutron may keep the port itself down
/// on a standby. Since when it is down (near end's clock); 0 = it is not.
model::TimeUs readOutside(Reading &reading)
{
    model::TimeUs at = 0;
    for (const OutsidePort &outside : reading.place.outside) {
        const auto underlay = reading.view().links.find(outside.path.underlay);
        if (underlay == reading.view().links.end() || underlay->second.value.isUsable())
            continue;
        reading.facts.brokenOutside = underlay->second.value.name;
        at = std::max(at, reading.host.nearTime(underlay->second.at));
    }
    reading.facts.input.isOutsideDown = !reading.facts.brokenOutside.empty();
    reading.facts.isStoppedByCheck = reading.facts.input.isOutsideDown && tracksScript(*reading.config);
    return at;
}

/// U: every link on the way of its own HA network, down to what leaves the host. What it says of the way out
/// is only told.
void readPath(Reading &reading)
{
    const model::TimeUs outsideDownAt = readOutside(reading);
    const BrokenWayOut wayOut{ reading.facts.brokenOutside, reading.topology.now() - outsideDownAt };
    reading.facts.check = gatewayCheck(*reading.config, wayOut);
    reading.facts.faultReason =
        faultReason(reading.view(), reading.place, *reading.config, wayOut).toStdString();
    reading.facts.input.isInFault = !reading.facts.faultReason.empty();
    const LinkPath &path = reading.place.path;
    model::TimeUs at = 0;
    for (const std::vector<model::LinkKey> *keys : { &path.links, &path.anyOf }) {
        for (const model::LinkKey key : *keys) {
            const auto found = reading.view().links.find(key);
            if (found != reading.view().links.end())
                at = std::max(at, reading.host.nearTime(found->second.at));
        }
    }
    if (const model::Link *broken = brokenOn(reading.view(), path)) {
        reading.say(EvidenceSource::path, Answer::no,
                    Text::tr("%1 down").arg(QString::fromStdString(broken->name)).toStdString(), at);
        return;
    }
    const model::Link *underlay = reading.view().link(path.underlay);
    const QString outside = QString::fromStdString(reading.facts.brokenOutside);
    const QString up = underlay ? QString::fromStdString(underlay->name) : QString();
    reading.say(EvidenceSource::path, underlay ? Answer::yes : Answer::unknown,
                (!underlay               ? QString()
                     : outside.isEmpty() ? Text::tr("%1 up").arg(up)
                                         : Text::tr("%1 up, %2 down").arg(up, outside))
                    .toStdString(),
                underlay ? std::max(at, outsideDownAt) : 0);
}

void readFile(Reading &reading, const std::string &routerId)
{
    const auto found = reading.view().stateFiles.find(routerId);
    if (found == reading.view().stateFiles.end()) {
        reading.say(EvidenceSource::file, Answer::unknown, {}, 0);
        return;
    }
    const std::string &value = found->second.value.value;
    const bool saysActive = value == "primary" || value == "master";
    reading.say(EvidenceSource::file,
                saysActive                                  ? Answer::yes
                    : value == "backup" || value == "fault" ? Answer::no
                                                            : Answer::unknown,
                value, reading.host.nearTime(found->second.at));
}

void readTraffic(Reading &reading)
{
    Evidence evidence = trafficEvidence(reading.view(), reading.place);
    if (evidence.at != 0)
        evidence.at = reading.host.nearTime(evidence.at);
    reading.facts.input.traffic = evidence.answer;
    reading.facts.evidence.push_back(std::move(evidence));
}

/// A router without keepalived holds what its interfaces hold.
void readUnconfigured(Reading &reading)
{
    std::size_t count = 0;
    model::TimeUs at = 0;
    bool hasHaPort = false;
    for (auto it = reading.view().links.lower_bound({ reading.place.netns, 0 });
         it != reading.view().links.end() && it->first.netns == reading.place.netns; ++it) {
        hasHaPort = hasHaPort || it->second.value.name.starts_with("ha-");
    }
    forEachAddress(reading.view(), reading.place.netns,
                   [&](const model::Fact<model::InterfaceAddress> &fact) {
                       if (fact.value.prefix.address.family != model::IpFamily::v4
                           || fact.value.prefix.address.isLoopback())
                           return;
                       ++count;
                       at = std::max(at, reading.host.nearTime(fact.at));
                   });
    const Answer holds = hasHaPort ? Answer::unknown : count > 0 ? Answer::yes : Answer::no;
    reading.say(EvidenceSource::kernel, holds,
                Text::tr("%n addresses", nullptr, static_cast<int>(count)).toStdString(), at);
    reading.facts.input.holds = holds;
    reading.facts.input.hasConfig = hasHaPort;
    readTraffic(reading);
}

} // namespace

const InstanceFacts::Heard *InstanceFacts::newestHeard() const
{
    const auto newest = std::ranges::max_element(heard, {}, &Heard::at);
    return newest == heard.end() ? nullptr : &*newest;
}

std::int64_t overdueUs(const VrrpTimers &timers)
{
    constexpr std::int64_t leastSlackUs = 200'000; // two scheduling hiccups of a busy host, at 0.1 s adverts
    return timers.advertUs + std::max(timers.advertUs, leastSlackUs);
}

InstanceFacts factsOf(const Topology &topology, const RouterPlaces &router, const InstancePlace &place)
{
    InstanceFacts facts;
    const HostRecord &host = topology.hosts()[place.host];
    Reading reading{ topology, host, place, place.configIn(*host.view), facts };
    facts.input.isStale = host.isStale;
    if (!reading.config) {
        readUnconfigured(reading);
        return facts;
    }
    facts.timers = vrrpTimers(*reading.config);
    facts.family = familyOf(*reading.config);
    facts.haAddress = primaryAddress(reading);
    readAddresses(reading);
    facts.input.holds = facts.evidence.back().answer;
    readAdverts(reading);
    facts.input.sends = facts.evidence.back().answer;
    readProcess(reading);
    readPath(reading);
    facts.input.underlay = facts.evidence.back().answer;
    readTraffic(reading);
    if (!reading.config->routerId.empty())
        readFile(reading, router.id);
    const InstanceFacts::Heard *heard = facts.newestHeard();
    facts.silentSince = std::max({ facts.silentSince, heard ? heard->at : 0, host.snapshotAt });
    return facts;
}

void linkHearing(std::vector<InstanceFacts> &facts)
{
    for (std::size_t self = 0; self < facts.size(); ++self) {
        for (const InstanceFacts::Heard &heard : facts[self].heard) {
            if (!heard.isFresh)
                continue;
            const auto sender = std::ranges::find(facts, heard.source, &InstanceFacts::haAddress);
            if (sender == facts.end())
                facts[self].input.hearsStranger = true;
            else
                facts[self].input.hears.push_back(static_cast<std::size_t>(sender - facts.begin()));
        }
    }
}

void markContradictions(std::vector<Evidence> &evidence, state::Role role)
{
    const bool isActive = role == state::Role::active || role == state::Role::activeUnconfirmed;
    if (role == state::Role::unknown)
        return;
    for (Evidence &row : evidence) {
        const bool speaksOfServing =
            row.source != EvidenceSource::process && row.source != EvidenceSource::path;
        if (row.answer == Answer::unknown)
            continue;
        if (speaksOfServing)
            row.contradicts = (row.answer == Answer::yes) != isActive;
        else
            row.contradicts = row.answer == Answer::no && isActive;
    }
}

} // namespace kv::engine
