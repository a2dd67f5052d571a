// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/model/route.h"

#include <array>
#include <utility>

namespace kv::model {

namespace {

constexpr std::array<std::pair<RouteType, std::string_view>, 6> names{ {
    { RouteType::unicast, "unicast" },
    { RouteType::blackhole, "blackhole" },
    { RouteType::unreachable, "unreachable" },
    { RouteType::prohibit, "prohibit" },
    { RouteType::throwOut, "throw" },
    { RouteType::other, "other" },
} };

} // namespace

std::string_view routeTypeName(RouteType type)
{
    for (const auto &[value, name] : names) {
        if (value == type)
            return name;
    }
    return "other";
}

std::optional<RouteType> routeTypeFromName(std::string_view name)
{
    for (const auto &[value, known] : names) {
        if (known == name)
            return value;
    }
    return std::nullopt;
}

} // namespace kv::model
