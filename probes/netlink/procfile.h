// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace kv::netlink {

/// The beginning, at most 4 KiB, of a small file of /proc; "" when it cannot be read. Below
/// /proc/thread-self/net and /proc/sys/net it is that of the calling thread's network namespace.
std::string procText(const char *path);
/// The same of a file in the /proc/net of the namespace that the calling thread is in.
std::string procNetText(const char *name);

} // namespace kv::netlink
