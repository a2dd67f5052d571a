// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/instancefacts.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace kv::engine {

/// Who would promote itself if the serving instance fell silent: of the living standbys with a usable
/// underlay, and not stopped by its health check, the one with the highest priority, then the highest HA
/// address.
std::optional<std::size_t> takesOver(const std::vector<state::Instance> &instances,
                                     const std::vector<InstanceFacts> &facts);

/// The standbys that might as well be first: with a master-down interval that differs from the successor's by
/// no more than what separates two timers armed by the same advertisement (FACTS 3.11: some 20 ms).
std::vector<std::size_t> mayTakeOverToo(const std::vector<state::Instance> &instances,
                                        const std::vector<InstanceFacts> &facts, std::size_t successor);

/// Who serves once both the present holder and its successor are heard again: both are master then, the
/// higher priority wins, on a tie the higher HA address, nopreempt or not (FACTS 3.4).
std::optional<std::size_t> keepsAfterRepair(const std::vector<state::Instance> &instances,
                                            const std::vector<InstanceFacts> &facts,
                                            std::optional<std::size_t> successor);

} // namespace kv::engine
