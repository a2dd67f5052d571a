// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace kv::netlink {

/// The beginning, at most 4 KiB, of a small file of /proc; "" when it cannot be read. Below
/// /proc/thread-self/net and /proc/sys/net it is that of the calling thread's network namespace.
std::string procText(const char *path);

} // namespace kv::netlink
