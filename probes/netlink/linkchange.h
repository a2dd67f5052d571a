// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/ipaddress.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

namespace kv::netlink {

/// An interface in the namespace where the change is applied: by ifindex when it is not 0, else by name.
struct LinkRef {
    std::string name;
    std::int32_t ifindex = 0;
    bool operator==(const LinkRef &) const = default;
};

/// Another network namespace, by a key that whoever applies the change can resolve; "" is the same namespace.
using NetnsKey = std::string;

struct AddBridge {
    std::string name;
    std::uint32_t mtuBytes = 0; ///< 0: the kernel's default
    bool multicastSnooping = true;
    std::optional<model::MacAddress> mac;
    bool operator==(const AddBridge &) const = default;
};

/// One end of a new veth pair.
struct VethEnd {
    std::string name;
    NetnsKey netns;
    std::uint32_t mtuBytes = 0;
    std::optional<model::MacAddress> mac;
    bool operator==(const VethEnd &) const = default;
};

struct AddVeth {
    VethEnd here; ///< its netns must be ""
    VethEnd there;
    bool operator==(const AddVeth &) const = default;
};

struct AddVxlan {
    std::string name;
    std::uint32_t vni = 0; ///< 1 to 2^24-1
    LinkRef underlay; ///< empty name and index 0: none
    model::IpAddress local; ///< unset: the kernel chooses by route
    model::IpAddress group; ///< multicast group or one remote; unset: FDB entries only
    std::uint16_t port = 8472; ///< destination UDP port; Linux's default, not IANA's 4789
    std::uint32_t mtuBytes = 0;
    bool operator==(const AddVxlan &) const = default;
};

/// In private mode, as keepalived's use_vmac makes them.
struct AddMacvlan {
    std::string name;
    LinkRef underlay;
    bool operator==(const AddMacvlan &) const = default;
};

struct DeleteLink {
    LinkRef link;
    bool operator==(const DeleteLink &) const = default;
};

struct SetUp {
    LinkRef link;
    bool up = true;
    bool operator==(const SetUp &) const = default;
};

/// Makes the link a port of the bridge; an empty master releases it.
struct SetMaster {
    LinkRef link;
    LinkRef master;
    bool operator==(const SetMaster &) const = default;
};

/// IFLA_INET6_ADDR_GEN_MODE (linux/if_link.h): none = no link-local address is made by the kernel.
enum class AddrGenMode : std::uint8_t { eui64 = 0, none = 1 };

struct SetAddrGenMode {
    LinkRef link;
    AddrGenMode mode = AddrGenMode::none;
    bool operator==(const SetAddrGenMode &) const = default;
};

struct AddAddress {
    LinkRef link;
    model::IpPrefix address;
    bool noDad = false; ///< IFA_F_NODAD, IPv6 only
    bool broadcast = false; ///< also set the prefix's broadcast address, IPv4 only
    bool operator==(const AddAddress &) const = default;
};

struct RemoveAddress {
    LinkRef link;
    model::IpPrefix address;
    bool operator==(const RemoveAddress &) const = default;
};

/// A route of the main table; length 0 is the default route. Unset via: on-link.
struct AddRoute {
    model::IpPrefix destination;
    model::IpAddress via;
    LinkRef link; ///< may be empty when via decides
    bool operator==(const AddRoute &) const = default;
};

/// One write to the kernel's links, as a value: plans are made of them, undo holds them.
using LinkChange = std::variant<AddBridge, AddVeth, AddVxlan, AddMacvlan, DeleteLink, SetUp, SetMaster,
                                SetAddrGenMode, AddAddress, RemoveAddress, AddRoute>;

/// For people and logs, in the words of ip(8): "link set overlay0 down".
std::string describe(const LinkChange &change);

} // namespace kv::netlink
