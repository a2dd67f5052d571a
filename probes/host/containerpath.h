// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/keepalived.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace kv::host {

/// "/proc/PID/root", through which a process's own files are read.
std::string rootOf(const std::string &proc, std::int32_t pid);

/// The pid in "/proc/PID/root/FILE"; 0 for every other path.
std::int32_t rootPidOf(const std::string &proc, const std::string &path);

/// "/FILE" of "/proc/PID/root/FILE"; the path itself when it is another one.
std::string insidePath(const std::string &proc, const std::string &path);

/// True for a file of a process that is gone, of which nothing can be said any more.
bool isOfDeadRoot(const std::string &proc, const std::string &path);

/// Configurations by their files, as KeepalivedWatch knows them.
using ConfigsByFile = std::map<std::string, std::vector<model::VrrpInstanceConfig>>;

/// The files of containers that can no longer be read and are known by another way: the same path in a
/// container, with an instance of the same name and VRID. Of several that are all gone one is kept.
std::vector<std::string> replacedFiles(const std::string &proc, const ConfigsByFile &configs);

/// Neutron's folder of HA configurations (`folder`, as its host has it) as a contained process of Neutron's
/// L3 agent sees it: the agent, or a keepalived that runs from there. "" for every other process, or when it
/// is not there.
std::string haConfsInContainer(const std::string &proc, const model::ProcessInfo &process,
                               const std::string &folder);

} // namespace kv::host
