// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kv::model {

enum class IpFamily : std::uint8_t { none = 0, v4 = 4, v6 = 6 };

/// An IPv4 or IPv6 address as bytes in network order; IPv4 uses the first four. Default: none.
struct IpAddress {
    IpFamily family = IpFamily::none;
    std::array<std::uint8_t, 16> bytes{};

    bool isSet() const { return family != IpFamily::none; }
    std::size_t size() const { return family == IpFamily::v4 ? 4 : family == IpFamily::v6 ? 16 : 0; }
    bool isLinkLocal() const; ///< 169.254/16 or fe80::/10
    bool isMulticast() const;
    bool isLoopback() const;
    auto operator<=>(const IpAddress &) const = default;

    static IpAddress v4(std::uint8_t a, std::uint8_t b, std::uint8_t c, std::uint8_t d);
    /// Copies 4 or 16 bytes; any other length gives an unset address.
    static IpAddress fromBytes(const void *data, std::size_t size);
    /// As inet_pton; no zone, no prefix.
    static std::optional<IpAddress> parse(std::string_view text);
    /// As inet_ntop; "" when unset.
    std::string toString() const;
};

/// An address with its prefix length, 0-32 or 0-128.
struct IpPrefix {
    IpAddress address;
    std::uint8_t length = 0;
    auto operator<=>(const IpPrefix &) const = default;

    /// "A/N"; without "/N" the full length.
    static std::optional<IpPrefix> parse(std::string_view text);
    std::string toString() const;
    bool contains(const IpAddress &other) const;
};

/// A 48-bit Ethernet address.
struct MacAddress {
    std::array<std::uint8_t, 6> bytes{};
    bool isZero() const;
    bool isMulticast() const { return (bytes[0] & 1) != 0; }
    auto operator<=>(const MacAddress &) const = default;

    static std::optional<MacAddress> parse(std::string_view text);
    std::string toString() const;
};

} // namespace kv::model
