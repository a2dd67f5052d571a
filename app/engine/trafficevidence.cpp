// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/trafficevidence.h"

#include "app/engine/text.h"

namespace kv::engine {

// Unqualified below: lupdate takes a qualified result for the context.
using state::Evidence;

namespace {

using model::Fact;
using model::FdbEntry;

/// The newest entry for the MAC on the way of the port: a move leaves no word of the old one.
const Fact<FdbEntry> *newestEntry(const model::HostView &view, const LinkPath &path,
                                  const model::MacAddress &mac)
{
    const Fact<FdbEntry> *newest = nullptr;
    for (const model::LinkKey port : path.links) {
        for (auto it = view.fdb.lower_bound({ port, mac, 0, {} });
             it != view.fdb.end() && it->first.port == port && it->first.mac == mac; ++it) {
            const FdbEntry &entry = it->second.value;
            if (!entry.isLocal && !entry.isSelf && entry.bridgeIfindex == path.bridge.ifindex
                && (!newest || it->second.at > newest->at)) {
                newest = &it->second;
            }
        }
    }
    return newest;
}

} // namespace

Evidence trafficEvidence(const model::HostView &view, const InstancePlace &place)
{
    Evidence evidence;
    evidence.source = state::EvidenceSource::traffic;
    for (const OutsidePort &outside : place.outside) {
        const model::Link *link = view.link(outside.link);
        const Fact<FdbEntry> *entry = link ? newestEntry(view, outside.path, link->mac) : nullptr;
        if (!entry || entry->at <= evidence.at)
            continue;
        const model::LinkKey learnedOn = entry->value.key.port;
        const bool isElsewhere = learnedOn == outside.path.underlay || learnedOn == outside.path.tunnel;
        const model::Link *port = view.link(learnedOn);
        evidence.answer = isElsewhere ? state::Answer::no : state::Answer::yes;
        evidence.raw = Text::tr("FDB %1 on %2")
                           .arg(QString::fromStdString(link->mac.toString()),
                                QString::fromStdString(port ? port->name : "?"))
                           .toStdString();
        evidence.at = entry->at;
    }
    return evidence;
}

} // namespace kv::engine
