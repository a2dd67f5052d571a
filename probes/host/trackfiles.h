// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/keepalived.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace kv::host {

/// The number in a file as keepalived's track_file reads it (strtol, any base; no file and no number are 0:
/// so does keepalived 2.2.7). Nothing when it cannot be read, is no regular file or has more than 32 bits.
std::optional<std::int32_t> trackFileValue(const std::string &path);

/// The files that keepalived configurations track.
class TrackFiles {
public:
    /// Puts the values into one configuration's instances, whose files lie under `root` ("" or
    /// "/proc/PID/root"); the folders in which they may change.
    std::set<std::string> read(const std::string &configuration, const std::string &root,
                               std::vector<model::VrrpInstanceConfig> &instances);
    void forget(const std::string &configuration) { m_files.erase(configuration); }
    /// The configurations that track this file.
    std::vector<std::string> trackersOf(const std::string &file) const;

private:
    std::map<std::string, std::set<std::string>> m_files; ///< by configuration
};

} // namespace kv::host
