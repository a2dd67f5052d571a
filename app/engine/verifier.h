// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"
#include "app/state/verification.h"
#include "probes/model/change.h"
#include "probes/model/echo.h"
#include "probes/model/error.h"

#include <QCoreApplication>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace kv::engine {

/// What the operator chose; what is left empty is inferred from the site, and preflight says what was chosen.
struct VerifierOptions {
    std::string routerId; ///< id or name; "" = the only HA router
    std::string fromHost; ///< who pings; "" = the client, else a host without routers
    std::vector<model::IpAddress> targets; ///< empty = a floating IPv4 and an IPv6 address behind the router
    std::map<std::string, std::string> overlays; ///< host -> interface name, where inference needs help
    std::uint32_t echoIntervalUs = 10'000;
    std::uint32_t firstSeries = 900; ///< series numbers from here on are used for targets not pinged yet
    std::uint32_t undoAfterMs = 60'000;
    std::string askedBy = "verify";
};

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

/// The guide's four steps, unattended, as a function of the sites it is shown. It reads no clock (Site::now is the
/// time) and does nothing itself: the caller carries out the actions. Call step() with every new site, ticks included.
class Verifier {
    Q_DECLARE_TR_FUNCTIONS(kv::engine::Verifier)

public:
    explicit Verifier(VerifierOptions options);

    std::vector<VerifierAction> step(const state::Site &site);
    /// The host refused an action or could not be reached.
    std::vector<VerifierAction> actionFailed(const VerifierAction &action, const model::Error &error,
        const state::Site &site);
    /// Undo everything and end as couldNotRun with `reason`; keep calling step() until isDone(), as the link must
    /// be read back.
    std::vector<VerifierAction> abort(const state::Site &site, const std::string &reason);

    bool isDone() const { return m_phase == Phase::done; }
    const state::Verification &verification() const { return m_verification; }

private:
    enum class Phase { preflight, continuity, disable, takeover, observe, enable, afterRepair, readBack, done };

    struct Target {
        model::IpAddress address;
        std::uint32_t series = 0;
        bool isOurs = false; ///< started by this verification
        std::size_t interruptionsBefore = 0;
    };

    Phase m_phase = Phase::preflight;
    VerifierOptions m_options;
    state::Verification m_verification;
};

} // namespace kv::engine
