// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/vrrp/advertparser.h"

#include <algorithm>
#include <string>

namespace kv::vrrp {

using model::Error;
using model::ErrorCode;
using model::IpAddress;
using model::Result;
using model::VrrpAdvert;

namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr std::uint8_t requiredTtl = 255;
constexpr std::size_t vrrpHeaderBytes = 8;

Error malformed(const char *what)
{
    return { ErrorCode::malformed, what, "VRRP advertisement" };
}

std::uint16_t be16(Bytes bytes, std::size_t at)
{
    return static_cast<std::uint16_t>(bytes[at] << 8 | bytes[at + 1]);
}

/// RFC 1071 sum of `bytes` on top of `sum`, not folded.
std::uint64_t sumOf(Bytes bytes, std::uint64_t sum)
{
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2)
        sum += be16(bytes, i);
    if (bytes.size() % 2 != 0)
        sum += static_cast<std::uint64_t>(bytes.back()) << 8;
    return sum;
}

bool sumsToZero(std::uint64_t sum)
{
    while (sum > 0xffff)
        sum = (sum & 0xffff) + (sum >> 16);
    return sum == 0xffff;
}

/// What the IP header says: both addresses as bytes for the pseudo-header, and the VRRP message.
struct Packet {
    Bytes source;
    Bytes destination;
    Bytes message;
};

Result<Packet> openIpv4(Bytes bytes)
{
    if (bytes.size() < 20)
        return malformed("IPv4 header cut short");
    const std::size_t headerBytes = (bytes[0] & 0x0fU) * 4U;
    const std::size_t totalBytes = be16(bytes, 2);
    if (headerBytes < 20 || totalBytes < headerBytes || totalBytes > bytes.size())
        return malformed("IPv4 length does not fit");
    if (!sumsToZero(sumOf(bytes.first(headerBytes), 0)))
        return malformed("IPv4 header checksum");
    if ((be16(bytes, 6) & 0x3fffU) != 0)
        return malformed("fragment");
    if (bytes[9] != ipProtocol)
        return malformed("not protocol 112");
    if (bytes[8] != requiredTtl)
        return malformed("TTL is not 255");
    return Packet{ bytes.subspan(12, 4), bytes.subspan(16, 4),
                   bytes.subspan(headerBytes, totalBytes - headerBytes) };
}

Result<Packet> openIpv6(Bytes bytes)
{
    if (bytes.size() < 40)
        return malformed("IPv6 header cut short");
    const std::size_t payloadBytes = be16(bytes, 4);
    if (payloadBytes > bytes.size() - 40)
        return malformed("IPv6 length does not fit");
    if (bytes[6] != ipProtocol)
        return malformed("not next header 112");
    if (bytes[7] != requiredTtl)
        return malformed("hop limit is not 255");
    return Packet{ bytes.subspan(8, 16), bytes.subspan(24, 16), bytes.subspan(40, payloadBytes) };
}

/// RFC 5798 section 5.2.8: version 3 sums a pseudo-header too (IPv4 and IPv6); RFC 3768 section 5.3.8:
/// version 2 does not.
bool isChecksumValid(const Packet &packet, std::uint8_t version)
{
    std::uint64_t sum = 0;
    if (version == 3) {
        sum = sumOf(packet.source, sum);
        sum = sumOf(packet.destination, sum);
        sum += packet.message.size() + ipProtocol;
    }
    return sumsToZero(sumOf(packet.message, sum));
}

Result<VrrpAdvert> readMessage(const Packet &packet)
{
    const Bytes message = packet.message;
    if (message.size() < vrrpHeaderBytes)
        return malformed("VRRP header cut short");
    VrrpAdvert advert;
    advert.version = static_cast<std::uint8_t>(message[0] >> 4);
    const bool isIpv6 = packet.source.size() == 16;
    if ((message[0] & 0x0f) != 1)
        return malformed("not an advertisement");
    if (advert.version != 3 && !(advert.version == 2 && !isIpv6))
        return malformed("unknown VRRP version");
    advert.vrid = message[1];
    if (advert.vrid == 0)
        return malformed("VRID 0");
    advert.priority = message[2];
    if (advert.version == 2) {
        advert.authType = message[4];
        advert.advertCentis = message[5] * 100U;
    } else {
        advert.advertCentis = be16(message, 4) & 0x0fffU;
    }
    const std::size_t count = message[3];
    const std::size_t addressBytes = packet.source.size();
    if (message.size() < vrrpHeaderBytes + count * addressBytes)
        return malformed("address list cut short");
    for (std::size_t i = 0; i < count; ++i)
        advert.addresses.push_back(
            IpAddress::fromBytes(message.data() + vrrpHeaderBytes + i * addressBytes, addressBytes));
    advert.checksumValid = isChecksumValid(packet, advert.version);
    advert.source = IpAddress::fromBytes(packet.source.data(), addressBytes);
    return advert;
}

} // namespace

Result<VrrpAdvert> parsePacket(Bytes packet)
{
    if (packet.empty())
        return malformed("empty");
    const int ipVersion = packet[0] >> 4;
    if (ipVersion != 4 && ipVersion != 6)
        return malformed("neither IPv4 nor IPv6");
    const Result<Packet> opened = ipVersion == 4 ? openIpv4(packet) : openIpv6(packet);
    if (!opened)
        return opened.error();
    return readMessage(*opened);
}

Result<VrrpAdvert> parseFrame(Bytes frame)
{
    constexpr std::size_t maxTags = 2;
    std::size_t at = 12;
    for (std::size_t tags = 0; tags <= maxTags; ++tags, at += 4) {
        if (frame.size() < at + 2)
            return malformed("Ethernet header cut short");
        const std::uint16_t type = be16(frame, at);
        if (type == 0x8100 || type == 0x88a8)
            continue;
        if (type != 0x0800 && type != 0x86dd)
            return malformed("neither IPv4 nor IPv6");
        const Bytes packet = frame.subspan(at + 2);
        if (packet.empty() || packet[0] >> 4 != (type == 0x0800 ? 4 : 6))
            return malformed("EtherType and IP version differ");
        Result<VrrpAdvert> advert = parsePacket(packet);
        if (advert)
            std::copy_n(frame.begin() + 6, 6, advert->sourceMac.bytes.begin());
        return advert;
    }
    return malformed("too many VLAN tags");
}

} // namespace kv::vrrp
