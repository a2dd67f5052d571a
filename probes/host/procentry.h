// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/time.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kv::host {

/// Fields of /proc/PID/stat, proc(5).
struct ProcStat {
    std::string comm;
    char state = '?';
    std::int32_t parentPid = 0;
    model::TimeUs startedAt = 0;
    bool operator==(const ProcStat &) const = default;
};

/// Reads from an open /proc/PID/stat; nothing when the process is gone.
std::optional<ProcStat> readProcStat(int statFd);
std::optional<ProcStat> parseProcStat(const std::string &text);

/// The process's name (/proc/PID/comm); "" when it is gone.
std::string readProcName(const std::string &proc, std::int32_t pid);

/// Inode of /proc/PID/ns/net; 0 when it cannot be seen.
std::uint64_t netnsInodeOf(const std::string &proc, std::int32_t pid);

/// The words of /proc/PID/cmdline, at most 4,096 bytes of it.
std::vector<std::string> readCommandLine(const std::string &proc, std::int32_t pid);

/// The file after -f or --use-file of a keepalived command line; "" when not given.
std::string configFileOf(const std::vector<std::string> &commandLine);

/// The ML2 plug-in's configuration among the --config-file words of a neutron-server command line; "" when
/// there is none.
std::string ml2ConfigOf(const std::vector<std::string> &commandLine);

/// The word after -i or --config-id of a keepalived command line; "" when not given.
std::string configIdOf(const std::vector<std::string> &commandLine);

/// A regular file's text, at most `maxBytes`; nothing when it is missing, unreadable or not a regular file.
struct SmallFile {
    std::string text;
    std::int64_t modifiedUnixUs = 0;
};
std::optional<SmallFile> readSmallFile(const std::string &path, std::size_t maxBytes);

} // namespace kv::host
