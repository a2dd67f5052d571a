// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/ipaddress.h"
#include "probes/model/time.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace kv::icmp {

/// ICMP header and our payload: magic, cookie, sequence, time of the call.
constexpr std::size_t echoBytes = 8 + 4 + 8 + 8 + 8;
using EchoBytes = std::array<std::uint8_t, echoBytes>;

struct EchoContent {
    std::uint16_t ident = 0;
    std::uint64_t cookie = 0;
    std::uint64_t sequence = 0;
    model::TimeUs calledAt = 0;
    bool operator==(const EchoContent &) const = default;
};

/// An echo request from the ICMP header on. The ICMP checksum is filled for IPv4; the kernel fills it for
/// IPv6.
EchoBytes writeEchoRequest(model::IpFamily family, const EchoContent &content);

/// An echo reply of ours as a raw socket gives it: with the IPv4 header, without the IPv6 one. Nothing when
/// it is anything else.
std::optional<EchoContent> readEchoReply(model::IpFamily family, std::span<const std::uint8_t> packet);

} // namespace kv::icmp
