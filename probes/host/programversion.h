// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kv::host {

/// Versions of programs, read from their files and never by running them: keepalived's from the text in its
/// binary, Neutron's from the name of its package's directory. "" for every other: unknown.
class ProgramVersion {
public:
    explicit ProgramVersion(std::string proc) : m_proc(std::move(proc)) { }

    std::string of(std::int32_t pid, std::string_view program, const std::vector<std::string> &commandLine);

private:
    using FileId = std::pair<std::uint64_t, std::uint64_t>; ///< device, inode

    std::string ofKeepalived(const std::string &exe);
    std::string ofNeutron(const std::string &root, const std::vector<std::string> &commandLine);

    std::string m_proc;
    std::map<FileId, std::string> m_known; ///< hundreds of keepalived processes run one binary
};

/// The number behind "Keepalived v" in a binary's bytes; "" when there is none.
std::string keepalivedVersionIn(std::string_view bytes);

/// "neutron-21.1.0.dist-info" -> "21.1.0"; "" for other names.
std::string neutronVersionIn(std::string_view directoryName);

} // namespace kv::host
