// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/time.h"

#include <string>

namespace kv::session {

/// The near end's CLOCK_BOOTTIME now.
model::TimeUs nearNow();

/// The near end's /proc/sys/kernel/random/boot_id; "" when it cannot be read.
std::string nearBootId();

} // namespace kv::session
