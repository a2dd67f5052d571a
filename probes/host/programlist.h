// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kv::host {

/// Whether a process with this comm may be of the list at all: only then its command line is worth reading.
bool mayBeListed(std::string_view comm);

/// Which program of PROTOCOL.md's closed list a process is, by its comm and command line; "" = none. Agents
/// that Python runs are known by their script, also after they renamed themselves (setproctitle).
std::string_view listedProgram(std::string_view comm, const std::vector<std::string> &commandLine);

} // namespace kv::host
