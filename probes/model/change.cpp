// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/model/change.h"

#include <array>
#include <utility>

namespace kv::model {

namespace {

constexpr std::array<std::pair<ChangePhase, std::string_view>, 5> phases{ {
    { ChangePhase::armed, "armed" },
    { ChangePhase::inForce, "in-force" },
    { ChangePhase::restoring, "restoring" },
    { ChangePhase::restored, "restored" },
    { ChangePhase::failed, "failed" },
} };

constexpr std::array<std::pair<RestoreCause, std::string_view>, 7> causes{ {
    { RestoreCause::none, "none" },
    { RestoreCause::asked, "asked" },
    { RestoreCause::timer, "timer" },
    { RestoreCause::inputClosed, "input-closed" },
    { RestoreCause::probeGone, "probe-gone" },
    { RestoreCause::lease, "lease" },
    { RestoreCause::leftover, "leftover" },
} };

template <class Table, class Value> std::string_view nameIn(const Table &table, Value value)
{
    for (const auto &[known, name] : table) {
        if (known == value)
            return name;
    }
    return table.front().second;
}

template <class Value, class Table> std::optional<Value> valueIn(const Table &table, std::string_view text)
{
    for (const auto &[value, name] : table) {
        if (name == text)
            return value;
    }
    return std::nullopt;
}

} // namespace

std::string_view changePhaseName(ChangePhase phase)
{
    return nameIn(phases, phase);
}

std::optional<ChangePhase> changePhaseFromName(std::string_view name)
{
    return valueIn<ChangePhase>(phases, name);
}

std::string_view restoreCauseName(RestoreCause cause)
{
    return nameIn(causes, cause);
}

std::optional<RestoreCause> restoreCauseFromName(std::string_view name)
{
    return valueIn<RestoreCause>(causes, name);
}

} // namespace kv::model
