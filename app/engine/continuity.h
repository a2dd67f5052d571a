// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/continuity.h"
#include "probes/model/echo.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace kv::engine {

/// What became of every probe of one series, and its interruptions (DESIGN, Continuity). Lateness is decided
/// by EchoBatch::upTo, never by a clock.
class EchoTracker {
public:
    /// Not answered within this time after the in-time bound: lost. Late answers of 2,028 ms were seen
    /// (FACTS 3.10).
    static constexpr std::int64_t lostAfterLateUs = 3'000'000;
    /// A lost one that is answered after all within this time becomes delayed; later answers are not counted.
    static constexpr std::int64_t correctableUs = 10'000'000;
    static constexpr std::size_t maxOpenPoints =
        65'536; ///< the oldest are final then, whatever is still to come
    static constexpr std::size_t maxInterruptions = 10'000; ///< the oldest go first
    static constexpr std::size_t medianOf = 1'000;
    static constexpr int answersToEnd = 3; ///< consecutive ones in time end an interruption

    void take(const model::EchoSeriesState &series);
    /// The series ended at `at` (host's clock): what had no answer in time by then gets none any more and is
    /// lost.
    void close(model::TimeUs at, std::vector<state::EchoPoint> &changed);
    /// `offsetUs`: near = host + offset. Appends every point that is new or whose verdict changed.
    void take(const model::EchoBatch &batch, std::int64_t offsetUs, std::vector<state::EchoPoint> &changed);

    /// Without fromHost and routerId.
    state::TargetContinuity continuity() const;
    /// Interruptions that ended so far; the newest one's end is the newest first answer.
    std::uint64_t endedCount() const { return m_ended; }
    std::size_t openPoints() const { return m_points.size(); }
    /// An answer within this time is in time.
    std::int64_t inTimeUs() const;

private:
    struct Point {
        state::EchoPoint echo; ///< sentAt on the near end's clock
        model::TimeUs sentOnHost = 0;
        bool isMissed = false; ///< not answered in time, said so
    };
    struct Span {
        state::Interruption interruption;
        std::uint64_t firstSequence = 0;
        std::uint64_t endSequence = 0; ///< 0 = still open
    };

    Point *find(std::uint64_t sequence);
    void addSent(const model::EchoSent &sent, std::int64_t offsetUs, std::vector<state::EchoPoint> &changed);
    void addAnswer(const model::EchoAnswer &answer, std::vector<state::EchoPoint> &changed);
    void decideLate(model::TimeUs upTo, std::vector<state::EchoPoint> &changed);
    void setVerdict(Point &point, state::EchoVerdict verdict);
    void count(state::EchoVerdict verdict, bool adds);
    void advance();
    void passInTime(const Point &point);
    void passMissed(const Point &point);
    Span *spanOf(std::uint64_t sequence);
    void countInSpan(Span &span, const Point &point, state::EchoVerdict verdict, bool adds);
    void forgetOld(model::TimeUs upTo);

    model::EchoSeriesSpec m_spec;
    bool m_running = false;
    state::TargetContinuity m_counts;
    std::deque<Point> m_points; ///< by sequence; those that can still change
    std::uint64_t m_passed = 0; ///< sequences up to this one have been read into interruptions
    std::size_t m_lateFrom = 0; ///< index in m_points: the first that decideLate may still touch
    std::deque<Span> m_spans;
    std::optional<Point> m_firstInTime; ///< of a run of answers in time within an interruption
    int m_inTimeRun = 0;
    std::uint64_t m_notSentInRun = 0;
    std::uint64_t m_ended = 0;
    std::deque<std::int64_t> m_rtts; ///< of the last medianOf answered in time
};

} // namespace kv::engine
