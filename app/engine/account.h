// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/continuity.h"
#include "app/engine/inference.h"
#include "app/engine/markers.h"
#include "app/engine/portrates.h"
#include "app/engine/routerindex.h"
#include "app/engine/topology.h"
#include "app/engine/verdicts.h"
#include "app/state/site.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace kv::engine {

/// What one record made known beyond the site: for the chart and the log.
struct Effects {
    struct EchoChange {
        std::string host;
        std::uint32_t series = 0;
        std::vector<state::EchoPoint> points;
    };
    std::vector<EchoChange> echo;
    std::vector<std::string> verdictLines;
};

/// What all records so far amount to: a value, cheap to copy (host views are shared), and a function of the
/// records alone. A key frame of the journal is one of these.
class Account {
public:
    static constexpr std::size_t maxSeries = 1'024; ///< echo series; batches of further ones are ignored

    void take(const model::Observation &record, Effects &effects);

    std::uint64_t records() const { return m_records; }
    const Topology &topology() const { return m_topology; }
    state::SitePtr site() const;

private:
    using SeriesKey = std::pair<std::string, std::uint32_t>;

    void takeSeries(const model::Observation &record, const model::EchoSeriesState &series, Effects &effects);
    void takeBatch(const std::string &host, const model::EchoBatch &batch, Effects &effects);
    void decide(const model::Observation &record, RecordEffect effect, Effects &effects);
    void decideRouters(std::size_t host, model::NetnsCookie netns, Effects &effects);
    void refreshIndex(Effects &effects);
    const Inference &inference() const;
    std::vector<state::Host> hosts() const;
    std::vector<state::ChangeInForce> changesInForce() const;
    std::vector<state::TargetContinuity> targets(const std::vector<state::Router> &routers) const;

    std::uint64_t m_records = 0;
    Topology m_topology;
    RouterIndex m_routers;
    Verdicts m_verdicts;
    Markers m_markers;
    PortRates m_rates;
    bool m_isIndexOld = true;
    mutable std::shared_ptr<const Inference> m_inference; ///< made when asked for; reset when it may be old
    std::map<SeriesKey, EchoTracker> m_echo;
    std::map<SeriesKey, model::TimeUs> m_lastAnswerMarked;
    std::vector<SeriesKey> m_echoOrder; ///< in the order in which the series were given
};

} // namespace kv::engine
