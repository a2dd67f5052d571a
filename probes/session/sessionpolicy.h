// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

namespace kv::session {

/// How a session treats its probe. All times in milliseconds.
struct SessionPolicy {
    bool reconnects = true; ///< false: a lost probe ends the session
    int firstPauseMs = 500; ///< before the first new start; doubles up to lastPauseMs
    int lastPauseMs = 10'000;
    int helloMs = 20'000; ///< without hello for so long, the start has failed
    int clockMs =
        1'000; ///< between clock round trips; each one also says that the host is heard (stale after 3 s)
    int keepAliveMs = 5'000; ///< the probe's lease is 20 s
    int silenceMs = 10'000; ///< a probe that leaves a clock request unanswered for so long is lost
    int endMs = 5'000; ///< from closing its input to killing it: long enough for its undo
    std::size_t maxWaiting =
        100'000; ///< observations not yet taken by the near end; more are dropped and asked again
};

} // namespace kv::session
