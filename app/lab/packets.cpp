// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/packets.h"

#include "probes/netlink/errnoerror.h"

#include <cerrno>
#include <cstring>

#include <sys/socket.h>
#include <sys/uio.h>

namespace kv::lab {

using model::Error;
using model::ErrorCode;
using model::Result;
using netlink::OwnedFd;

namespace {

union ControlBuffer {
    cmsghdr header;
    char bytes[CMSG_SPACE(sizeof(int) * maxPacketFds)];
};

std::vector<std::string> split(std::string_view text)
{
    std::vector<std::string> words;
    for (;;) {
        const std::size_t tab = text.find('\t');
        words.emplace_back(text.substr(0, tab));
        if (tab == std::string_view::npos) {
            return words;
        }
        text.remove_prefix(tab + 1);
    }
}

std::string join(const std::vector<std::string> &words)
{
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        text += i == 0 ? "" : "\t";
        for (const char c : words[i]) {
            text += c == '\t' || c == '\n' ? ' ' : c;
        }
    }
    return text;
}

void takeFds(msghdr &message, Packet &packet)
{
    for (cmsghdr *c = CMSG_FIRSTHDR(&message); c; c = CMSG_NXTHDR(&message, c)) {
        if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS) {
            continue;
        }
        const std::size_t count = (c->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (std::size_t i = 0; i < count; ++i) {
            int fd = -1;
            std::memcpy(&fd, CMSG_DATA(c) + i * sizeof(int), sizeof fd);
            packet.fds.emplace_back(fd);
        }
    }
}

} // namespace

const std::string &Packet::word(std::size_t index) const
{
    static const std::string none;
    return index < words.size() ? words[index] : none;
}

Result<std::array<OwnedFd, 2>> packetPair()
{
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0) {
        return netlink::errnoError(errno, "socketpair");
    }
    return std::array<OwnedFd, 2>{ OwnedFd(pair[0]), OwnedFd(pair[1]) };
}

Result<void> sendPacket(int socket, const std::vector<std::string> &words, const std::vector<int> &fds)
{
    std::string text = join(words);
    if (text.size() > maxPacketBytes || fds.size() > maxPacketFds) {
        return Error{ ErrorCode::oversized, "too long for one packet", text.substr(0, 40) };
    }
    iovec part{ text.data(), text.size() };
    ControlBuffer control{};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    if (!fds.empty()) {
        message.msg_control = control.bytes;
        message.msg_controllen = CMSG_SPACE(sizeof(int) * fds.size());
        cmsghdr *c = CMSG_FIRSTHDR(&message);
        c->cmsg_level = SOL_SOCKET;
        c->cmsg_type = SCM_RIGHTS;
        c->cmsg_len = CMSG_LEN(sizeof(int) * fds.size());
        std::memcpy(CMSG_DATA(c), fds.data(), sizeof(int) * fds.size());
    }
    while (sendmsg(socket, &message, MSG_NOSIGNAL) < 0) {
        if (errno == EPIPE || errno == ECONNRESET) {
            return Error{ ErrorCode::gone, "the other side has ended", {} };
        }
        if (errno != EINTR) {
            return netlink::errnoError(errno, "send");
        }
    }
    return {};
}

Result<std::optional<Packet>> receivePacket(int socket)
{
    std::string text(maxPacketBytes, '\0');
    iovec part{ text.data(), text.size() };
    ControlBuffer control{};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.bytes;
    message.msg_controllen = sizeof control.bytes;
    ssize_t size = 0;
    do {
        size = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
    } while (size < 0 && errno == EINTR);
    if (size < 0 && errno != ECONNRESET) {
        return netlink::errnoError(errno, "receive");
    }
    if (size <= 0) {
        return std::optional<Packet>();
    }
    text.resize(static_cast<std::size_t>(size));
    Packet packet;
    packet.words = split(text);
    takeFds(message, packet);
    return std::optional<Packet>(std::move(packet));
}

std::vector<std::string> errorWords(const Error &error)
{
    return { "error", std::string(model::errorName(error.code)), error.text, error.context };
}

Error errorFromWords(const Packet &packet)
{
    return { model::errorFromName(packet.word(1)).value_or(ErrorCode::internal), packet.word(2),
             packet.word(3) };
}

} // namespace kv::lab
