// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/hopmaker.h"
#include "app/engine/pathtarget.h"
#include "app/engine/text.h"
#include "app/engine/trafficpath.h"

namespace kv::engine {

using state::HopKind;
using state::HopSource;
using state::HopState;
using state::PathHop;

namespace {

/// The hop that the path is judged by: the first of the worst ones on the way.
const PathHop *worstHop(const state::TrafficPath &path)
{
    const PathHop *worst = nullptr;
    for (const PathHop &hop : path.hops) {
        if (!hop.isAside && (!worst || isWorse(hop.state, worst->state)))
            worst = &hop;
    }
    return worst;
}

} // namespace

QString hopKindText(HopKind kind)
{
    switch (kind) {
    case HopKind::station:
        return Text::tr("station");
    case HopKind::physicalNetwork:
        return Text::tr("physical network");
    case HopKind::uplink:
        return Text::tr("interface");
    case HopKind::bridge:
        return Text::tr("bridge");
    case HopKind::port:
        return Text::tr("bridge port");
    case HopKind::gatewayPort:
        return Text::tr("router port outside");
    case HopKind::nat:
        return Text::tr("NAT");
    case HopKind::routing:
        return Text::tr("routing");
    case HopKind::insidePort:
        return Text::tr("router port inside");
    case HopKind::tunnel:
        return Text::tr("VXLAN port");
    case HopKind::guest:
        return Text::tr("instance");
    case HopKind::end:
        return Text::tr("end of what is known");
    }
    return {};
}

QString hopStateText(HopState hopState)
{
    switch (hopState) {
    case HopState::clear:
        return Text::tr("clear");
    case HopState::flooded:
        return Text::tr("flooded");
    case HopState::ambiguous:
        return Text::tr("ambiguous");
    case HopState::outdated:
        return Text::tr("stale pointer");
    case HopState::broken:
        return Text::tr("broken");
    case HopState::unknown:
        return Text::tr("unknown");
    }
    return {};
}

QString pathSentence(const state::Site &site, const state::TrafficPath &path)
{
    const QString target = QString::fromStdString(targetName(site, path.target));
    const QString host = QString::fromStdString(path.servedBy);
    const PathHop *worst = worstHop(path);
    const QString note = worst ? QString::fromStdString(worst->note) : QString();
    switch (path.state) {
    case HopState::clear:
        return Text::tr("%1: by way of %2, every hop is clear").arg(target, host);
    case HopState::flooded:
        return Text::tr("%1: by way of %2 (%3)").arg(target, host, note);
    case HopState::ambiguous:
        return host.isEmpty() ? Text::tr("%1: ambiguous (several hosts hold the addresses)").arg(target)
                              : Text::tr("%1: ambiguous (%2)").arg(target, note);
    case HopState::outdated:
        return Text::tr("%1: by way of %2, but a pointer is stale (%3)").arg(target, host, note);
    case HopState::broken:
        return Text::tr("%1: broken (%2)").arg(target, note);
    case HopState::unknown:
        return Text::tr("%1: not known to its end (%2)").arg(target, note);
    }
    return {};
}

std::string_view hopKindWord(HopKind kind)
{
    switch (kind) {
    case HopKind::station:
        return "station";
    case HopKind::physicalNetwork:
        return "physical-network";
    case HopKind::uplink:
        return "uplink";
    case HopKind::bridge:
        return "bridge";
    case HopKind::port:
        return "port";
    case HopKind::gatewayPort:
        return "gateway-port";
    case HopKind::nat:
        return "nat";
    case HopKind::routing:
        return "routing";
    case HopKind::insidePort:
        return "inside-port";
    case HopKind::tunnel:
        return "tunnel";
    case HopKind::guest:
        return "guest";
    case HopKind::end:
        return "end";
    }
    return {};
}

std::string_view hopStateWord(HopState hopState)
{
    switch (hopState) {
    case HopState::clear:
        return "clear";
    case HopState::flooded:
        return "flooded";
    case HopState::ambiguous:
        return "ambiguous";
    case HopState::outdated:
        return "outdated";
    case HopState::broken:
        return "broken";
    case HopState::unknown:
        return "unknown";
    }
    return {};
}

std::string_view hopSourceWord(HopSource source)
{
    switch (source) {
    case HopSource::none:
        return "none";
    case HopSource::link:
        return "link";
    case HopSource::address:
        return "address";
    case HopSource::route:
        return "route";
    case HopSource::neighbour:
        return "neighbour";
    case HopSource::bridgeFdb:
        return "bridge-fdb";
    case HopSource::vxlanFdb:
        return "vxlan-fdb";
    case HopSource::nat:
        return "nat";
    case HopSource::role:
        return "role";
    }
    return {};
}

} // namespace kv::engine
