// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <sys/types.h>

namespace kv::lab {

/// The process and all that it and its children have forked, the eldest first. From /proc.
std::vector<pid_t> familyOf(pid_t leader);

/// The processes in the mount namespace that the descriptor is of, but for PID 1.
std::vector<pid_t> processesIn(int mountNamespace);

} // namespace kv::lab
