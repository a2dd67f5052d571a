// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/pathtrace.h"

namespace kv::picture {

using state::HopKind;
using state::HopState;
using state::PathHop;

namespace {

TraceStyle styleOf(const PathHop &hop)
{
    if (hop.isAside)
        return TraceStyle::aside;
    const bool isSure = hop.way == 0 && hop.state == HopState::clear && !hop.isStale;
    return isSure ? TraceStyle::sure : TraceStyle::unsure;
}

} // namespace

PathTrace traceOf(const state::TrafficPath &path)
{
    PathTrace trace;
    for (const PathHop &hop : path.hops) {
        const bool isPlace = hop.kind == HopKind::physicalNetwork || hop.link.ifindex != 0;
        if (!isPlace || hop.isWayBack)
            continue;
        const TraceMark mark{ hop.host,
                              hop.link,
                              hop.interface,
                              hop.network,
                              hop.kind,
                              styleOf(hop),
                              hop.state == HopState::broken };
        const bool isRepeated = !trace.marks.empty() && trace.marks.back().host == mark.host
            && trace.marks.back().link == mark.link && !mark.host.empty();
        if (!isRepeated)
            trace.marks.push_back(mark);
        else if (mark.style != TraceStyle::sure)
            trace.marks.back() = mark;
        for (const model::LinkKey key : hop.towards)
            trace.marks.push_back(
                { hop.host, key, {}, hop.network, HopKind::port, TraceStyle::aside, false });
    }
    return trace;
}

} // namespace kv::picture
