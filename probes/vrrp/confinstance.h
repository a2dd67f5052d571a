// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/keepalived.h"
#include "probes/vrrp/conftracking.h"

namespace kv::vrrp {

constexpr std::size_t maxConfAddresses = 1024;
constexpr std::size_t maxConfRoutes = 1024;
constexpr std::size_t maxConfPeers = 256;

/// One vrrp_instance block. `globalVersion` is vrrp_version's. Its file is left to the caller.
model::VrrpInstanceConfig readInstance(const ConfStatement &statement, std::uint8_t globalVersion,
                                       const TrackedDefinitions &definitions, const Note &note);

} // namespace kv::vrrp
