// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/result.h"

#include <string>
#include <vector>

namespace kv::lab {

/// The calling process, a forked child, shows these words in /proc/PID/cmdline and the first 15 characters of
/// `name` in comm; its environment stays as it is. unsupported where the kernel cannot (no
/// CHECKPOINT_RESTORE): then only comm is changed.
model::Result<void> setProcessTitle(const std::string &name, const std::vector<std::string> &argv);

} // namespace kv::lab
