// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/verdicts.h"

#include <array>
#include <cstdio>

namespace kv::engine {

std::string_view roleWord(state::Role role)
{
    using state::Role;
    switch (role) {
    case Role::unknown:
        return "unknown";
    case Role::active:
        return "active";
    case Role::activeUnconfirmed:
        return "active-unconfirmed";
    case Role::standby:
        return "standby";
    case Role::isolated:
        return "isolated";
    case Role::orphaned:
        return "orphaned";
    case Role::frozen:
        return "frozen";
    case Role::fault:
        return "fault";
    case Role::stopped:
        return "stopped";
    case Role::notRedundant:
        return "not-redundant";
    }
    return "unknown";
}

std::string_view protectionWord(state::Protection protection)
{
    using state::Protection;
    switch (protection) {
    case Protection::unknown:
        return "unknown";
    case Protection::isProtected:
        return "protected";
    case Protection::unprotected:
        return "unprotected";
    case Protection::failingOver:
        return "failing-over";
    case Protection::split:
        return "split";
    case Protection::down:
        return "down";
    case Protection::notRedundant:
        return "not-redundant";
    }
    return "unknown";
}

std::string timeWord(model::TimeUs at)
{
    std::array<char, 40> text{};
    const long long us = at;
    std::snprintf(text.data(), text.size(), "%lld.%06lld", us / 1'000'000, us % 1'000'000);
    return text.data();
}

} // namespace kv::engine
