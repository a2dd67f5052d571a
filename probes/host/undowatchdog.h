// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace kv::host {

/// First argument with which the probe starts itself as `keepview-undo`; main() checks for it before anything
/// else.
constexpr std::string_view undoWatchdogArgument = "--keepview-undo";

/// The watchdog process: holds one undo until told, until its time is up or until the probe's end of the
/// socket closes; then restores, reports and ends. argv[2] is the undo file; descriptor 3 the socket, 4 the
/// locked file.
int runUndoWatchdog(int argc, char **argv);

} // namespace kv::host
