// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/agentserver.h"

#include "app/lab/hostfiles.h"
#include "app/lab/socketaddress.h"
#include "app/lab/standin.h"
#include "probes/netlink/errnoerror.h"

#include <algorithm>
#include <cerrno>
#include <map>
#include <string>
#include <vector>

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace kv::lab {

using model::Result;
using netlink::OwnedFd;

namespace {

constexpr std::size_t maxLine = 200;

struct Connection {
    OwnedFd socket;
    std::string text; ///< an unfinished line
};

class AgentServer {
public:
    explicit AgentServer(int listener) : m_listener(listener) { }

    void turn();

private:
    void accept();
    bool read(Connection &connection); ///< false: it has ended
    void takeLine(const std::string &line);
    int nextExpiryMs() const;
    void writeReport();

    int m_listener;
    std::vector<Connection> m_connections;
    std::map<std::string, std::int64_t> m_heard; ///< "NAME HOST" -> when
    std::string m_written;
};

void AgentServer::turn()
{
    std::vector<pollfd> waiting{ { m_listener, POLLIN, 0 } };
    for (const Connection &connection : m_connections) {
        waiting.push_back({ connection.socket.get(), POLLIN, 0 });
    }
    (void)poll(waiting.data(), waiting.size(), nextExpiryMs());
    std::size_t index = 0;
    std::erase_if(m_connections,
                  [&](Connection &connection) { return waiting[++index].revents != 0 && !read(connection); });
    if (waiting[0].revents != 0) {
        accept();
    }
    writeReport();
}

void AgentServer::accept()
{
    OwnedFd socket(accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
    resetOnClose(socket.get());
    if (socket.isOpen() && m_connections.size() < maxReportingAgents) {
        m_connections.push_back({ std::move(socket), {} });
    }
}

bool AgentServer::read(Connection &connection)
{
    char bytes[1024];
    const ssize_t size = recv(connection.socket.get(), bytes, sizeof bytes, 0);
    if (size <= 0) {
        return size < 0 && errno == EAGAIN;
    }
    connection.text.append(bytes, static_cast<std::size_t>(size));
    for (std::size_t end = connection.text.find('\n'); end != std::string::npos;
         end = connection.text.find('\n')) {
        takeLine(connection.text.substr(0, end));
        connection.text.erase(0, end + 1);
    }
    return connection.text.size() <= maxLine;
}

void AgentServer::takeLine(const std::string &line)
{
    const bool isKnown = m_heard.contains(line);
    if (line.size() <= maxLine && (isKnown || m_heard.size() < maxReportingAgents)) {
        m_heard[line] = nowMs();
    }
}

int AgentServer::nextExpiryMs() const
{
    std::int64_t next = -1;
    const std::int64_t now = nowMs();
    for (const auto &[who, when] : m_heard) {
        const std::int64_t left = when + agentDownMs - now;
        next = left > 0 && (next < 0 || left < next) ? left : next;
    }
    return static_cast<int>(next < 0 ? next : next + 1);
}

void AgentServer::writeReport()
{
    std::string text;
    const std::int64_t now = nowMs();
    for (const auto &[who, when] : m_heard) {
        text += who + (now - when < agentDownMs ? " alive\n" : " dead\n");
    }
    if (text != m_written && writeHostFile(serverReport, text)) {
        m_written = std::move(text);
    }
}

} // namespace

Result<OwnedFd> listenForAgents(const model::IpAddress &address)
{
    const SocketAddress at = tcpAddress(address, serverPort);
    OwnedFd fd(socket(at.family(), SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    constexpr int waiting = 64;
    if (!fd.isOpen() || bind(fd.get(), at.get(), at.size) != 0 || listen(fd.get(), waiting) != 0) {
        return netlink::errnoError(errno, "listen on " + address.toString());
    }
    return fd;
}

void serveAgents(int listener)
{
    AgentServer server(listener);
    for (;;) {
        server.turn();
    }
}

} // namespace kv::lab
