// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/livesite.h"
#include "app/engine/verifier.h"

#include <QCoreApplication>
#include <QTimer>

#include <optional>
#include <set>

namespace kv::cli {

/// Carries a Verifier's actions out on the sessions, shows it every site and prints each step when it is
/// over.
class VerifyRun final : public QObject {
    Q_OBJECT
public:
    VerifyRun(LiveSite &live, engine::VerifierOptions options, bool isQuiet);

    /// Undo and end as "could not run"; a second time: end the sessions at once (their end restores too).
    void abort(const QString &reason);
    /// As the verifier has it; one that could not be finished says why.
    state::Verification verification() const;
    /// The router as it was when the overlay was about to be disabled: the prediction. None before that.
    const std::optional<state::Router> &prediction() const { return m_prediction; }
    /// The last site that the verifier saw.
    const state::SitePtr &lastSite() const { return m_site; }

Q_SIGNALS:
    /// The verification is final.
    void finished();

private:
    void step();
    void carryOut(const std::vector<engine::VerifierAction> &actions);
    void ask(const std::string &host, session::Operation operation, const engine::VerifierAction &action);
    void keepPrediction();
    void printNewSteps();
    /// Finished, once every echo is answered or lost; the pings go on until then, as what is lost is known by
    /// what came after it. At the latest after settleMs.
    void finishWhenSettled();
    bool haveLingered();

    LiveSite &m_live;
    engine::Verifier m_verifier;
    state::SitePtr m_site;
    std::optional<state::Router> m_prediction;
    std::set<std::string> m_printed;
    std::vector<engine::StopEchoAction> m_heldStops;
    QTimer m_abortLimit;
    QTimer m_settleLimit;
    model::TimeUs m_decidedSince = 0;
    QString m_abortReason;
    bool m_isQuiet;
    bool m_isSettling = false; ///< the verifier is done
    bool m_isFinished = false;
};

} // namespace kv::cli
