// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/dhcpclient.h"

namespace kv::lab {

// RFC 3442: whoever understands classless routes ignores the router option.
std::string dhcpClientScriptText()
{
    return R"(#!/bin/sh
case "$1" in
deconfig)
    ip -4 addr flush dev "$interface"
    ;;
bound | renew)
    ip addr replace "$ip/$mask" broadcast "${broadcast:-+}" dev "$interface" valid_lft "$lease" preferred_lft "$lease"
    if [ -n "$staticroutes" ]; then
        set -- $staticroutes
        while [ $# -ge 2 ]; do
            ip route replace "$1" via "$2" dev "$interface"
            shift 2
        done
    elif [ -n "$router" ]; then
        ip route replace default via "${router%% *}" dev "$interface"
    fi
    ;;
esac
)";
}

Program dhcpClient(const std::string &hostName)
{
    return { "udhcpc",
             { "udhcpc", "-f", "-i", "eth0", "-s", dhcpClientScript, "-t", "1000", "-T", "1", "-A", "1", "-x",
               "hostname:" + hostName, "-O", "staticroutes" },
             {},
             {} };
}

} // namespace kv::lab
