// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/standin.h"
#include "probes/model/result.h"

#include <string>

#include <sys/types.h>

namespace kv::lab {

/// Forks the stand-in into the namespaces that the caller is in. Its socket, where it has one, listens when
/// this returns. It runs until it is killed; a state watcher also ends with its router's namespace.
model::Result<pid_t> startStandIn(const StandIn &standIn, const std::string &logPath);

} // namespace kv::lab
