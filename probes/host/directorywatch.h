// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/host/loop.h"
#include "probes/netlink/ownedfd.h"

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>

namespace kv::host {

/// What changes in some directories (inotify): entries made, written and closed, renamed, removed.
class DirectoryWatch {
public:
    /// `name` is "" when the directory itself went (it is then no longer watched); `directory` is "" when
    /// events were lost and everything must be read again.
    using Callback = std::function<void(const std::string &directory, const std::string &name)>;
    static constexpr std::size_t maxDirectories = 2048;

    DirectoryWatch(Loop &loop, Callback callback);
    ~DirectoryWatch();
    DirectoryWatch(const DirectoryWatch &) = delete;
    DirectoryWatch &operator=(const DirectoryWatch &) = delete;

    /// False when it does not exist or cannot be watched.
    bool watch(const std::string &directory);
    bool isWatching(const std::string &directory) const { return m_numbers.contains(directory); }
    /// Without a call for them: their paths lead nowhere any more.
    void forgetBelow(const std::string &path);

private:
    void read();
    void dropped(int number);

    Loop &m_loop;
    Callback m_callback;
    netlink::OwnedFd m_fd;
    std::map<std::string, int> m_numbers;
    std::map<int, std::set<std::string>> m_directories; ///< several ways may lead to one
};

} // namespace kv::host
