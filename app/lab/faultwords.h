// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/fault.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kv::lab {

/// A fault that is made and not undone yet, as the lab's processes tell it to each other.
struct FaultInForce {
    int id = 0; ///< of this lab, from 1
    std::string kind; ///< FaultKind::name
    std::string host;
    std::string router; ///< name; "" = what the host carries
    std::string subject; ///< field terms
    std::int64_t untilMs = 0; ///< CLOCK_BOOTTIME; 0 = until it is undone
    std::int64_t changedMs = 0; ///< CLOCK_BOOTTIME, when its making or (once it has ended) its undoing began
    bool operator==(const FaultInForce &) const = default;
};

/// A kind of fault, and why this lab cannot make it.
struct FaultAbility {
    std::string kind;
    std::string whyNot; ///< "" = it can
    bool operator==(const FaultAbility &) const = default;
};

/// Requests and news as words of a packet, and back; nullopt when they are not such words.
std::vector<std::string> beginWords(const FaultRequest &request, std::int64_t limitMs);
std::optional<std::pair<FaultRequest, std::int64_t>> beginFromWords(const std::vector<std::string> &words);
std::vector<std::string> inForceWords(const std::string &what, const FaultInForce &fault);
std::optional<FaultInForce> inForceFromWords(const std::vector<std::string> &words);
std::vector<FaultAbility> abilitiesFromWords(const std::vector<std::string> &words);

} // namespace kv::lab
