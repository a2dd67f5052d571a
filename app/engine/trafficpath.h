// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"
#include "app/state/trafficpath.h"

#include <QString>

#include <string>
#include <vector>

namespace kv::engine {

class TargetIndex;

/// The way of a frame from outside to the target, by the kernel's facts at that moment: routes, neighbours,
/// forwarding databases, NAT, addresses, and who serves by the evidence. Names of interfaces decide nothing
/// that a fact can decide. `fromHost`: the sender; "" takes the one that pings the target, a client, a
/// gateway.
state::TrafficPath trafficPath(const state::Site &site, const state::PathTarget &target,
                               const std::string &fromHost = {});
/// The same, for many paths of one site.
state::TrafficPath trafficPath(const TargetIndex &targets, const state::PathTarget &target,
                               const std::string &fromHost = {});

/// Words of one hop: "bridge", "NAT", "VXLAN port"; of a state: "stale pointer"; translated.
QString hopKindText(state::HopKind kind);
QString hopStateText(state::HopState hopState);
/// What a path amounts to, in one sentence; translated.
QString pathSentence(const state::Site &site, const state::TrafficPath &path);

/// Stable words of JSON: "gateway-port", "outdated", "bridge-fdb".
std::string_view hopKindWord(state::HopKind kind);
std::string_view hopStateWord(state::HopState hopState);
std::string_view hopSourceWord(state::HopSource source);

} // namespace kv::engine
