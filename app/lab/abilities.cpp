// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/abilities.h"

#include "app/lab/processes.h"

#include <unistd.h>

namespace kv::lab {

namespace {

struct Packaged {
    const char *program;
    const char *package;
};
constexpr Packaged packages[] = {
    { "dnsmasq", "dnsmasq-base" },  { "haproxy", "haproxy" }, { "iptables-restore", "iptables" },
    { "keepalived", "keepalived" }, { "nft", "nftables" },    { "newuidmap", "uidmap" },
    { "radvd", "radvd" },           { "udhcpc", "udhcpc" },
};

} // namespace

std::string packageOf(const std::string &program)
{
    for (const Packaged &one : packages) {
        if (program == one.program) {
            return one.package;
        }
    }
    return {};
}

Abilities abilitiesHere()
{
    Abilities here;
    for (const char *program : { "dnsmasq", "haproxy", "iptables-restore", "radvd", "udhcpc" }) {
        if (findProgram(program).empty()) {
            here.missingPrograms.insert(program);
        }
    }
    here.hasIpv6 = access("/proc/sys/net/ipv6", F_OK) == 0;
    return here;
}

} // namespace kv::lab
