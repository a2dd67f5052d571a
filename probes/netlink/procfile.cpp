// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/procfile.h"

#include "probes/netlink/ownedfd.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>

namespace kv::netlink {

std::string procText(const char *path)
{
    const OwnedFd fd(::open(path, O_RDONLY | O_CLOEXEC));
    std::array<char, 4096> text{};
    const ssize_t got = fd.isOpen() ? ::read(fd.get(), text.data(), text.size()) : -1;
    return got > 0 ? std::string(text.data(), static_cast<std::size_t>(got)) : std::string();
}

} // namespace kv::netlink
