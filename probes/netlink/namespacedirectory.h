// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/result.h"
#include "probes/netlink/ownedfd.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace kv::netlink {

/// The directory in which `ip netns` and Neutron keep their namespaces by name.
class NamespaceDirectory {
public:
    static constexpr const char *usualPath = "/run/netns";

    /// `nsfsDevice` is st_dev of any namespace file (HomeNamespace::device).
    NamespaceDirectory(std::string path, std::uint64_t nsfsDevice)
        : m_path(std::move(path)), m_nsfsDevice(nsfsDevice)
    {
    }

    /// Sorted names by inode, of what is mounted; a file that `ip netns add` has made but not yet mounted is
    /// not in it.
    std::map<std::uint64_t, std::vector<std::string>> read() const;

    /// The namespace of that name; notFound when it is no longer `inode`.
    model::Result<OwnedFd> open(const std::string &name, std::uint64_t inode) const;

private:
    std::string m_path;
    std::uint64_t m_nsfsDevice = 0;
};

} // namespace kv::netlink
