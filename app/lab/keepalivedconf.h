// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/definition.h"
#include "app/lab/timers.h"

#include <string>

namespace kv::lab {

/// keepalived.conf as neutron/agent/linux/keepalived.py writes it; other timers add vrrp_version.
/// A kernel without IPv6 has no link-local addresses to take over.
std::string keepalivedConf(const RouterDefinition &router, const RouterInstance &instance,
                           const Timers &timers, bool hasIpv6 = true);

/// The track script of a router with a health check, and where it is; as neutron/agent/linux/keepalived.py
/// (KeepalivedTrackScript) writes it.
std::string healthCheckPath(const RouterDefinition &router);
std::string healthCheckScript(const RouterDefinition &router, bool hasIpv6 = true);

/// 169.254.0.VRID/24 (neutron/agent/linux/keepalived.py, get_primary_vip).
model::IpPrefix primaryVip(const RouterDefinition &router);

/// As keepalived.conf has advert_int: "2", "0.10".
std::string advertInterval(const Timers &timers);

/// "qr-" or "qg-" and the port id.
std::string interfaceName(const RouterPort &port);

} // namespace kv::lab
