// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/observation.h"

namespace kv::host {

/// Where a part of the probe says what it saw. The probe's core numbers, encodes, queues and writes it.
class Outbox {
public:
    virtual ~Outbox() = default;
    /// `at` is CLOCK_BOOTTIME of the event itself (kernel stamps converted), not of the call.
    virtual void say(model::TimeUs at, const model::ObservationBody &body) = 0;
};

} // namespace kv::host
