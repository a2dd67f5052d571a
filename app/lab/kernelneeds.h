// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/plan.h"
#include "probes/model/error.h"

#include <string>

namespace kv::lab {

/// A part of the kernel that may be absent, or be a module that nobody has loaded.
struct KernelNeed {
    std::string what; ///< for people; "" = nothing that a kernel lacks
    std::string module; ///< of modprobe
};

/// What an action asks of the kernel.
KernelNeed kernelNeed(const Action &action);

/// The error of an action that the kernel refused as unsupported, naming what it lacks.
model::Error lackOf(const Action &action, const model::Error &refusal);

} // namespace kv::lab
