// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/keepalived.h"

#include <optional>
#include <string>

namespace kv::host {

/// Neutron's state file in a router's directory, made printable; nothing when it is not there.
std::optional<model::HaStateFile> readHaStateFile(const std::string &directory);

} // namespace kv::host
