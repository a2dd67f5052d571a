// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/model/ipaddress.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace kv::model {

namespace {

constexpr std::size_t v6Words = 8;

char *appendV4(char *place, const std::uint8_t *bytes)
{
    for (int i = 0; i < 4; ++i) {
        if (i != 0)
            *place++ = '.';
        place = std::to_chars(place, place + 3, bytes[i]).ptr;
    }
    return place;
}

struct ZeroRun {
    std::size_t first = v6Words;
    std::size_t length = 0;
};

/// The longest run of zero words, the first of equally long ones, of two words at least (RFC 5952, 4.2).
ZeroRun longestZeroRun(const std::array<std::uint16_t, v6Words> &words)
{
    ZeroRun best;
    for (std::size_t i = 0; i < v6Words; ++i) {
        std::size_t length = 0;
        while (i + length < v6Words && words[i + length] == 0)
            ++length;
        if (length >= 2 && length > best.length)
            best = { i, length };
        i += length;
    }
    return best;
}

/// As inet_ntop(3) says it, which goes through sprintf: a snapshot has thousands of addresses.
char *appendV6(char *place, const std::array<std::uint8_t, 16> &bytes)
{
    std::array<std::uint16_t, v6Words> words{};
    for (std::size_t i = 0; i < v6Words; ++i)
        words[i] = static_cast<std::uint16_t>(bytes[2 * i] << 8 | bytes[2 * i + 1]);
    const ZeroRun zeros = longestZeroRun(words);
    const bool embedsV4 =
        zeros.first == 0 && (zeros.length == 6 || (zeros.length == 5 && words[5] == 0xffff));
    for (std::size_t i = 0; i < v6Words; ++i) {
        if (i == zeros.first)
            *place++ = ':';
        if (i >= zeros.first && i < zeros.first + zeros.length)
            continue;
        if (i != 0)
            *place++ = ':';
        if (i == 6 && embedsV4)
            return appendV4(place, bytes.data() + 12);
        place = std::to_chars(place, place + 4, words[i], 16).ptr;
    }
    if (zeros.first + zeros.length == v6Words && zeros.length != 0)
        *place++ = ':';
    return place;
}

} // namespace

bool IpAddress::isLinkLocal() const
{
    if (family == IpFamily::v4)
        return bytes[0] == 169 && bytes[1] == 254;
    return family == IpFamily::v6 && bytes[0] == 0xfe && (bytes[1] & 0xc0) == 0x80;
}

bool IpAddress::isMulticast() const
{
    if (family == IpFamily::v4)
        return (bytes[0] & 0xf0) == 0xe0;
    return family == IpFamily::v6 && bytes[0] == 0xff;
}

bool IpAddress::isLoopback() const
{
    if (family == IpFamily::v4)
        return bytes[0] == 127;
    return family == IpFamily::v6
        && std::all_of(bytes.begin(), bytes.end() - 1, [](auto b) { return b == 0; }) && bytes[15] == 1;
}

IpAddress IpAddress::v4(std::uint8_t a, std::uint8_t b, std::uint8_t c, std::uint8_t d)
{
    const std::array<std::uint8_t, 4> raw{ a, b, c, d };
    return fromBytes(raw.data(), raw.size());
}

IpAddress IpAddress::fromBytes(const void *data, std::size_t size)
{
    IpAddress result;
    if (size != 4 && size != 16)
        return result;
    result.family = size == 4 ? IpFamily::v4 : IpFamily::v6;
    std::memcpy(result.bytes.data(), data, size);
    return result;
}

std::optional<IpAddress> IpAddress::parse(std::string_view text)
{
    if (text.size() >= INET6_ADDRSTRLEN || text.find('\0') != std::string_view::npos)
        return std::nullopt;
    const std::string copy(text);
    std::array<std::uint8_t, 16> raw{};
    if (inet_pton(AF_INET, copy.c_str(), raw.data()) == 1)
        return fromBytes(raw.data(), 4);
    if (inet_pton(AF_INET6, copy.c_str(), raw.data()) == 1)
        return fromBytes(raw.data(), 16);
    return std::nullopt;
}

std::string IpAddress::toString() const
{
    if (!isSet())
        return {};
    std::array<char, INET6_ADDRSTRLEN> text; // NOLINT: what is returned is filled
    const char *end =
        family == IpFamily::v4 ? appendV4(text.data(), bytes.data()) : appendV6(text.data(), bytes);
    return std::string(static_cast<const char *>(text.data()), end);
}

std::optional<IpPrefix> IpPrefix::parse(std::string_view text)
{
    const auto slash = text.find('/');
    const auto address = IpAddress::parse(text.substr(0, slash));
    if (!address)
        return std::nullopt;
    const unsigned full = static_cast<unsigned>(address->size() * 8);
    unsigned length = full;
    if (slash != std::string_view::npos) {
        const auto digits = text.substr(slash + 1);
        const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), length);
        if (code != std::errc() || end != digits.data() + digits.size() || length > full)
            return std::nullopt;
    }
    return IpPrefix{ *address, static_cast<std::uint8_t>(length) };
}

std::string IpPrefix::toString() const
{
    return address.toString() + '/' + std::to_string(length);
}

bool IpPrefix::contains(const IpAddress &other) const
{
    if (other.family != address.family || !address.isSet())
        return false;
    const std::size_t whole = length / 8;
    if (!std::equal(address.bytes.begin(), address.bytes.begin() + static_cast<std::ptrdiff_t>(whole),
                    other.bytes.begin()))
        return false;
    const unsigned rest = length % 8;
    if (rest == 0)
        return true;
    const auto mask = static_cast<std::uint8_t>(0xff << (8 - rest));
    return (address.bytes.at(whole) & mask) == (other.bytes.at(whole) & mask);
}

bool MacAddress::isZero() const
{
    return std::all_of(bytes.begin(), bytes.end(), [](auto b) { return b == 0; });
}

std::optional<MacAddress> MacAddress::parse(std::string_view text)
{
    if (text.size() != 17)
        return std::nullopt;
    MacAddress result;
    for (std::size_t i = 0; i < 6; ++i) {
        const char *at = text.data() + i * 3;
        const auto [end, code] = std::from_chars(at, at + 2, result.bytes.at(i), 16);
        if (code != std::errc() || end != at + 2 || (i < 5 && *end != ':'))
            return std::nullopt;
    }
    return result;
}

std::string MacAddress::toString() const
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text(bytes.size() * 3 - 1, ':');
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        text[i * 3] = digits[bytes[i] >> 4];
        text[i * 3 + 1] = digits[bytes[i] & 0xf];
    }
    return text;
}

} // namespace kv::model
