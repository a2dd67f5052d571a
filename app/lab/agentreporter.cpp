// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/agentreporter.h"

#include "app/lab/socketaddress.h"
#include "app/lab/standin.h"

#include <algorithm>
#include <cerrno>
#include <utility>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace kv::lab {

AgentReporter::AgentReporter(const model::IpAddress &controller, std::string who)
    : m_controller(controller), m_line(std::move(who) + "\n")
{
}

void AgentReporter::connectAgain()
{
    const SocketAddress address = tcpAddress(m_controller, serverPort);
    m_socket.reset(socket(address.family(), SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    // What was not acknowledged for two reports is lost: try again on a new connection.
    const unsigned limit = 2 * reportIntervalMs;
    setsockopt(m_socket.get(), IPPROTO_TCP, TCP_USER_TIMEOUT, &limit, sizeof limit);
    resetOnClose(m_socket.get());
    // In progress is as good as done: what is sent meanwhile fails and is sent again.
    (void)connect(m_socket.get(), address.get(), address.size);
}

int AgentReporter::report()
{
    constexpr int soonMs = 50; ///< while the connection is being made
    if (!m_controller.isSet()) {
        return -1;
    }
    const std::int64_t now = nowMs();
    if (now < m_nextMs) {
        return static_cast<int>(m_nextMs - now);
    }
    if (!m_socket.isOpen()) {
        connectAgain();
    }
    const ssize_t sent = send(m_socket.get(), m_line.data(), m_line.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    const bool isConnecting = sent < 0 && (errno == EAGAIN || errno == EALREADY || errno == EINPROGRESS);
    if (sent < 0 && !isConnecting) {
        m_socket.reset();
    }
    m_nextMs = now + (isConnecting ? soonMs : sent < 0 ? reportIntervalMs / 4 : reportIntervalMs);
    return static_cast<int>(std::max<std::int64_t>(m_nextMs - now, 0));
}

} // namespace kv::lab
