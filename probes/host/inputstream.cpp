// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/host/inputstream.h"

#include <array>
#include <cerrno>
#include <sys/epoll.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace kv::host {

namespace {

constexpr std::size_t readBytes = 64 * 1024;

bool canPoll(int fd)
{
    struct stat status { };
    if (::fstat(fd, &status) < 0)
        return false;
    return S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode)
        || (S_ISCHR(status.st_mode) && ::isatty(fd) == 1);
}

} // namespace

InputStream::InputStream(Loop &loop, int fd, Callbacks callbacks)
    : m_loop(loop), m_fd(fd), m_callbacks(std::move(callbacks)), m_isWatchable(canPoll(fd))
{
    if (m_isWatchable) {
        m_loop.watch(fd, EPOLLIN, [this](std::uint32_t events) {
            if (m_isPaused && (events & (EPOLLHUP | EPOLLERR)) != 0)
                end();
            else
                read();
        });
    } else {
        m_readTimer = m_loop.startTimer(std::chrono::milliseconds(1), true, [this] {
            if (!m_isPaused)
                read();
        });
    }
}

InputStream::~InputStream()
{
    if (m_isWatchable && !m_hasEnded)
        m_loop.unwatch(m_fd);
    m_loop.stopTimer(m_readTimer);
}

void InputStream::setPaused(bool paused)
{
    if (paused == m_isPaused || m_hasEnded)
        return;
    m_isPaused = paused;
    if (m_isWatchable)
        m_loop.change(m_fd, paused ? 0U : static_cast<std::uint32_t>(EPOLLIN));
}

void InputStream::read()
{
    std::array<char, readBytes> buffer;
    const ssize_t got = ::read(m_fd, buffer.data(), buffer.size());
    if (got < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (got <= 0) {
        end();
        return;
    }
    m_lines.feed({ buffer.data(), static_cast<std::size_t>(got) });
    while (const auto line = m_lines.next())
        m_callbacks.line(*line);
}

void InputStream::end()
{
    if (m_hasEnded)
        return;
    m_hasEnded = true;
    if (m_isWatchable)
        m_loop.unwatch(m_fd);
    m_loop.stopTimer(std::exchange(m_readTimer, 0));
    m_callbacks.ended(m_lines.pendingBytes() > 0);
}

} // namespace kv::host
