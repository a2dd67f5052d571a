// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/host/undoguard.h"

#include "probes/host/undowatchdog.h"
#include "probes/netlink/errnoerror.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string>

namespace kv::host {

using netlink::OwnedFd;

namespace {

constexpr int socketNumber = 3;
constexpr int fileNumber = 4;

/// Between fork and exec: nothing of the probe's stays open, so ssh does not wait for us and no namespace is
/// held.
[[noreturn]] void becomeWatchdog(int socket, int file, const std::string &path)
{
    setsid();
    // Away from 0-4 first, or a later dup2 would close what is still needed.
    const int keptSocket = fcntl(socket, F_DUPFD, 10);
    const int keptFile = fcntl(file, F_DUPFD, 10);
    const int null = open("/dev/null", O_RDWR);
    for (const int number : { 0, 1, 2 })
        dup2(null, number);
    dup2(keptSocket, socketNumber);
    dup2(keptFile, fileNumber);
    close_range(fileNumber + 1, ~0U, 0);
    std::string name = "keepview-undo";
    std::string argument(undoWatchdogArgument);
    std::string file0 = path;
    std::array<char *, 4> words{ name.data(), argument.data(), file0.data(), nullptr };
    execv("/proc/self/exe", words.data());
    _exit(127);
}

} // namespace

model::Result<UndoGuard> UndoGuard::start(const std::string &path, OwnedFd file)
{
    std::array<int, 2> ends{};
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return netlink::errnoError(errno, "watchdog socket");
    OwnedFd ours(ends[0]);
    const OwnedFd theirs(ends[1]);
    const pid_t pid = fork();
    if (pid < 0)
        return netlink::errnoError(errno, "watchdog process");
    if (pid == 0)
        becomeWatchdog(theirs.get(), file.get(), path);
    return UndoGuard(std::move(ours), pid);
}

bool UndoGuard::tell(const std::string &line)
{
    return send(m_socket.get(), line.data(), line.size(), MSG_NOSIGNAL | MSG_DONTWAIT)
        == static_cast<ssize_t>(line.size());
}

std::optional<std::string> UndoGuard::hear()
{
    std::string line(1024, '\0');
    const ssize_t count = recv(m_socket.get(), line.data(), line.size(), MSG_DONTWAIT);
    if (count < 0 && (errno == EAGAIN || errno == EINTR))
        return std::string();
    if (count <= 0)
        return std::nullopt;
    line.resize(static_cast<std::size_t>(count));
    return line;
}

void UndoGuard::reap()
{
    if (m_pid > 0)
        waitpid(m_pid, nullptr, 0);
    m_pid = -1;
}

} // namespace kv::host
