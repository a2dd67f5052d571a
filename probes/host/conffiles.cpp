// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/host/conffiles.h"

#include "probes/host/procentry.h"

#include <glob.h>

#include <algorithm>

namespace kv::host {

ConfFiles::ConfFiles(const std::string &mainFile)
{
    constexpr std::string_view root = "/root/";
    if (!mainFile.starts_with("/proc/"))
        return;
    if (const std::size_t at = mainFile.find(root); at != std::string::npos)
        m_root = mainFile.substr(0, at + root.size() - 1);
}

std::vector<vrrp::ConfFile> ConfFiles::include(const std::string &pattern, const std::string &folder)
{
    std::vector<vrrp::ConfFile> files;
    if (pattern.empty())
        return files;
    const std::string whole = pattern.front() == '/' ? m_root + pattern : folder + "/" + pattern;
    const std::string place = whole.substr(0, whole.rfind('/'));
    if (m_folders.size() < maxFolders && place.find_first_of("*?[{") == std::string::npos)
        m_folders.insert(place);
    glob_t found{};
    if (::glob(whole.c_str(), GLOB_BRACE | GLOB_ERR, nullptr, &found) == 0) {
        for (std::size_t i = 0; i < std::min(found.gl_pathc, maxFilesAPattern); ++i) {
            if (auto file = readSmallFile(found.gl_pathv[i], vrrp::maxConfBytes + 1))
                files.push_back({ found.gl_pathv[i], std::move(file->text) });
        }
    }
    ::globfree(&found);
    return files;
}

} // namespace kv::host
