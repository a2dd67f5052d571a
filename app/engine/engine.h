// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/journal.h"
#include "app/state/site.h"
#include "probes/model/observation.h"

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QTimer>

#include <cstdint>
#include <string>
#include <vector>

namespace kv::engine {

/// The facade: records in, immutable values out. What it concludes depends on the records and their order
/// only, never on how they were cut into batches or on the clock; the timer only limits how often siteChanged
/// is said.
class Engine : public QObject {
    Q_OBJECT

public:
    /// siteChanged is said at most once in this time: 30 a second.
    static constexpr int publishIntervalMs = 34;
    /// And at most once in this time when nothing came but what always comes (echoes, heartbeats, counters,
    /// ticks) and no verdict changed: all who look work through the site each time.
    static constexpr int calmIntervalMs = 125;
    /// The oldest lines of the verdict log go first.
    static constexpr std::size_t maxVerdictLines = 20'000;

    explicit Engine(QObject *parent = nullptr);

    void setCalmInterval(int ms) { m_calmIntervalMs = ms; }

    /// Takes in the next records of the journal, in order of arrival.
    void ingest(const std::vector<model::Observation> &records);

    /// The site as last published by siteChanged; never null.
    state::SitePtr site() const { return m_site; }
    /// The site after the very last record; makes it when needed.
    state::SitePtr currentSite();
    /// Going back: the site as it was after the first `records` records. Clamped to what the journal still
    /// holds.
    state::SitePtr siteAt(std::uint64_t records) const { return m_journal.at(records).site(); }

    const Journal &journal() const { return m_journal; }
    /// One line a change of a role, of a protection or of who serves, with its time (near end's clock,
    /// seconds).
    const std::vector<std::string> &verdictLog() const { return m_verdictLog; }

Q_SIGNALS:
    void siteChanged(kv::state::SitePtr site);
    /// Echo points that are new or whose verdict changed; the same sequence may come again (waiting, then
    /// lost…).
    void echoPointsChanged(const QString &host, quint32 series,
                           const std::vector<kv::state::EchoPoint> &points);
    /// Lines that were added to the verdict log.
    void verdictsChanged(const std::vector<std::string> &lines);

private:
    void publish();
    void publishWhenDue();

    Journal m_journal;
    state::SitePtr m_site;
    std::vector<std::string> m_verdictLog;
    QTimer m_publishTimer;
    QElapsedTimer m_published;
    int m_calmIntervalMs = calmIntervalMs;
    bool m_hasNews = false;
    bool m_isUrgent = false; ///< the news is more than what always comes
};

} // namespace kv::engine
