// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/role.h"
#include "probes/model/ipaddress.h"
#include "probes/model/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kv::state {

/// What became of one echo request (DESIGN, Continuity). `waiting` becomes one of the others.
enum class EchoVerdict : std::uint8_t { waiting, answered, delayed, lost, notSent };

struct EchoPoint {
    std::uint64_t sequence = 0;
    model::TimeUs sentAt = 0; ///< near end's clock
    std::int64_t rttUs = -1; ///< -1 = no answer (yet)
    EchoVerdict verdict = EchoVerdict::waiting;
    bool operator==(const EchoPoint &) const = default;
};

/// From the first probe not answered in time to the first of three consecutive ones answered in time.
struct Interruption {
    model::TimeUs begin = 0; ///< send time, near end's clock
    std::optional<model::TimeUs> end; ///< send time; none = still going on
    std::uint64_t lost = 0;
    std::uint64_t delayed = 0;
    std::uint64_t notSent = 0;
    std::int64_t maxRttUs = 0; ///< of the delayed ones
    bool operator==(const Interruption &) const = default;

    std::int64_t durationUs(model::TimeUs now) const { return (end ? *end : now) - begin; }
};

/// One pinged address and all that is known of it.
struct TargetContinuity {
    std::string fromHost;
    std::uint32_t series = 0;
    model::IpAddress target;
    std::uint32_t intervalUs = 0;
    std::string routerId; ///< the router that it depends on; "" = not known
    bool running = false;
    std::uint64_t sent = 0; ///< without notSent
    std::uint64_t answered = 0; ///< in time
    std::uint64_t delayed = 0;
    std::uint64_t lost = 0;
    std::uint64_t notSent = 0;
    std::uint64_t duplicates = 0;
    std::int64_t medianRttUs = -1; ///< of the last 1,000 answered in time
    std::vector<Interruption> interruptions; ///< all of the run, oldest first
    bool operator==(const TargetContinuity &) const = default;
};

/// A moment that the chart, the report and the story name.
enum class MarkerKind : std::uint8_t {
    linkDown, ///< admin down of an interface that a router rides on
    linkUp,
    lastHeartbeat, ///< the last advertisement heard by the peer before it promoted itself
    promotion, ///< the VIP appeared
    addressesComplete, ///< all configured addresses are present
    stepDown, ///< the VIP went away
    firstAnswer, ///< end of an interruption
    restored, ///< a change of ours was undone and read back
    faultBegun, ///< the lab broke something on purpose: its name is the subject
    faultEnded, ///< and mended it
};

struct Marker {
    model::TimeUs at = 0; ///< near end's clock
    MarkerKind kind = MarkerKind::linkDown;
    std::string host;
    std::string routerId; ///< "" for links: every router that rides on it
    std::string subject; ///< link name or address
    bool operator==(const Marker &) const = default;
};

/// A role held over a stretch of time: one bar of a role lane.
struct RoleSpan {
    std::string host;
    std::string routerId;
    Role role = Role::unknown;
    bool stale = false;
    model::TimeUs begin = 0;
    std::optional<model::TimeUs> end; ///< none = until now
    bool operator==(const RoleSpan &) const = default;
};

} // namespace kv::state
