// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/ipaddress.h"

#include <string>
#include <string_view>

namespace kv::lab {

/// Identities for what a definition does not name itself: the same seed gives the same one.
std::string derivedUuid(std::string_view seed);
/// The first 11 characters of such a UUID, as in the names of a port's interfaces.
std::string derivedPortId(std::string_view seed);
/// With Neutron's base_mac, fa:16:3e.
model::MacAddress derivedMac(std::string_view seed);

/// The modified EUI-64 address of the MAC in a /64 (RFC 4291, appendix A).
model::IpPrefix autoAddress(const model::IpPrefix &prefix, const model::MacAddress &mac);
/// autoAddress in fe80::/64.
model::IpPrefix linkLocalOf(const model::MacAddress &mac);

} // namespace kv::lab
