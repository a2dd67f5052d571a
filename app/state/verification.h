// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/time.h"

#include <cstdint>
#include <string>
#include <vector>

namespace kv::state {

enum class StepOutcome : std::uint8_t { waiting, running, passed, failed, skipped };

/// One step of a verification with its proof.
struct VerificationStep {
    std::string key; ///< stable: "preflight", "continuity", "disable", "takeover", "enable", "after-repair",
                     ///< "read-back"
    std::string title; ///< for people, translated
    StepOutcome outcome = StepOutcome::waiting;
    std::string summary; ///< for people: what was seen against what was expected
    std::vector<std::string>
        evidence; ///< for people and the report: one fact a line, with host, source, time
    model::TimeUs beganAt = 0; ///< near end's clock
    model::TimeUs endedAt = 0;
    bool operator==(const VerificationStep &) const = default;
};

enum class VerificationResult : std::uint8_t { running, pass, fail, couldNotRun };

struct Verification {
    std::string routerId;
    VerificationResult result = VerificationResult::running;
    std::string reason; ///< for people: why it failed or could not run; "" on pass
    std::vector<VerificationStep> steps;
    std::vector<std::string> findings; ///< for people: second interruptions, fail-back: true, not failures
    bool operator==(const Verification &) const = default;
};

} // namespace kv::state
