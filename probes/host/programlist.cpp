// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/host/programlist.h"

#include <algorithm>
#include <array>

namespace kv::host {

namespace {

constexpr std::size_t commBytes = 15; ///< TASK_COMM_LEN without its NUL
constexpr std::size_t wordsLookedAt = 4; ///< an interpreter, its options, the script

/// Programs that are known by the name of their own binary.
constexpr std::array<std::string_view, 9> binaries{
    "dnsmasq",      "radvd",        "haproxy",        "mariadbd",   "mysqld",
    "ovs-vswitchd", "ovsdb-server", "ovn-controller", "keepalived",
};

/// Programs that an interpreter runs, by the name of their script.
constexpr std::array<std::string_view, 9> scripts{
    "neutron-server",
    "neutron-l3-agent",
    "neutron-dhcp-agent",
    "neutron-metadata-agent",
    "neutron-linuxbridge-agent",
    "neutron-openvswitch-agent",
    "neutron-ns-metadata-proxy",
    "neutron-keepalived-state-change",
    "neutron-rootwrap-daemon",
};

/// The last part of a path, without what setproctitle puts behind a name.
std::string_view programName(std::string_view word)
{
    word = word.substr(0, word.find_first_of(" :("));
    return word.substr(word.rfind('/') + 1);
}

template <std::size_t count>
std::string_view found(const std::array<std::string_view, count> &list, std::string_view name)
{
    const auto place = std::find(list.begin(), list.end(), name);
    return place == list.end() ? std::string_view() : *place;
}

bool mentions(const std::vector<std::string> &commandLine, std::string_view text)
{
    return std::any_of(commandLine.begin(), commandLine.end(),
                       [text](const std::string &word) { return word.find(text) != std::string::npos; });
}

} // namespace

bool mayBeListed(std::string_view comm)
{
    for (const std::string_view start :
         { "keepalived", "neutron-", "python", "uwsgi", "apache2", "httpd", "beam.smp" }) {
        if (comm.starts_with(start))
            return true;
    }
    return std::any_of(binaries.begin(), binaries.end(),
                       [comm](std::string_view name) { return name.substr(0, commBytes) == comm; });
}

std::string_view listedProgram(std::string_view comm, const std::vector<std::string> &commandLine)
{
    if (comm.starts_with("keepalived"))
        return "keepalived";
    if (comm == "beam.smp")
        return mentions(commandLine, "rabbit") ? "rabbitmq" : "";
    if (comm.starts_with("uwsgi") || comm.starts_with("apache2") || comm.starts_with("httpd"))
        return mentions(commandLine, "keystone") ? "keystone" : "";
    for (std::size_t i = 0; i < commandLine.size() && i < wordsLookedAt; ++i) {
        if (const auto script = found(scripts, programName(commandLine[i])); !script.empty())
            return script;
    }
    for (const std::string_view name : binaries) {
        if (name.substr(0, commBytes) == comm)
            return name;
    }
    return {};
}

} // namespace kv::host
