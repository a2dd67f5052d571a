// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/trafficpath.h"

#include <cstdint>
#include <string>
#include <vector>

namespace kv::picture {

/// How a stretch of a path is drawn: what is not sure is dashed, what points away dotted.
enum class TraceStyle : std::uint8_t { sure, unsure, aside };

/// One interface, bridge or network that the path leads through.
struct TraceMark {
    std::string host; ///< "" = a physical network
    model::LinkKey link;
    std::string interface; ///< its name
    std::string network; ///< of the hop
    state::HopKind kind = state::HopKind::end;
    TraceStyle style = TraceStyle::sure;
    bool isBroken = false;
    bool operator==(const TraceMark &) const = default;
};

/// What the picture shows of a traffic path: no times and no words, so that equal ones give equal pictures.
struct PathTrace {
    std::vector<TraceMark> marks; ///< in the order of the hops
    bool operator==(const PathTrace &) const = default;
};

/// Hops that are only conclusions (NAT, routing) are left out, and so is what only leads back.
PathTrace traceOf(const state::TrafficPath &path);

} // namespace kv::picture
