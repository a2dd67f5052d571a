// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/icmp/echomessage.h"

#include <netinet/icmp6.h>
#include <netinet/ip_icmp.h>

#include <cstring>

namespace kv::icmp {

namespace {

constexpr std::array<std::uint8_t, 4> magic{ 'K', 'v', 'e', '1' };

template <class T> void put(EchoBytes &bytes, std::size_t at, T value)
{
    std::memcpy(bytes.data() + at, &value, sizeof value);
}

template <class T> T get(std::span<const std::uint8_t> bytes, std::size_t at)
{
    T value;
    std::memcpy(&value, bytes.data() + at, sizeof value);
    return value;
}

std::uint16_t internetChecksum(const EchoBytes &bytes)
{
    std::uint32_t sum = 0;
    for (std::size_t i = 0; i < bytes.size(); i += 2)
        sum += static_cast<std::uint32_t>(bytes[i] << 8 | bytes[i + 1]);
    while (sum > 0xffff)
        sum = (sum & 0xffff) + (sum >> 16);
    return static_cast<std::uint16_t>(~sum);
}

void putBe16(EchoBytes &bytes, std::size_t at, std::uint16_t value)
{
    bytes[at] = static_cast<std::uint8_t>(value >> 8);
    bytes[at + 1] = static_cast<std::uint8_t>(value);
}

} // namespace

EchoBytes writeEchoRequest(model::IpFamily family, const EchoContent &content)
{
    EchoBytes bytes{};
    bytes[0] = family == model::IpFamily::v4 ? ICMP_ECHO : ICMP6_ECHO_REQUEST;
    putBe16(bytes, 4, content.ident);
    putBe16(bytes, 6, static_cast<std::uint16_t>(content.sequence));
    std::memcpy(bytes.data() + 8, magic.data(), magic.size());
    // Only we read these again: the byte order is the host's own.
    put(bytes, 12, content.cookie);
    put(bytes, 20, content.sequence);
    put(bytes, 28, content.calledAt);
    if (family == model::IpFamily::v4)
        putBe16(bytes, 2, internetChecksum(bytes));
    return bytes;
}

std::optional<EchoContent> readEchoReply(model::IpFamily family, std::span<const std::uint8_t> packet)
{
    if (family == model::IpFamily::v4) {
        if (packet.empty())
            return std::nullopt;
        const std::size_t headerBytes = (packet[0] & 0x0fU) * 4U;
        if (headerBytes < 20 || packet.size() < headerBytes)
            return std::nullopt;
        packet = packet.subspan(headerBytes);
    }
    if (packet.size() != echoBytes)
        return std::nullopt;
    const int expected = family == model::IpFamily::v4 ? ICMP_ECHOREPLY : ICMP6_ECHO_REPLY;
    if (packet[0] != expected || packet[1] != 0
        || std::memcmp(packet.data() + 8, magic.data(), magic.size()) != 0)
        return std::nullopt;
    EchoContent content;
    content.ident = static_cast<std::uint16_t>(packet[4] << 8 | packet[5]);
    content.cookie = get<std::uint64_t>(packet, 12);
    content.sequence = get<std::uint64_t>(packet, 20);
    content.calledAt = get<model::TimeUs>(packet, 28);
    return content;
}

} // namespace kv::icmp
