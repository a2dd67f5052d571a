// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/host/directorywatch.h"

#include <sys/epoll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <utility>

namespace kv::host {

DirectoryWatch::DirectoryWatch(Loop &loop, Callback callback)
    : m_loop(loop), m_callback(std::move(callback)), m_fd(inotify_init1(IN_CLOEXEC | IN_NONBLOCK))
{
    if (m_fd.isOpen())
        m_loop.watch(m_fd.get(), EPOLLIN, [this](std::uint32_t) { read(); });
}

DirectoryWatch::~DirectoryWatch()
{
    if (m_fd.isOpen())
        m_loop.unwatch(m_fd.get());
}

bool DirectoryWatch::watch(const std::string &directory)
{
    if (isWatching(directory))
        return true;
    if (m_numbers.size() >= maxDirectories)
        return false;
    const int number = inotify_add_watch(m_fd.get(), directory.c_str(),
                                         IN_CREATE | IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE
                                             | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR);
    if (number < 0)
        return false;
    m_numbers[directory] = number;
    m_directories[number].insert(directory);
    return true;
}

void DirectoryWatch::forgetBelow(const std::string &path)
{
    for (auto entry = m_numbers.lower_bound(path);
         entry != m_numbers.end() && entry->first.starts_with(path);) {
        const auto found = m_directories.find(entry->second);
        if (found != m_directories.end() && found->second.erase(entry->first) > 0 && found->second.empty()) {
            inotify_rm_watch(m_fd.get(), entry->second);
            m_directories.erase(found);
        }
        entry = m_numbers.erase(entry);
    }
}

void DirectoryWatch::dropped(int number)
{
    const auto found = m_directories.find(number);
    if (found == m_directories.end())
        return;
    const std::set<std::string> directories = std::move(found->second);
    m_directories.erase(found);
    for (const std::string &directory : directories)
        m_numbers.erase(directory);
    for (const std::string &directory : directories)
        m_callback(directory, {});
}

void DirectoryWatch::read()
{
    alignas(inotify_event) std::array<char, 16 * 1024> buffer;
    const ssize_t count = ::read(m_fd.get(), buffer.data(), buffer.size());
    for (std::size_t at = 0; count > 0 && at + sizeof(inotify_event) <= static_cast<std::size_t>(count);) {
        inotify_event event{};
        std::memcpy(&event, buffer.data() + at, sizeof event);
        const std::string name =
            event.len > 0 ? std::string(buffer.data() + at + sizeof event) : std::string();
        at += sizeof event + event.len;
        if ((event.mask & IN_Q_OVERFLOW) != 0) {
            m_callback({}, {});
        } else if ((event.mask & IN_MOVE_SELF) != 0) {
            // Its path no longer leads to it; IN_IGNORED follows the removal.
            inotify_rm_watch(m_fd.get(), event.wd);
            dropped(event.wd);
        } else if ((event.mask & (IN_IGNORED | IN_DELETE_SELF)) != 0) {
            dropped(event.wd);
        } else if (const auto found = m_directories.find(event.wd);
                   found != m_directories.end() && !name.empty()) {
            const std::set<std::string> directories = found->second;
            for (const std::string &directory : directories)
                m_callback(directory, name);
        }
    }
}

} // namespace kv::host
