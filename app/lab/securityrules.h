// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/definition.h"

#include <string>

namespace kv::lab {

/// Whether something of the host is filtered: an instance on a network with port security.
bool hasFilteredPorts(const Definition &lab, const std::string &host);

/// What Neutron's Linux bridge agent loads on a host with firewall_driver iptables and without ipset, in the
/// language of iptables-restore or ip6tables-restore: the default security group, to which the guide adds
/// ICMP and SSH, for each instance, and the other ports of the host as trusted.
std::string securityGroupRules(const Definition &lab, const std::string &host, model::IpFamily family);

/// What the agent's arp_protect does with ebtables, in nft's language: an instance sends with its own MAC,
/// and speaks ARP only for its own address.
std::string spoofingRules(const Definition &lab, const std::string &host);

} // namespace kv::lab
