// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/time.h"

namespace kv::session {

/// The near end's CLOCK_BOOTTIME now.
model::TimeUs nearNow();

} // namespace kv::session
