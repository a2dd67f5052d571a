// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/ipaddress.h"

#include <cstdint>
#include <string>
#include <vector>

namespace kv::lab {

/// A physical network: one bridge in the fabric.
struct Fabric {
    std::string name; ///< "management"; its bridge is "br-" and the first 8 letters
    std::uint32_t mtuBytes = 1500;
};

/// A physical interface of a host. An empty fabric: see Wire.
struct Nic {
    std::string name;
    std::string fabric;
    std::vector<model::IpPrefix> addresses;
};

struct StaticRoute {
    model::IpPrefix destination; ///< length 0: default
    model::IpAddress via;
};

struct HostDefinition {
    std::string name;
    std::vector<Nic> nics;
    std::vector<StaticRoute> routes;
    bool forwards = false; ///< routes packets of both families
};

/// A cable between two hosts without a bridge.
struct Wire {
    std::string host;
    std::string nic;
    std::string otherHost;
    std::string otherNic;
};

/// A Neutron network. vni 0: flat, the host's nic is a port of its bridge; else VXLAN over the nic.
struct NetworkDefinition {
    std::string name;
    std::string id;
    std::uint32_t vni = 0;
    std::string nic;
    std::uint32_t mtuBytes = 1500;
};

/// A qr- or qg- port; the same on every host that holds the router.
struct RouterPort {
    std::string portId; ///< 11 characters, as in the names of its interfaces
    std::string network;
    model::MacAddress mac;
    std::vector<model::IpPrefix> addresses;
    bool isGateway = false;
};

/// The router's instance on one host.
struct RouterInstance {
    std::string host;
    std::string haPortId;
    model::MacAddress haMac;
    model::IpPrefix haAddress;
};

struct FloatingIp {
    model::IpAddress floating;
    model::IpAddress fixed;
};

struct RouterDefinition {
    std::string name;
    std::string id;
    std::string haNetwork;
    std::uint8_t vrid = 1;
    std::uint8_t priority = 50;
    std::vector<RouterInstance> instances; ///< the first becomes active first
    std::vector<RouterPort> ports;
    std::vector<model::IpAddress> gateways; ///< next hops of its default routes
    std::vector<FloatingIp> floatingIps;
};

struct InstanceDefinition {
    std::string name; ///< its namespace is "instance-" and this
    std::string host;
    std::string network;
    std::string portId;
    model::MacAddress mac;
    std::vector<model::IpPrefix> addresses;
    std::vector<model::IpAddress> gateways;
};

/// What continuity is measured to, and from where, unless the user says otherwise.
struct Target {
    std::string fromHost;
    model::IpAddress address;
};

/// Everything that a lab is made of.
struct Definition {
    std::vector<Fabric> fabrics;
    std::vector<HostDefinition> hosts;
    std::vector<Wire> wires;
    std::vector<NetworkDefinition> networks;
    std::vector<RouterDefinition> routers;
    std::vector<InstanceDefinition> instances;
    std::vector<Target> targets;
};

/// The host that is no host: the namespace with the fabrics' bridges.
inline constexpr const char *fabricHost = "fabric";

/// The guide "Linux bridge: High availability using VRRP", as far as router2 reaches.
Definition guideDefinition();

} // namespace kv::lab
