// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/model/link.h"

#include <array>
#include <utility>

namespace kv::model {

namespace {

constexpr std::array<std::pair<LinkKind, std::string_view>, 13> names{ {
    { LinkKind::physical, "physical" },
    { LinkKind::loopback, "loopback" },
    { LinkKind::bridge, "bridge" },
    { LinkKind::veth, "veth" },
    { LinkKind::vxlan, "vxlan" },
    { LinkKind::tuntap, "tuntap" },
    { LinkKind::vlan, "vlan" },
    { LinkKind::bond, "bond" },
    { LinkKind::macvlan, "macvlan" },
    { LinkKind::vrf, "vrf" },
    { LinkKind::dummy, "dummy" },
    { LinkKind::tunnel, "tunnel" },
    { LinkKind::other, "other" },
} };

} // namespace

std::string_view linkKindName(LinkKind kind)
{
    for (const auto &[value, name] : names) {
        if (value == kind)
            return name;
    }
    return "other";
}

std::optional<LinkKind> linkKindFromName(std::string_view name)
{
    for (const auto &[value, known] : names) {
        if (known == name)
            return value;
    }
    return std::nullopt;
}

bool Link::isUsable() const
{
    return adminUp && carrier && oper != OperState::down && oper != OperState::lowerLayerDown
        && oper != OperState::notPresent;
}

bool Link::isOwnDevice() const
{
    switch (kind) {
    case LinkKind::vlan:
    case LinkKind::bond:
    case LinkKind::macvlan:
    case LinkKind::vrf:
    case LinkKind::dummy:
    case LinkKind::tunnel:
    case LinkKind::other:
        return true;
    default:
        return false;
    }
}

} // namespace kv::model
