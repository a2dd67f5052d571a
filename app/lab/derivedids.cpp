// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/derivedids.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>

namespace kv::lab {

namespace {

/// FNV-1a with a final mix, so that seeds which differ in the last letter differ everywhere.
std::uint64_t hashOf(std::string_view seed, std::uint64_t salt)
{
    std::uint64_t hash = 0xcbf29ce484222325ULL ^ salt;
    for (const char c : seed) {
        hash = (hash ^ static_cast<std::uint8_t>(c)) * 0x100000001b3ULL;
    }
    hash = (hash ^ hash >> 33) * 0xff51afd7ed558ccdULL;
    hash = (hash ^ hash >> 33) * 0xc4ceb9fe1a85ec53ULL;
    return hash ^ hash >> 33;
}

} // namespace

std::string derivedUuid(std::string_view seed)
{
    const std::uint64_t high = hashOf(seed, 0);
    const std::uint64_t low = hashOf(seed, 0x9e3779b97f4a7c15ULL);
    std::array<char, 37> text{};
    // Version 4, variant 1, as every UUID of Neutron (RFC 4122, 4.4).
    std::snprintf(text.data(), text.size(), "%08x-%04x-4%03x-%04x-%012llx", static_cast<unsigned>(high >> 32),
                  static_cast<unsigned>(high >> 16 & 0xffff), static_cast<unsigned>(high & 0xfff),
                  static_cast<unsigned>((low >> 48 & 0x3fff) | 0x8000),
                  static_cast<unsigned long long>(low & 0xffffffffffffULL));
    return text.data();
}

std::string derivedPortId(std::string_view seed)
{
    return derivedUuid(seed).substr(0, 11);
}

model::MacAddress derivedMac(std::string_view seed)
{
    const std::uint64_t hash = hashOf(seed, 0x517cc1b727220a95ULL);
    return { { 0xfa, 0x16, 0x3e, static_cast<std::uint8_t>(hash >> 16), static_cast<std::uint8_t>(hash >> 8),
               static_cast<std::uint8_t>(hash) } };
}

model::IpPrefix autoAddress(const model::IpPrefix &prefix, const model::MacAddress &mac)
{
    const auto &m = mac.bytes;
    model::IpPrefix made = prefix;
    const std::array<std::uint8_t, 8> identifier{
        static_cast<std::uint8_t>(m[0] ^ 0x02), m[1], m[2], 0xff, 0xfe, m[3], m[4], m[5]
    };
    std::copy(identifier.begin(), identifier.end(), made.address.bytes.begin() + 8);
    return made;
}

model::IpPrefix linkLocalOf(const model::MacAddress &mac)
{
    const std::array<std::uint8_t, 16> linkLocal{ 0xfe, 0x80 };
    return autoAddress({ model::IpAddress::fromBytes(linkLocal.data(), linkLocal.size()), 64 }, mac);
}

} // namespace kv::lab
