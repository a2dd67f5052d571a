// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/definition.h"
#include "app/lab/standin.h"

#include <string>

namespace kv::lab {

/// haproxy of a network's qdhcp or a router's qrouter namespace and its file, as
/// neutron/agent/metadata/driver.py writes it, but for `user` and `group` (the lab has no account "neutron")
/// and the log (the lab has no syslog).
struct MetadataProxy {
    std::string configPath;
    std::string config;
    Program program;
};

MetadataProxy networkMetadataProxy(const NetworkDefinition &network, const std::string &interface,
                                   bool hasIpv6);
MetadataProxy routerMetadataProxy(const RouterDefinition &router, bool hasIpv6);

/// Where a program of Neutron's leaves its pid: "/var/lib/neutron/external/pids/ID.pid.PROGRAM".
std::string neutronPidFile(const std::string &id, const std::string &program);

} // namespace kv::lab
