// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/model/neighbour.h"

#include <array>
#include <utility>

namespace kv::model {

namespace {

constexpr std::array<std::pair<NeighbourState, std::string_view>, 4> names{ {
    { NeighbourState::known, "known" },
    { NeighbourState::asked, "asked" },
    { NeighbourState::failed, "failed" },
    { NeighbourState::permanent, "permanent" },
} };

} // namespace

std::string_view neighbourStateName(NeighbourState state)
{
    for (const auto &[value, name] : names) {
        if (value == state)
            return name;
    }
    return "known";
}

std::optional<NeighbourState> neighbourStateFromName(std::string_view name)
{
    for (const auto &[value, known] : names) {
        if (known == name)
            return value;
    }
    return std::nullopt;
}

} // namespace kv::model
