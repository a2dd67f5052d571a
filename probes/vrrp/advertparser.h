// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/result.h"
#include "probes/model/vrrpadvert.h"

#include <cstdint>
#include <span>

namespace kv::vrrp {

/// IPPROTO_VRRP, RFC 5798 section 5.1.1.4.
constexpr std::uint8_t ipProtocol = 112;

/// One Ethernet frame (up to two VLAN tags) that holds a VRRP advertisement. Malformed: anything cut short,
/// another protocol, a TTL or hop limit other than 255, a fragment, a wrong IPv4 header checksum, an unknown
/// version or type, VRID 0. A wrong VRRP checksum is not an error: see VrrpAdvert::checksumValid.
model::Result<model::VrrpAdvert> parseFrame(std::span<const std::uint8_t> frame);

/// The same from the IP header on; sourceMac stays zero.
model::Result<model::VrrpAdvert> parsePacket(std::span<const std::uint8_t> packet);

} // namespace kv::vrrp
