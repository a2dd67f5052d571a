// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"

#include <string>

namespace kv::engine {

/// Whether an address can only be reached through the router, by facts: one of its own virtual addresses, a
/// floating IP of its NAT, in a subnet of its inside ports (Neutron's qr-), or another host's route leads
/// there through it.
bool isBehind(const state::Site &site, const state::Router &router, const model::IpAddress &address);

/// The router's device that its configuration has the prefix on, if its name begins so; "" = none.
std::string deviceWith(const state::Site &site, const state::Router &router, const model::IpPrefix &prefix,
                       const char *beginning);
/// Whether the prefix is on a device of the router whose name begins so: Neutron's qr- and qg-.
bool isOnDevice(const state::Site &site, const state::Router &router, const model::IpPrefix &prefix,
                const char *device);

} // namespace kv::engine
