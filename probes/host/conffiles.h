// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/vrrp/conflines.h"

#include <set>
#include <string>

namespace kv::host {

/// Reads what a keepalived configuration includes, as its keepalived would: patterns by glob(3) with braces,
/// relative ones from the including file's folder. A configuration under /proc/PID/root finds all of it
/// there.
class ConfFiles {
public:
    static constexpr std::size_t maxFilesAPattern = 64;
    static constexpr std::size_t maxFolders = 64;

    explicit ConfFiles(const std::string &mainFile);

    std::vector<vrrp::ConfFile> include(const std::string &pattern, const std::string &folder);
    /// "/proc/PID/root", or "".
    const std::string &root() const { return m_root; }
    /// Folders in which a change may change what is included.
    const std::set<std::string> &folders() const { return m_folders; }

private:
    std::string m_root; ///< "/proc/PID/root" or ""
    std::set<std::string> m_folders;
};

} // namespace kv::host
