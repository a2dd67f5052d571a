// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/host/outputstream.h"

#include "probes/netlink/ownedfd.h"

#include <cerrno>
#include <fcntl.h>
#include <string>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace kv::host {

namespace {

void makeNonBlocking(int fd)
{
    const std::string self = "/proc/self/fd/" + std::to_string(fd);
    const netlink::OwnedFd own(::open(self.c_str(), O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
    if (own.isOpen() && ::dup2(own.get(), fd) == fd)
        return;
    // Not ours to reopen (another user's pipe under sudo): then the flag is shared with who gave it.
    const int flags = ::fcntl(fd, F_GETFL);
    if (flags >= 0)
        ::fcntl(fd, F_SETFL, flags | O_NONBLOCK);
}

} // namespace

OutputStream::OutputStream(int fd) : m_fd(fd)
{
    struct stat status { };
    if (::fstat(fd, &status) < 0)
        return;
    m_isSocket = S_ISSOCK(status.st_mode);
    const bool isTerminal = S_ISCHR(status.st_mode) && ::isatty(fd) == 1;
    m_isPollable = m_isSocket || S_ISFIFO(status.st_mode) || isTerminal;
    if (m_isPollable && !m_isSocket)
        makeNonBlocking(fd);
}

OutputStream::Outcome OutputStream::write(std::string_view bytes, std::size_t &written)
{
    written = 0;
    const ssize_t done = m_isSocket ? ::send(m_fd, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL)
                                    : ::write(m_fd, bytes.data(), bytes.size());
    if (done >= 0) {
        written = static_cast<std::size_t>(done);
        return Outcome::progress;
    }
    if (errno == EAGAIN || errno == EWOULDBLOCK)
        return Outcome::full;
    return errno == EINTR ? Outcome::progress : Outcome::closed;
}

} // namespace kv::host
