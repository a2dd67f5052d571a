// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/namespacedirectory.h"

#include "probes/netlink/errnoerror.h"

#include <algorithm>
#include <cerrno>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>

namespace kv::netlink {

namespace {

struct CloseDirectory {
    void operator()(DIR *directory) const { ::closedir(directory); }
};

} // namespace

std::map<std::uint64_t, std::vector<std::string>> NamespaceDirectory::read() const
{
    std::map<std::uint64_t, std::vector<std::string>> byInode;
    const std::unique_ptr<DIR, CloseDirectory> directory(::opendir(m_path.c_str()));
    if (!directory)
        return byInode;
    while (const dirent *entry = ::readdir(directory.get())) {
        struct stat status { };
        if (::fstatat(::dirfd(directory.get()), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0
            && status.st_dev == m_nsfsDevice)
            byInode[status.st_ino].emplace_back(entry->d_name);
    }
    for (auto &[inode, names] : byInode)
        std::sort(names.begin(), names.end());
    return byInode;
}

model::Result<OwnedFd> NamespaceDirectory::open(const std::string &name, std::uint64_t inode) const
{
    const std::string path = m_path + "/" + name;
    OwnedFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW));
    if (!fd.isOpen())
        return errnoError(errno, path);
    struct stat status { };
    if (::fstat(fd.get(), &status) < 0)
        return errnoError(errno, path);
    if (status.st_dev != m_nsfsDevice || status.st_ino != inode)
        return model::Error{ model::ErrorCode::notFound, "the name stands for another namespace now", path };
    return fd;
}

} // namespace kv::netlink
