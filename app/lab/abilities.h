// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>

namespace kv::lab {

/// What this system has of the things that a lab can do without.
struct Abilities {
    std::set<std::string> missingPrograms; ///< of dnsmasq, haproxy, iptables-restore, radvd, udhcpc
    bool hasIpv6 = true;

    bool has(const std::string &program) const { return !missingPrograms.contains(program); }
};

/// Looks.
Abilities abilitiesHere();

/// "apt install" and this; "" for a program of none of the lab's packages.
std::string packageOf(const std::string &program);

} // namespace kv::lab
