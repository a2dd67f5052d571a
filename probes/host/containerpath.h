// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/keepalived.h"

#include <cstdint>
#include <string>
#include <vector>

namespace kv::host {

/// "/proc/PID/root", through which a process's own files are read.
std::string rootOf(const std::string &proc, std::int32_t pid);

/// The pid in "/proc/PID/root/FILE"; 0 for every other path.
std::int32_t rootPidOf(const std::string &proc, const std::string &path);

/// "/FILE" of "/proc/PID/root/FILE"; the path itself when it is another one.
std::string insidePath(const std::string &proc, const std::string &path);

/// Neutron's folder of HA configurations (`folder`, as its host has it) as a contained process of Neutron's
/// L3 agent sees it: the agent, or a keepalived that runs from there. "" for every other process, or when it
/// is not there.
std::string haConfsInContainer(const std::string &proc, const model::ProcessInfo &process,
                               const std::string &folder);

} // namespace kv::host
