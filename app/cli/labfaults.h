// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/lab.h"

#include <QString>

#include <string>

namespace kv::cli {

/// Exit codes of `keepviewctl lab`.
inline constexpr int labDone = 0;
inline constexpr int labFailed = 1;
inline constexpr int labCannotHere = 3;

/// Says the lab's complaint; the exit code that belongs to it.
int complain(const model::Error &error);

/// A descriptor that becomes readable at Ctrl+C and its like, which end nothing by themselves any more.
int endSignals();

/// "fault 2, overlay-down on network1, router2: overlay0" and what became of it.
QString faultLine(const lab::LabEvent &event);

/// What the lab can break, with the reason where it cannot, and what is broken now.
int listFaults(const std::string &lab);

/// forMs 0: stays in force after the command's end. Else the command waits for its end; Ctrl+C undoes it.
int beginFault(const std::string &lab, const lab::FaultRequest &request, int forMs);

/// which: a number, or "all".
int mendFault(const std::string &lab, const std::string &which);

} // namespace kv::cli
