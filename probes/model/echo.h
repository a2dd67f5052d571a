// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/error.h"
#include "probes/model/ipaddress.h"
#include "probes/model/netns.h"
#include "probes/model/time.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace kv::model {

/// What to ping, from where and how often.
struct EchoSeriesSpec {
    std::uint32_t series = 0; ///< chosen by the near end, unique in its session
    NetnsCookie netns = 0; ///< 0 = the probe's own namespace
    IpAddress target;
    std::uint32_t intervalUs = 1'000'000; ///< 1,000 to 60,000,000
    bool operator==(const EchoSeriesSpec &) const = default;
};

/// One echo request that left, or whose time passed without one.
struct EchoSent {
    std::uint64_t sequence = 0; ///< counts from 1 in its series, also over what was not sent
    TimeUs at =
        0; ///< kernel transmit stamp where there is one, else the time of the call; for notSent the due time
    bool notSent = false; ///< timer overrun or send error: neither answered nor lost
    bool operator==(const EchoSent &) const = default;
};

/// One echo reply (a second one for the same sequence is a duplicate).
struct EchoAnswer {
    std::uint64_t sequence = 0;
    TimeUs at = 0; ///< kernel receive stamp
    std::int64_t rttUs = 0; ///< at - EchoSent::at, kernel stamps on both sides; >= 0
    bool operator==(const EchoAnswer &) const = default;
};

/// What happened in one series in one batch interval (50 ms). An unanswered one is lost only when the reader
/// says so.
struct EchoBatch {
    std::uint32_t series = 0;
    std::vector<EchoSent> sent;
    std::vector<EchoAnswer> answers;
    TimeUs upTo = 0; ///< everything sent or heard before this is in this or an earlier batch
    bool operator==(const EchoBatch &) const = default;
};

/// A series began or ended; `error` says why it ended by itself (namespace gone, not permitted).
struct EchoSeriesState {
    EchoSeriesSpec spec;
    bool running = false;
    std::optional<Error> error;
    bool operator==(const EchoSeriesState &) const = default;
};

} // namespace kv::model
