// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/router.h"
#include "probes/model/keepalived.h"

#include <cstdint>

namespace kv::engine {

/// The timers of one instance (FACTS 2; RFC 3768 6.1, RFC 9568 6.1).
struct VrrpTimers {
    std::int64_t advertUs = 0;
    std::int64_t skewUs = 0;
    std::int64_t masterDownUs() const { return 3 * advertUs + skewUs; }
    bool operator==(const VrrpTimers &) const = default;
};

/// `advertCentis` as configured; keepalived rounds VRRPv2's to whole seconds, at least one.
VrrpTimers vrrpTimers(std::uint8_t version, std::uint32_t advertCentis, std::uint8_t priority);
VrrpTimers vrrpTimers(const model::VrrpInstanceConfig &config);

/// After a silent fault, seen by the instance with these timers.
state::ExpectedOutage expectedOutage(const VrrpTimers &timers);

} // namespace kv::engine
