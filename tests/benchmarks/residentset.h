// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <sys/types.h>

namespace kv::tests {

struct MemorySample {
    double hours = 0; ///< since the first one
    double kib = 0;
};

/// Least squares: KiB per hour of the samples taken at or after `fromHours`; 0 with fewer than two of them.
double slopeKibPerHour(const std::vector<MemorySample> &samples, double fromHours);

/// One process over time.
struct MemoryTrack {
    pid_t pid = 0;
    std::vector<MemorySample> samples;
};

/// The resident memory of this process and of every keepview-probe below it.
class ResidentSet {
public:
    /// What this process has allocated on its heaps: tells growth from the allocator's holes.
    static constexpr const char *heapTrack = "gui heap in use";

    /// Reads all of them now; `hours` is the time since the run began.
    void sample(double hours);

    /// By name: "gui", or the host of a probe. A probe that was started again is "HOST again".
    const std::map<std::string, MemoryTrack> &tracks() const { return m_tracks; }

private:
    std::map<std::string, MemoryTrack> m_tracks;
};

} // namespace kv::tests
