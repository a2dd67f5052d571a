// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/result.h"

#include <string>

namespace kv::lab {

/// unsupported, naming the package, when a program that the lab runs is not installed.
model::Result<void> checkPrograms();

/// Says which switch of this system forbids the namespaces; failedCall and errnoValue are what was seen.
model::Error namespacesForbidden(const std::string &failedCall, int errnoValue);

} // namespace kv::lab
