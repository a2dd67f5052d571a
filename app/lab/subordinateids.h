// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <sys/types.h>

namespace kv::lab {

/// Ids that root has given to a user, in subuid(5) and subgid(5).
struct SubordinateRange {
    std::uint64_t first = 0;
    std::uint64_t count = 0;
    bool operator==(const SubordinateRange &) const = default;
};

/// So many are needed that "nobody", 65534, is among them.
inline constexpr std::uint64_t neededIds = 65534;

/// The first range of the user, by name or number, that is large enough; nullopt without one.
std::optional<SubordinateRange> subordinateRange(std::string_view file, const std::string &user, uid_t uid);

/// Gives a child that waits in its new user namespace the caller as root and the caller's subordinate ids as
/// everybody else, with newuidmap and newgidmap. unsupported: the text says what is missing and how to get
/// it.
model::Result<void> mapSubordinateIds(pid_t child);

} // namespace kv::lab
