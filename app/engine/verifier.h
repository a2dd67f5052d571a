// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/verifieroptions.h"
#include "app/engine/verifierplan.h"
#include "app/state/site.h"
#include "app/state/verification.h"
#include "probes/model/change.h"
#include "probes/model/echo.h"
#include "probes/model/error.h"

#include <QCoreApplication>
#include <QString>

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace kv::engine {

struct StartEchoAction {
    std::string host;
    model::EchoSeriesSpec spec;
    bool operator==(const StartEchoAction &) const = default;
};
struct StopEchoAction {
    std::string host;
    std::uint32_t series = 0;
    bool operator==(const StopEchoAction &) const = default;
};
/// Down (with undo) or up again: hand `request` to the host's session.
struct SetLinkAction {
    std::string host;
    model::LinkSetRequest request;
    bool operator==(const SetLinkAction &) const = default;
};
/// The verification is over; verification() is final.
struct DoneAction {
    bool operator==(const DoneAction &) const = default;
};
using VerifierAction = std::variant<StartEchoAction, StopEchoAction, SetLinkAction, DoneAction>;
using VerifierActions = std::vector<VerifierAction>;

/// The guide's four steps, unattended, as a function of the sites it is shown. It reads no clock (Site::now
/// is the time) and does nothing itself: the caller carries out the actions. Call step() with every new site,
/// ticks included.
class Verifier {
    Q_DECLARE_TR_FUNCTIONS(kv::engine::Verifier)

public:
    static constexpr model::TimeUs preflightTimeoutUs = 60'000'000;
    static constexpr model::TimeUs continuityTimeoutUs = 30'000'000;
    static constexpr model::TimeUs disableTimeoutUs = 10'000'000;
    static constexpr model::TimeUs takeoverGraceUs = 10'000'000; ///< after the latest limit, before giving up
    static constexpr model::TimeUs steadyUs = 2'000'000; ///< without interruption, before and after
    static constexpr model::TimeUs observeTimeoutUs =
        10'000'000; ///< a second interruption may outlast it: finding
    static constexpr model::TimeUs enableTimeoutUs = 30'000'000;
    static constexpr model::TimeUs retryUs = 2'000'000; ///< between two requests to restore
    static constexpr model::TimeUs repairTimeoutUs = 90'000'000; ///< 39 s were seen (FACTS 3.3)

    explicit Verifier(VerifierOptions options);

    VerifierActions step(const state::Site &site);
    /// The host refused an action or could not be reached.
    VerifierActions actionFailed(const VerifierAction &action, const model::Error &error,
                                 const state::Site &site);
    /// Undo everything and end as couldNotRun with `reason`; keep calling step() until isDone(), as the link
    /// must be read back.
    VerifierActions abort(const state::Site &site, const std::string &reason);

    bool isDone() const { return m_phase == Phase::done; }
    /// True from the request to take the link down until it was read back.
    bool isLinkTouched() const { return m_phase >= Phase::disable && m_phase < Phase::done; }
    const state::Verification &verification() const { return m_verification; }
    /// What preflight chose; nothing before it passed.
    const std::optional<VerifierPlan> &plan() const { return m_plan; }
    /// The interruptions of one target that this verification caused, oldest first.
    std::vector<state::Interruption> interruptionsOf(const state::Site &site,
                                                     const VerifierPlan::Target &target) const;
    model::TimeUs disabledAt() const { return m_disabledAt; } ///< near end's clock; 0 = not (yet)
    model::TimeUs promotedAt() const { return m_promotedAt; }
    model::TimeUs enabledAt() const { return m_enabledAt; }

private:
    enum class Phase {
        preflight,
        continuity,
        disable,
        takeover,
        observe,
        enable,
        afterRepair,
        readBack,
        done
    };

    /// A time in which the bridge of the host that serves had the router's MAC on its way out.
    struct Stray {
        std::string host;
        std::string raw; ///< as the evidence says it
        model::TimeUs from = 0; ///< near end's clock
        model::TimeUs until = 0; ///< 0 = still
    };

    void runPreflight(const state::Site &site, VerifierActions &actions);
    void runContinuity(const state::Site &site, VerifierActions &actions);
    void runDisable(const state::Site &site, VerifierActions &actions);
    void runTakeover(const state::Site &site, VerifierActions &actions);
    void runObserve(const state::Site &site, VerifierActions &actions);
    void runEnable(const state::Site &site, VerifierActions &actions);
    void runAfterRepair(const state::Site &site);
    void runReadBack(const state::Site &site, VerifierActions &actions);
    void judgeTakeover(const state::Site &site);
    bool judgeInterruptions(const state::Site &site, QStringList &summary);
    void judgeRepair(const state::Site &site, bool areAnswering);
    void noteStrays(const state::Site &site);
    void addFindings(const state::Site &site);
    void explainRepair(const state::Site &site, const VerifierPlan::Target &target,
                       const state::Interruption &interruption);
    void addEchoEvidence(const state::Site &site);

    void enter(Phase phase, const state::Site &site);
    void beginStep(const char *key, const state::Site &site);
    void endStep(state::StepOutcome outcome, const QString &summary, const state::Site &site);
    void skipWaiting(const state::Site &site);
    void addEvidence(const QString &line);
    void finding(const QString &line);
    void fail(const QString &reason);
    void couldNotRun(const QString &reason, const state::Site &site, VerifierActions &actions);
    void requestUp(const state::Site &site, VerifierActions &actions);
    void finish(const state::Site &site, VerifierActions &actions);
    state::VerificationStep &stepOf(const char *key);
    bool isSteady(const state::Site &site, QString *why) const;
    const state::TargetContinuity *continuityOf(const state::Site &site,
                                                const VerifierPlan::Target &target) const;
    const model::ChangeState *changeOf(const state::Site &site) const;
    model::TimeUs latestLimitUs() const;
    QString sinceDown(model::TimeUs at) const; ///< "+5.60 s"

    Phase m_phase = Phase::preflight;
    model::TimeUs m_phaseSince = 0;
    VerifierOptions m_options;
    state::Verification m_verification;
    std::string m_stepKey;
    std::optional<VerifierPlan> m_plan;
    std::map<std::pair<std::string, std::uint64_t>, model::ChangePhase> m_changesBefore;
    model::TimeUs m_disabledAt = 0;
    model::TimeUs m_promotedAt = 0;
    model::TimeUs m_enabledAt = 0;
    model::TimeUs m_lastUpRequest = 0;
    std::string m_lastRefusal;
    std::vector<Stray> m_strays; ///< after the repair, oldest first
    bool m_isAborted = false;
};

} // namespace kv::engine
