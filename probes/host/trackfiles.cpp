// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/host/trackfiles.h"

#include "probes/netlink/ownedfd.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <utility>

namespace kv::host {

std::optional<std::int32_t> trackFileValue(const std::string &path)
{
    const netlink::OwnedFd fd(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY));
    if (!fd.isOpen())
        return errno == ENOENT || errno == ENOTDIR ? std::optional<std::int32_t>(0) : std::nullopt;
    struct stat status { };
    if (::fstat(fd.get(), &status) < 0 || !S_ISREG(status.st_mode))
        return std::nullopt;
    std::array<char, 128> text{};
    if (::read(fd.get(), text.data(), text.size() - 1) < 0)
        return std::nullopt;
    errno = 0;
    const long value = std::strtol(text.data(), nullptr, 0);
    if (errno != 0 || !std::in_range<std::int32_t>(value))
        return std::nullopt;
    return static_cast<std::int32_t>(value);
}

std::set<std::string> TrackFiles::read(const std::string &configuration, const std::string &root,
                                       std::vector<model::VrrpInstanceConfig> &instances)
{
    std::set<std::string> files;
    std::set<std::string> folders;
    for (model::VrrpInstanceConfig &instance : instances) {
        for (model::TrackedItem &item : instance.tracked) {
            if (item.kind != model::TrackedKind::file || !item.subject.starts_with('/'))
                continue;
            const std::string path = root + item.subject;
            item.value = trackFileValue(path);
            files.insert(path);
            folders.insert(path.substr(0, path.rfind('/')));
        }
    }
    if (files.empty())
        m_files.erase(configuration);
    else
        m_files[configuration] = std::move(files);
    return folders;
}

std::vector<std::string> TrackFiles::trackersOf(const std::string &file) const
{
    std::vector<std::string> trackers;
    for (const auto &[configuration, files] : m_files) {
        if (files.contains(file))
            trackers.push_back(configuration);
    }
    return trackers;
}

} // namespace kv::host
