// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/vrrp/advertparser.h"
#include "tests/fuzz/demand.h"
#include "tests/fuzz/oneinput.h"

#include <cstdint>
#include <vector>

namespace kv::tests {

namespace {

void check(const model::Result<model::VrrpAdvert> &advert, std::string_view bytes)
{
    if (!advert) {
        demand(!advert.error().text.empty(), "an error says something", bytes);
        return;
    }
    demand(advert->vrid != 0, "a VRID is 1 to 255", bytes);
    demand(advert->version == 2 || advert->version == 3, "a version is 2 or 3", bytes);
    demand(advert->addresses.size() <= 255, "an advertisement names at most 255 addresses", bytes);
    demandSendable(*advert, bytes);
}

} // namespace

void advertInput(std::string_view bytes)
{
    // A copy of exactly this size: AddressSanitizer sees the first byte behind it.
    const std::vector<std::uint8_t> frame(bytes.begin(), bytes.end());
    check(vrrp::parseFrame(frame), bytes);
    check(vrrp::parsePacket(frame), bytes);
    constexpr std::size_t ethernetBytes = 14;
    if (frame.size() > ethernetBytes)
        check(vrrp::parsePacket(std::span(frame).subspan(ethernetBytes)), bytes);
}

} // namespace kv::tests
