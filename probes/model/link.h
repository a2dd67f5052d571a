// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/ipaddress.h"
#include "probes/model/netns.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kv::model {

/// Kinds that Keepview treats in a way of their own; every other keeps the kernel's word in Link::kindName.
enum class LinkKind {
    physical,
    loopback,
    bridge,
    veth,
    vxlan,
    tuntap,
    vlan, ///< 802.1Q or 802.1ad on a parent
    bond, ///< bond or team
    macvlan, ///< macvlan, macvtap, ipvlan, ipvtap: shares its parent; keepalived's use_vmac makes them
    vrf,
    dummy,
    tunnel, ///< gre, ipip, sit, geneve, wireguard, …: kindName says which
    other,
};

std::string_view linkKindName(LinkKind kind);
std::optional<LinkKind> linkKindFromName(std::string_view name);

/// RFC 2863 operational state as in IFLA_OPERSTATE (linux/if.h, IF_OPER_*; same numbers).
enum class OperState : std::uint8_t {
    unknown = 0,
    notPresent = 1,
    down = 2,
    lowerLayerDown = 3,
    testing = 4,
    dormant = 5,
    up = 6,
};

/// The other end of a veth. netns is 0 when that namespace cannot be seen from this host; then only ifindex
/// is known.
struct VethPeer {
    NetnsCookie netns = 0;
    std::int32_t ifindex = 0;
    bool operator==(const VethPeer &) const = default;
};

/// What a VLAN, macvlan or tunnel rides on (IFLA_LINK), with netns as in VethPeer.
using LinkParent = VethPeer;

constexpr std::uint16_t maxVlanId = 4095; ///< 12 bits, IEEE 802.1Q
constexpr std::uint32_t maxVni = 0xFFFFFF; ///< 24 bits, RFC 7348

/// IFLA_VLAN_* of one VLAN device.
struct VlanInfo {
    std::uint16_t id = 0;
    bool isServiceTag = false; ///< 802.1ad instead of 802.1Q
    bool operator==(const VlanInfo &) const = default;
};

/// IFLA_BOND_* of one bond.
struct BondInfo {
    std::string mode; ///< as bonding.rst names it: "active-backup", "802.3ad", …; "mode N" for an unknown one
    std::int32_t activeIfindex = 0; ///< the slave that sends, in the modes that have one; 0 when none
    bool operator==(const BondInfo &) const = default;
};

/// What a port's bond says of it (IFLA_INFO_SLAVE_DATA).
struct BondPort {
    bool isActive = false; ///< BOND_STATE_ACTIVE
    bool isMiiUp = false;
    bool operator==(const BondPort &) const = default;
};

/// Outer side of a tunnel. Unset addresses and 0 are "none".
struct TunnelInfo {
    IpAddress local;
    IpAddress remote;
    std::uint32_t id = 0; ///< geneve's VNI, gre's output key
    std::uint16_t port = 0; ///< UDP destination port where there is one
    bool operator==(const TunnelInfo &) const = default;
};

/// IFLA_VXLAN_* of one VXLAN device.
struct VxlanInfo {
    std::uint32_t vni = 0;
    IpAddress local; ///< unset when the device has none
    IpAddress group; ///< multicast group or one remote; unset when only FDB entries are used
    std::uint16_t port = 0; ///< destination UDP port; Linux's default is 8472
    std::int32_t underlayIfindex = 0; ///< IFLA_VXLAN_LINK in the link's own namespace, 0 when none
    bool operator==(const VxlanInfo &) const = default;
};

/// One network interface.
struct Link {
    LinkKey key;
    std::string name;
    LinkKind kind = LinkKind::other;
    std::string kindName; ///< IFLA_INFO_KIND as the kernel says it; "" for physical and loopback
    MacAddress mac;
    std::uint32_t mtuBytes = 0;
    bool adminUp = false; ///< IFF_UP
    bool carrier = false; ///< IFF_LOWER_UP
    OperState oper = OperState::unknown;
    std::int32_t masterIfindex =
        0; ///< the bridge, bond or VRF it is a port of, in the same namespace; 0 when none
    std::optional<VethPeer> peer;
    std::optional<VxlanInfo> vxlan; ///< unset too when what the kernel says is no VNI
    std::optional<LinkParent> parent; ///< of VLAN, macvlan and tunnel devices that have one
    std::optional<VlanInfo> vlan; ///< unset too when what the kernel says is no VLAN id
    std::optional<BondInfo> bond;
    std::optional<BondPort> bondPort;
    std::optional<TunnelInfo> tunnel;
    std::string
        mode; ///< macvlan's: "private", "vepa", "bridge", "passthru", "source"; ipvlan's: "l2", "l3", "l3s"
    std::uint32_t vrfTable = 0; ///< 0: no VRF
    bool operator==(const Link &) const = default;

    /// Up, and nothing below it says that frames cannot leave: admin up, carrier, and not
    /// lowerLayerDown/down.
    bool isUsable() const;
    /// Neither loopback, bridge, veth, VXLAN nor tap, and no hardware: a device that stands for itself.
    bool isOwnDevice() const;
};

} // namespace kv::model
