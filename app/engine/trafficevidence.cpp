// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/trafficevidence.h"

#include "app/engine/hapath.h"

namespace kv::engine {

namespace {

using model::Fact;
using model::FdbEntry;

/// The newest entry for the MAC on that bridge: a move leaves no word of the old port.
const Fact<FdbEntry> *newestEntry(const model::HostView &view, model::LinkKey bridge, const model::MacAddress &mac)
{
    const Fact<FdbEntry> *newest = nullptr;
    for (auto it = view.fdb.lower_bound({{bridge.netns, 0}, {}, 0, {}});
         it != view.fdb.end() && it->first.port.netns == bridge.netns; ++it) {
        const FdbEntry &entry = it->second.value;
        if (entry.key.mac == mac && !entry.isLocal && !entry.isSelf && entry.bridgeIfindex == bridge.ifindex
            && (!newest || it->second.at > newest->at)) {
            newest = &it->second;
        }
    }
    return newest;
}

} // namespace

state::Evidence trafficEvidence(const model::HostView &view, model::NetnsCookie netns)
{
    state::Evidence evidence;
    evidence.source = state::EvidenceSource::traffic;
    for (auto it = view.links.lower_bound({netns, 0}); it != view.links.end() && it->first.netns == netns; ++it) {
        const model::Link &link = it->second.value;
        if (!link.name.starts_with("qg-"))
            continue;
        const LinkPath path = pathOf(view, link.key);
        if (path.bridge.ifindex == 0)
            continue;
        const Fact<FdbEntry> *entry = newestEntry(view, path.bridge, link.mac);
        if (!entry || entry->at <= evidence.at)
            continue;
        const bool isElsewhere = entry->value.key.port == path.underlay || entry->value.key.port == path.tunnel;
        const model::Link *port = view.link(entry->value.key.port);
        evidence.answer = isElsewhere ? state::Answer::no : state::Answer::yes;
        evidence.raw = "FDB " + link.mac.toString() + " on " + (port ? port->name : "?");
        evidence.at = entry->at;
    }
    return evidence;
}

} // namespace kv::engine
