// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace kv::cli {

/// keepviewctl lab up|exec|status|down|list; args are what follows "lab". To be called before
/// any thread exists. Exit status: 0 done, 1 failed, 2 wrong usage, 3 this system cannot run a lab;
/// exec gives its program's.
int labCommand(const std::vector<std::string> &args);

} // namespace kv::cli
