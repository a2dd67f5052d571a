// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/result.h"

#include <string>

namespace kv::lab {

/// Every directory on the way to the file.
model::Result<void> makeDirectoriesOf(const std::string &path);

/// In the place where the process is: makes the directories, writes a new file aside and renames it.
model::Result<void> writeHostFile(const std::string &path, const std::string &text, bool isScript = false);

/// Writes /proc/sys/KEY and reads it back: some keys ignore a write silently in a user namespace.
model::Result<void> writeSysctl(const std::string &key, const std::string &value);

} // namespace kv::lab
