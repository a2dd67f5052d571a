// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/ipaddress.h"

#include <cstdint>
#include <string>
#include <vector>

namespace kv::lab {

/// Where the file describes a thing, for messages; 0 = not from a file.
using SourceLine = int;

/// A physical network: one bridge in the fabric, "br-" and its name.
struct Fabric {
    std::string name;
    std::uint32_t mtuBytes = 1500;
    SourceLine line = 0;
};

/// A physical interface of a host. An empty fabric: see Wire.
struct Nic {
    std::string name;
    std::string fabric;
    std::vector<model::IpPrefix> addresses;
    SourceLine line = 0;
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
    /// Stand-ins for Neutron's processes ("neutron-server" collects what the others report), its database and
    /// its message bus.
    std::vector<std::string> agents;
    SourceLine line = 0;
};

/// A cable between two hosts without a bridge.
struct Wire {
    std::string host;
    std::string nic;
    std::string otherHost;
    std::string otherNic;
    SourceLine line = 0;
};

/// A network's addresses of one family.
struct Subnet {
    std::string id; ///< a UUID, as in the names of dnsmasq's tags
    model::IpPrefix prefix;
    model::IpAddress gateway;
    model::IpAddress nameServer; ///< may be unset
    SourceLine line = 0;
};

/// The DHCP agent's port of a network on one host: qdhcp-ID with dnsmasq and the metadata proxy.
struct DhcpPort {
    std::string host;
    std::string portId;
    model::MacAddress mac;
    std::vector<model::IpPrefix> addresses;
    SourceLine line = 0;
};

/// A Neutron network. vni 0: flat, the host's nic is a port of its bridge; else VXLAN over the nic.
struct NetworkDefinition {
    std::string name;
    std::string id;
    std::uint32_t vni = 0;
    std::string nic;
    std::uint32_t mtuBytes = 1500;
    bool portSecurity = true; ///< security groups filter its instances
    std::vector<Subnet> subnets;
    std::vector<DhcpPort> dhcp;
    SourceLine line = 0;
};

/// A qr- or qg- port; the same on every host that holds the router.
struct RouterPort {
    std::string portId; ///< 11 characters, as in the names of its interfaces
    std::string network;
    model::MacAddress mac;
    std::vector<model::IpPrefix> addresses;
    bool isGateway = false;
    SourceLine line = 0;
};

/// The router's instance on one host. Without an HA network it has no ha- port.
struct RouterInstance {
    std::string host;
    std::string haPortId;
    model::MacAddress haMac;
    model::IpPrefix haAddress;
    SourceLine line = 0;
};

struct FloatingIp {
    model::IpAddress floating;
    model::IpAddress fixed;
};

struct RouterDefinition {
    std::string name;
    std::string id;
    std::string haNetwork; ///< "": not redundant, one instance without keepalived
    std::uint8_t vrid = 1;
    std::uint8_t priority = 50;
    /// Neutron's ha_vrrp_health_check_interval in seconds: a script pings the next hops; 0 = none.
    std::uint32_t healthCheckSeconds = 0;
    std::vector<RouterInstance> instances; ///< the first becomes active first
    std::vector<RouterPort> ports;
    std::vector<model::IpAddress> gateways; ///< next hops of its default routes
    std::vector<FloatingIp> floatingIps;
    SourceLine line = 0;

    bool isRedundant() const { return !haNetwork.empty(); }
};

struct InstanceDefinition {
    std::string name; ///< its namespace is "instance-" and this
    std::string host;
    std::string network;
    std::string portId;
    model::MacAddress mac;
    /// What it has at last: by DHCP (IPv4) and SLAAC (IPv6), or set by hand when isStatic.
    std::vector<model::IpPrefix> addresses;
    std::vector<model::IpAddress> gateways; ///< isStatic only
    bool isStatic = false;
    SourceLine line = 0;
};

/// A keepalived of a host, without Neutron.
struct KeepalivedDefinition {
    std::string host;
    std::vector<std::string> config; ///< lines; {advert_int} and {vrrp_version} become the timers'
    /// An address that it has to hold, or unset, before the next one is started.
    model::IpAddress holds;
    bool usesVmac = false; ///< needs macvlan in the kernel
    SourceLine line = 0;
};

/// What continuity is measured to, and from where, unless the user says otherwise.
struct Target {
    std::string fromHost;
    model::IpAddress address;
    SourceLine line = 0;
};

/// Everything that a lab is made of.
struct Definition {
    std::string name;
    std::vector<Fabric> fabrics;
    std::vector<HostDefinition> hosts;
    std::vector<Wire> wires;
    std::vector<NetworkDefinition> networks;
    std::vector<RouterDefinition> routers;
    std::vector<InstanceDefinition> instances;
    std::vector<KeepalivedDefinition> keepalived;
    std::vector<Target> targets;
};

/// The host that is no host: the namespace with the fabrics' bridges.
inline constexpr const char *fabricHost = "fabric";

/// nullptr when there is none of this name.
const NetworkDefinition *findNetwork(const Definition &definition, const std::string &name);
const HostDefinition *findHost(const Definition &definition, const std::string &name);

} // namespace kv::lab
