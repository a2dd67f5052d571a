// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace kv::model {

/// Microseconds of CLOCK_BOOTTIME of the host that the value came from; 0 means "not known".
using TimeUs = std::int64_t;

} // namespace kv::model
