// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/result.h"
#include "probes/netlink/ownedfd.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kv::lab {

/// Largest packet between the lab's processes; a longer one is refused by its sender.
inline constexpr std::size_t maxPacketBytes = 32 * 1024;
/// Most descriptors in one packet: those of one host.
inline constexpr std::size_t maxPacketFds = 8;

/// One message of a SOCK_SEQPACKET socket: words separated by tabs, and descriptors.
struct Packet {
    std::vector<std::string> words;
    std::vector<netlink::OwnedFd> fds;

    const std::string &word(std::size_t index) const;
};

/// A connected pair, both close-on-exec.
model::Result<std::array<netlink::OwnedFd, 2>> packetPair();

/// Tabs and line ends in words become blanks. gone when the other side has closed.
model::Result<void> sendPacket(int socket, const std::vector<std::string> &words,
                               const std::vector<int> &fds = {});

/// Waits for one packet; nullopt when the other side has closed.
model::Result<std::optional<Packet>> receivePacket(int socket);

/// "error", code, text, context; and back.
std::vector<std::string> errorWords(const model::Error &error);
model::Error errorFromWords(const Packet &packet);

} // namespace kv::lab
