// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/plan.h"
#include "probes/model/result.h"

#include <string>
#include <vector>

namespace kv::lab {

/// Runs a program inside a host of one of the user's labs (or a namespace of that host), with the caller's
/// standard descriptors, directory and environment, and waits: its exit status, 128 + signal, 126 or 127 as a
/// shell gives them. It ends when the lab ends, when the calling process is killed, and when that one's
/// parent is. Only for a process of one thread; the caller stays inside, and its new children would
/// be the lab's: it can only _exit afterwards.
model::Result<int> runInside(const std::string &lab, const Place &place,
                             const std::vector<std::string> &argv);

} // namespace kv::lab
