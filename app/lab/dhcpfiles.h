// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/definition.h"
#include "app/lab/standin.h"

#include <string>
#include <vector>

namespace kv::lab {

/// A file of /var/lib/neutron/dhcp/ID.
struct DhcpFile {
    std::string name;
    std::string text;
};

/// host, addn_hosts, opts, interface and leases as neutron/agent/linux/dhcp.py (class Dnsmasq) writes them,
/// for the instances and router ports of the network.
std::vector<DhcpFile> dhcpFiles(const Definition &lab, const NetworkDefinition &network,
                                const DhcpPort &port);

/// dnsmasq as the DHCP agent starts it, but in the foreground and with its log on stderr.
Program dnsmasq(const NetworkDefinition &network, const DhcpPort &port);

/// "/var/lib/neutron/dhcp/ID"
std::string dhcpDirectory(const NetworkDefinition &network);

/// The name of the DHCP port's interface.
std::string interfaceName(const DhcpPort &port);

} // namespace kv::lab
