// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/standin.h"
#include "probes/model/result.h"

#include <string>
#include <vector>

#include <sys/types.h>

namespace kv::lab {

/// Where system programs are, also for users whose PATH lacks sbin.
inline constexpr const char *programPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/// The program's path, looked for in programPath; "" when it is not installed.
std::string findProgram(const std::string &name);

/// Starts a program in the namespaces that the caller is in, with a clean environment and nothing but its
/// three standard descriptors: stdin from /dev/null, output to logPath ("" = /dev/null), appended. The signal
/// mask is reset; the pid file is written. notFound, naming the package, when it is not installed.
model::Result<pid_t> startProgram(const Program &program, const std::string &logPath);

/// The process may not change its groups, as in a user namespace with a single id: programs that want to
/// become somebody else cannot.
bool hasOneUser();

/// Runs a program to its end; an error carries what it printed.
model::Result<void> runProgram(const std::vector<std::string> &argv, const std::string &standardInput);

} // namespace kv::lab
