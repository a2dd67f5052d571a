// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/model/traffic.h"

#include <array>
#include <utility>

namespace kv::model {

namespace {

constexpr std::array<std::pair<NatAction, std::string_view>, 3> names{ {
    { NatAction::dnat, "dnat" },
    { NatAction::snat, "snat" },
    { NatAction::masquerade, "masquerade" },
} };

} // namespace

std::string_view natActionName(NatAction action)
{
    for (const auto &[value, name] : names) {
        if (value == action)
            return name;
    }
    return "dnat";
}

std::optional<NatAction> natActionFromName(std::string_view name)
{
    for (const auto &[value, known] : names) {
        if (known == name)
            return value;
    }
    return std::nullopt;
}

bool NatRule::isFloating() const
{
    return action == NatAction::dnat && !hasMore && to.isSet() && destination.address.isSet()
        && destination.length == destination.address.size() * 8;
}

} // namespace kv::model
