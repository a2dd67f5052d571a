// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/definition.h"
#include "app/lab/standin.h"

#include <string>

namespace kv::lab {

/// Where Neutron has it: "/var/lib/neutron/ra/ID.radvd.conf".
std::string radvdConfPath(const RouterDefinition &router);

/// As neutron/agent/linux/ra.py writes it; "" for a router without an IPv6 subnet inside.
std::string radvdConf(const Definition &lab, const RouterDefinition &router);

/// radvd in the foreground, with its log on stderr and as who it is.
Program radvd(const RouterDefinition &router);

} // namespace kv::lab
