// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/ipaddress.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace kv::vrrp {

/// A whole decimal number of that range, nothing else around it.
std::optional<long> wholeNumber(std::string_view word, long low, long high);

/// keepalived's TIMER: "2", "0.1", "1.25" seconds, up to 86,400, as microseconds.
std::optional<std::int64_t> timerUs(std::string_view word);

/// "default" is 0.0.0.0/0.
std::optional<model::IpPrefix> routePrefix(std::string_view word);

} // namespace kv::vrrp
