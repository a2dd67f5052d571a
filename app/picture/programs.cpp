// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/programs.h"

#include "app/picture/text.h"

#include <array>
#include <string_view>

namespace kv::picture {

namespace {

struct Shown {
    std::string_view program; ///< ProcessInfo::name
    const char *name;
    bool isAgent; ///< "L3" is shown as "L3 agent"
};

/// In the order in which they are shown.
constexpr std::array agents{
    Shown{ "neutron-server", "Neutron API", false },
    Shown{ "keystone", "Keystone", false },
    Shown{ "rabbitmq", "RabbitMQ", false },
    Shown{ "mariadbd", "MariaDB", false },
    Shown{ "mysqld", "MySQL", false },
    Shown{ "neutron-l3-agent", "L3", true },
    Shown{ "neutron-linuxbridge-agent", "LB", true },
    Shown{ "neutron-openvswitch-agent", "OVS", true },
    Shown{ "neutron-dhcp-agent", "DHCP", true },
    Shown{ "neutron-metadata-agent", "metadata", true },
};

constexpr std::array<std::string_view, 2> proxies{ "haproxy", "neutron-ns-metadata-proxy" };
constexpr std::array<std::string_view, 2> daemons{ "dnsmasq", "radvd" };

template <class Matches> bool isRunning(const model::HostView &view, Matches matches)
{
    for (const auto &[pid, fact] : view.processes) {
        if (fact.value.state == model::ProcessState::running && matches(fact.value))
            return true;
    }
    return false;
}

bool isRunningIn(const model::HostView &view, model::NetnsCookie netns, std::string_view program)
{
    return isRunning(view, [netns, program](const model::ProcessInfo &process) {
        return process.netns == netns && process.name == program;
    });
}

} // namespace

QStringList agentsOf(const model::HostView &view)
{
    QStringList found;
    for (const Shown &agent : agents) {
        const bool isSeen = isRunning(
            view, [&agent](const model::ProcessInfo &process) { return process.name == agent.program; });
        if (isSeen)
            found << (agent.isAgent ? Text::tr("%1 agent").arg(QLatin1String(agent.name))
                                    : QString::fromLatin1(agent.name));
    }
    return found;
}

QStringList servicesIn(const model::HostView &view, model::NetnsCookie netns)
{
    QStringList found;
    const std::string name = view.namespaceName(netns);
    for (const std::string_view program : proxies) {
        if (!isRunningIn(view, netns, program) || found.contains(Text::tr("metadata process")))
            continue;
        // Neutron's proxy of the metadata is a haproxy in the namespaces that it serves.
        const bool isNeutrons =
            program != "haproxy" || name.starts_with("qdhcp-") || name.starts_with("qrouter-");
        found << (isNeutrons ? Text::tr("metadata process") : QStringLiteral("haproxy"));
    }
    for (const std::string_view program : daemons) {
        if (isRunningIn(view, netns, program))
            found << QString::fromLatin1(program.data(), static_cast<qsizetype>(program.size()));
    }
    return found;
}

} // namespace kv::picture
