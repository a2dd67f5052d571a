// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/definition.h"

#include <string>

namespace kv::lab {

/// The router's NAT and stateful filter in nft's language: the chains and rules of neutron/agent/l3
/// (PREROUTING, float-snat, snat, the metadata redirection) for its floating IPs, its own address for
/// everything else, and no new connections from outside but to a floating IP or, IPv6 being routed, to the
/// inside by ICMPv6 and ssh.
std::string natRules(const RouterDefinition &router);

} // namespace kv::lab
