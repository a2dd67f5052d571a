// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/linkkinds.h"

#include <array>

namespace kv::netlink {

namespace {

std::string macvlanMode(std::uint32_t mode)
{
    switch (mode) {
    case MACVLAN_MODE_PRIVATE:
        return "private";
    case MACVLAN_MODE_VEPA:
        return "vepa";
    case MACVLAN_MODE_BRIDGE:
        return "bridge";
    case MACVLAN_MODE_PASSTHRU:
        return "passthru";
    case MACVLAN_MODE_SOURCE:
        return "source";
    default:
        return "mode " + std::to_string(mode);
    }
}

std::string ipvlanMode(std::uint16_t mode)
{
    constexpr std::array<std::string_view, 3> modes{ "l2", "l3", "l3s" }; // IPVLAN_MODE_*
    return mode < modes.size() ? std::string(modes[mode]) : "mode " + std::to_string(mode);
}

} // namespace

bool readMacvlan(std::string_view kindName, const LinkMessage &message, RawLink &into)
{
    const bool isMacvlan = kindName == "macvlan" || kindName == "macvtap";
    const bool isIpvlan = kindName == "ipvlan" || kindName == "ipvtap";
    if (!isMacvlan && !isIpvlan)
        return false;
    into.link.kind = model::LinkKind::macvlan;
    if (isMacvlan) {
        if (const auto mode =
                Attributes<IFLA_MACVLAN_MAX + 1>(message.infoData).get<std::uint32_t>(IFLA_MACVLAN_MODE))
            into.link.mode = macvlanMode(*mode);
    } else if (const auto mode =
                   Attributes<IFLA_IPVLAN_MAX + 1>(message.infoData).get<std::uint16_t>(IFLA_IPVLAN_MODE)) {
        into.link.mode = ipvlanMode(*mode);
    }
    readParent(message, into);
    return true;
}

} // namespace kv::netlink
