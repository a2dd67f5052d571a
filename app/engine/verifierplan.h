// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/verifieroptions.h"
#include "app/state/site.h"
#include "probes/model/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace kv::engine {

/// What a verification will do and what it predicts, before it changes anything.
struct VerifierPlan {
    struct Target {
        model::IpAddress address;
        std::uint32_t series = 0;
        bool isOurs = false; ///< started by this verification, so stopped by it
        bool operator==(const Target &) const = default;
    };

    std::string routerId;
    std::string routerName;
    std::string activeHost;
    std::string predictedHost; ///< who takes over
    std::string keepsAfterRepair; ///< who serves once both are heard again
    /// As likely as these two: standbys that wait equally long (state::Router).
    std::vector<std::string> orPredicted;
    std::vector<std::string> orKeepsAfterRepair;
    bool mayTakeOver(const std::string &host) const;
    bool mayKeep(const std::string &host) const;
    state::ExpectedOutage expected;
    std::string fromHost;
    model::LinkKey link; ///< on activeHost
    std::string linkName;
    std::vector<Target> targets;
    std::vector<std::string> evidence; ///< for people: what the choice and the prediction rest on
    bool operator==(const VerifierPlan &) const = default;
};

/// `notFound`: not possible now, but more facts may come; any other code: not possible.
model::Result<VerifierPlan> planVerification(const state::Site &site, const VerifierOptions &options);

/// PASS needs the first interruption within this: the live bound + max(10 %, 100 ms), IPv6 + 2 s (issue 2).
std::int64_t outageLimitUs(const state::ExpectedOutage &expected, const model::IpAddress &target);

} // namespace kv::engine
