// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/keepalived.h"
#include "probes/vrrp/conflines.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kv::vrrp {

constexpr std::size_t maxConfInstances = 256;
constexpr std::size_t maxNotUnderstood = 32;

/// The vrrp_instance blocks of a keepalived.conf(5) text with its includes, tolerant: what is unknown is
/// named by file, line and first word in notUnderstood (of every instance when it stands outside them), and
/// bounds leave things out and say so there. `file` is only copied into the values, with Neutron's router id
/// from ".../ha_confs/<id>/".
std::vector<model::VrrpInstanceConfig> parseKeepalivedConf(std::string_view text, const std::string &file,
                                                           const ConfSurroundings &surroundings = {});

} // namespace kv::vrrp
