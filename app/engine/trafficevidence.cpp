// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/trafficevidence.h"

#include "app/engine/forwarding.h"
#include "app/engine/text.h"

namespace kv::engine {

// Unqualified below: lupdate takes a qualified result for the context.
using state::Evidence;

Evidence trafficEvidence(const model::HostView &view, const InstancePlace &place)
{
    Evidence evidence;
    evidence.source = state::EvidenceSource::traffic;
    for (const OutsidePort &outside : place.outside) {
        const model::Link *link = view.link(outside.link);
        const model::Fact<model::FdbEntry> *entry =
            link ? learnedOn(view, outside.path.links, outside.path.bridge, link->mac).fact : nullptr;
        if (!entry || entry->at <= evidence.at)
            continue;
        const model::LinkKey where = entry->value.key.port;
        const bool isElsewhere = where == outside.path.underlay || where == outside.path.tunnel;
        const model::Link *port = view.link(where);
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
