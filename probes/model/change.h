// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/netns.h"
#include "probes/model/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kv::model {

/// The life of one change that Keepview made to a host.
enum class ChangePhase {
    armed, ///< the undo is held by its watchdog and written to disk; nothing changed yet
    inForce, ///< the link is down
    restoring,
    restored, ///< back; `differences` is empty when everything reads back identical
    failed, ///< the undo could not be completed; `differences` says what is missing
};

std::string_view changePhaseName(ChangePhase phase);
std::optional<ChangePhase> changePhaseFromName(std::string_view name);

/// Why an undo ran.
enum class RestoreCause { none, asked, timer, inputClosed, probeGone, lease, leftover };

std::string_view restoreCauseName(RestoreCause cause);
std::optional<RestoreCause> restoreCauseFromName(std::string_view name);

/// One "link down with undo" and what became of it.
struct ChangeState {
    std::uint64_t change = 0; ///< unique on its host and boot
    LinkKey link;
    std::string linkName;
    ChangePhase phase = ChangePhase::armed;
    RestoreCause cause = RestoreCause::none;
    TimeUs until = 0; ///< the watchdog restores at this time at the latest
    std::string askedBy; ///< as the request said, at most 128 bytes
    std::vector<std::string> differences; ///< after restoring: "missing route …", at most 256
    bool operator==(const ChangeState &) const = default;
};

/// Take a link down for a while, or bring it back (the request `link.set`).
struct LinkSetRequest {
    LinkKey link;
    bool up = false;
    std::uint32_t undoAfterMs = 60'000; ///< 1,000 to 3,600,000; only for down
    std::string askedBy;
    bool operator==(const LinkSetRequest &) const = default;
};

} // namespace kv::model
