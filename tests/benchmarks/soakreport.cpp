// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/soakreport.h"

#include <QJsonArray>

#include <algorithm>

namespace kv::tests {

namespace {

// The journal keeps a quarter of an hour, so memory stands still after that; a fifth of two hours is more.
constexpr double warmUp = 0.2;
// Below an hour the slope of the rest says nothing.
constexpr double leastJudgedHours = 0.99;
// 24 MiB a day would take a probe to its limit of 25 MB in a day; what is less is the allocator's noise.
constexpr double mostProbeKibPerHour = 1'024;
// Markers (256), role spans (512) and changes (64 a host) fill up to their bounds in these two hours, and
// each of the journal's 16 key frames holds a copy of the first two: 1.4 MiB an hour were in use more, by
// mallinfo2. The rest is for the allocator, whose heap grows in steps of a MiB or two.
constexpr double mostGuiKibPerHour = 4'096;

QJsonArray arrayOf(const std::vector<std::string> &lines)
{
    QJsonArray array;
    for (const std::string &line : lines)
        array.append(QString::fromStdString(line));
    return array;
}

QJsonObject trackReport(const MemoryTrack &track, double hours)
{
    const auto byKib = [](const MemorySample &a, const MemorySample &b) { return a.kib < b.kib; };
    return { { QStringLiteral("pid"), track.pid },
             { QStringLiteral("samples"), static_cast<int>(track.samples.size()) },
             { QStringLiteral("first_kib"), track.samples.front().kib },
             { QStringLiteral("last_kib"), track.samples.back().kib },
             { QStringLiteral("max_kib"),
               std::max_element(track.samples.begin(), track.samples.end(), byKib)->kib },
             { QStringLiteral("slope_kib_per_hour"), slopeKibPerHour(track.samples, warmUp * hours) } };
}

} // namespace

QJsonObject soakReport(const SoakRun &run)
{
    const SoakCounts &counts = run.counts();
    const double hours = run.hours();
    QJsonObject memory;
    QJsonArray growing;
    for (const auto &[name, track] : run.memory().tracks()) {
        const QString key = QString::fromStdString(name);
        const QJsonObject report = trackReport(track, hours);
        memory[key] = report;
        const double bound =
            name == "gui" || name == ResidentSet::heapTrack ? mostGuiKibPerHour : mostProbeKibPerHour;
        if (hours >= leastJudgedHours && report[QStringLiteral("slope_kib_per_hour")].toDouble() > bound)
            growing.append(key);
    }
    QJsonObject alarms;
    for (const auto &[alarm, stood] : run.alarms().longest())
        alarms[QString::fromStdString(alarm)] = static_cast<double>(stood) / 1e6;
    const bool isRight = counts.wrongVerdicts.empty() && run.alarms().tooLong().empty();
    const bool isQuiet = counts.lostEvents == 0 && counts.sessionsLost == 0 && counts.troubles.empty();
    return { { QStringLiteral("pass"), isRight && isQuiet && growing.isEmpty() },
             { QStringLiteral("minutes"), hours * 60 },
             { QStringLiteral("fast_timers"), run.hasFastTimers() },
             { QStringLiteral("failovers"), counts.failovers },
             { QStringLiteral("stable_moments"), counts.stableMoments },
             { QStringLiteral("wrong_verdicts"), arrayOf(counts.wrongVerdicts) },
             { QStringLiteral("alarms_too_long"), arrayOf(run.alarms().tooLong()) },
             { QStringLiteral("longest_alarm_s"), alarms },
             { QStringLiteral("lost_events"), static_cast<double>(counts.lostEvents) },
             { QStringLiteral("sessions_lost"), counts.sessionsLost },
             { QStringLiteral("troubles"), arrayOf(counts.troubles) },
             { QStringLiteral("records"), static_cast<double>(run.records()) },
             { QStringLiteral("slope_judged"), hours >= leastJudgedHours },
             { QStringLiteral("growing"), growing },
             { QStringLiteral("memory"), memory } };
}

} // namespace kv::tests
