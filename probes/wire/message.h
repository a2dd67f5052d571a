// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/observation.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>

namespace kv::wire {

/// No line on the pipe is longer, newline included (DESIGN, wire).
constexpr std::size_t maxLineBytes = 256 * 1024;
constexpr std::uint32_t protocolVersion = 1;

/// What the near end can ask. Anything but AskSnapshot, AskClock and KeepAlive names one object.
struct AskSnapshot {
    bool operator==(const AskSnapshot &) const = default;
};
/// Answered at once with Reply::at: for the clock estimate.
struct AskClock {
    bool operator==(const AskClock &) const = default;
};
/// Renews the lease: without any request for 20 s the probe restores what it changed.
struct KeepAlive {
    bool operator==(const KeepAlive &) const = default;
};
struct StartEcho {
    model::EchoSeriesSpec spec;
    bool operator==(const StartEcho &) const = default;
};
struct StopEcho {
    std::uint32_t series = 0;
    bool operator==(const StopEcho &) const = default;
};
struct SetLink {
    model::LinkSetRequest request;
    bool operator==(const SetLink &) const = default;
};
/// Moves the time at which the watchdog restores: `untilMs` from now.
struct ExtendChange {
    std::uint64_t change = 0;
    std::uint32_t untilMs = 60'000;
    bool operator==(const ExtendChange &) const = default;
};

struct Request {
    std::uint64_t id = 0; ///< chosen by the near end, echoed in the reply; 0 is not used
    std::variant<AskSnapshot, AskClock, KeepAlive, StartEcho, StopEcho, SetLink, ExtendChange> operation;
    bool operator==(const Request &) const = default;
};

/// The one answer to one request. A line that could not be read is answered with id 0.
struct Reply {
    std::uint64_t id = 0;
    model::TimeUs at = 0; ///< the probe's CLOCK_BOOTTIME when it answered
    std::uint64_t change = 0; ///< the change a SetLink made, else 0
    std::optional<model::Error> error;
    bool operator==(const Reply &) const = default;
};

/// One observation on its way. `sequence` counts all events of a session from 1; a hole means some were lost.
/// SessionState, ClockOffset and Tick never travel: they are the near end's.
struct Event {
    std::uint64_t sequence = 0;
    model::TimeUs at = 0;
    model::ObservationBody body;
    bool operator==(const Event &) const = default;
};

using FromProbe = std::variant<Event, Reply>;

} // namespace kv::wire
