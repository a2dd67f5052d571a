// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/account.h"
#include "probes/model/observation.h"

#include <cstddef>
#include <cstdint>
#include <deque>

namespace kv::engine {

/// The ordered list of all records, append-only, with a key frame (everything concluded so far) now and then,
/// so that going back is a key frame plus the records after it.
class Journal {
public:
    static constexpr model::TimeUs keyFrameUs = 60'000'000;
    static constexpr std::size_t keyFrameRecords = 10'000;
    /// What is older is forgotten, oldest first and up to a key frame: the chart looks back ten minutes, and
    /// what was before is in a recording.
    static constexpr model::TimeUs keptUs = 900'000'000;
    /// When there would be more, the records before the second key frame are forgotten, however young.
    static constexpr std::size_t maxRecords = 250'000;

    /// Takes in one record and returns its arrival number, counted from 1.
    std::uint64_t append(const model::Observation &record, Effects &effects);

    std::uint64_t size() const { return m_newest.records(); } ///< records ever appended
    std::uint64_t firstKept() const; ///< arrival number of the oldest record that is still held
    std::size_t keyFrames() const { return m_segments.size(); }
    /// What could be concluded after the first `records` records; clamped to [firstKept() - 1, size()].
    Account at(std::uint64_t records) const;
    const Account &newest() const { return m_newest; }
    /// `first` is an arrival number; calls `visit(const Observation &)` for it and all after it.
    template <class Visit> void forEachFrom(std::uint64_t first, Visit visit) const;

private:
    struct Segment {
        Account before; ///< the key frame: everything before the first record of this segment
        model::TimeUs beganAt = 0;
        /// In small pieces of one size: whole arrays of a minute each would leave holes in the heap.
        std::deque<model::Observation> records;
    };

    void forgetOld(model::TimeUs now);

    std::deque<Segment> m_segments;
    std::size_t m_held = 0;
    Account m_newest;
};

template <class Visit> void Journal::forEachFrom(std::uint64_t first, Visit visit) const
{
    for (const Segment &segment : m_segments) {
        std::uint64_t number = segment.before.records();
        for (const model::Observation &record : segment.records) {
            if (++number >= first)
                visit(record);
        }
    }
}

} // namespace kv::engine
