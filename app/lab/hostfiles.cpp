// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/hostfiles.h"

#include "probes/netlink/errnoerror.h"
#include "probes/netlink/ownedfd.h"

#include <cerrno>
#include <cstdio>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace kv::lab {

using model::Error;
using model::ErrorCode;
using model::Result;
using netlink::errnoError;
using netlink::OwnedFd;

namespace {

Result<void> writeAll(const std::string &path, int flags, const std::string &text, mode_t mode = 0644)
{
    const OwnedFd file(open(path.c_str(), O_WRONLY | O_CLOEXEC | flags, mode));
    if (!file.isOpen() || write(file.get(), text.data(), text.size()) != static_cast<ssize_t>(text.size())) {
        return errnoError(errno, path);
    }
    return {};
}

std::string readWord(const std::string &path)
{
    char bytes[64];
    const OwnedFd file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    const ssize_t size = file.isOpen() ? read(file.get(), bytes, sizeof bytes) : -1;
    std::string text(bytes, size > 0 ? static_cast<std::size_t>(size) : 0);
    while (!text.empty() && text.back() == '\n') {
        text.pop_back();
    }
    return text;
}

} // namespace

Result<void> makeDirectoriesOf(const std::string &path)
{
    for (std::size_t slash = path.find('/', 1); slash != std::string::npos;
         slash = path.find('/', slash + 1)) {
        const std::string directory = path.substr(0, slash);
        if (mkdir(directory.c_str(), 0755) != 0 && errno != EEXIST) {
            return errnoError(errno, directory);
        }
    }
    return {};
}

Result<void> writeHostFile(const std::string &path, const std::string &text, bool isScript)
{
    if (Result<void> made = makeDirectoriesOf(path); !made) {
        return made;
    }
    const std::string aside = path + ".new";
    if (Result<void> written = writeAll(aside, O_CREAT | O_TRUNC, text, isScript ? 0755 : 0644); !written) {
        return written;
    }
    if (std::rename(aside.c_str(), path.c_str()) != 0) {
        return errnoError(errno, path);
    }
    return {};
}

Result<void> writeSysctl(const std::string &key, const std::string &value)
{
    const std::string path = "/proc/sys/" + key;
    if (Result<void> written = writeAll(path, 0, value); !written) {
        return written;
    }
    if (const std::string now = readWord(path); now != value) {
        return Error{ ErrorCode::unsupported, "the kernel keeps " + now + " instead of " + value, path };
    }
    return {};
}

} // namespace kv::lab
