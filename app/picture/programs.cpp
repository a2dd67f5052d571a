// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/programs.h"

#include "app/picture/text.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace kv::picture {

namespace {

struct Shown {
    std::string_view program; ///< ProcessInfo::name
    const char *name;
    bool isAgent; ///< "L3" is shown as "L3 agent"
    const char *title; ///< in the overview
};

/// In the order in which they are shown.
constexpr std::array agents{
    Shown{ "neutron-server", "Neutron API", false,
           QT_TRANSLATE_NOOP("kv::picture", "Networking management") },
    Shown{ "keystone", "Keystone", false, QT_TRANSLATE_NOOP("kv::picture", "Identity") },
    Shown{ "rabbitmq", "RabbitMQ", false, QT_TRANSLATE_NOOP("kv::picture", "Message bus") },
    Shown{ "mariadbd", "MariaDB", false, QT_TRANSLATE_NOOP("kv::picture", "SQL database") },
    Shown{ "mysqld", "MySQL", false, QT_TRANSLATE_NOOP("kv::picture", "SQL database") },
    Shown{ "neutron-l3-agent", "L3", true, QT_TRANSLATE_NOOP("kv::picture", "Layer-3 agent") },
    Shown{ "neutron-linuxbridge-agent", "LB", true, QT_TRANSLATE_NOOP("kv::picture", "Linux bridge agent") },
    Shown{ "neutron-openvswitch-agent", "OVS", true, QT_TRANSLATE_NOOP("kv::picture", "Open vSwitch agent") },
    Shown{ "neutron-dhcp-agent", "DHCP", true, QT_TRANSLATE_NOOP("kv::picture", "DHCP agent") },
    Shown{ "neutron-metadata-agent", "metadata", true, QT_TRANSLATE_NOOP("kv::picture", "Metadata agent") },
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

/// Neutron's proxy of the metadata is a haproxy in the namespaces that it serves.
bool isNeutronsProxy(const std::string &netns, std::string_view program)
{
    return program != "haproxy" || netns.starts_with("qdhcp-") || netns.starts_with("qrouter-");
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

std::vector<SceneProgram> programsOf(const model::HostView &view)
{
    std::vector<SceneProgram> found;
    for (const Shown &agent : agents) {
        const bool isSeen = isRunning(
            view, [&agent](const model::ProcessInfo &process) { return process.name == agent.program; });
        if (!isSeen)
            continue;
        SceneProgram made{ std::string(agent.program), Text::tr(agent.title), {}, agent.isAgent };
        if (!agent.isAgent)
            made.product = QString::fromLatin1(agent.name);
        made.hasMl2 = isRunning(view, [&agent](const model::ProcessInfo &process) {
            return process.name == agent.program && process.configFile.find("ml2") != std::string::npos;
        });
        found.push_back(std::move(made));
    }
    return found;
}

bool hasMetadataProcess(const model::HostView &view, model::NetnsCookie netns)
{
    return std::any_of(proxies.begin(), proxies.end(), [&](std::string_view program) {
        return isNeutronsProxy(view.namespaceName(netns), program) && isRunningIn(view, netns, program);
    });
}

QStringList servicesIn(const model::HostView &view, model::NetnsCookie netns)
{
    QStringList found;
    const std::string name = view.namespaceName(netns);
    for (const std::string_view program : proxies) {
        if (!isRunningIn(view, netns, program) || found.contains(Text::tr("metadata process")))
            continue;
        found << (isNeutronsProxy(name, program) ? Text::tr("metadata process") : QStringLiteral("haproxy"));
    }
    for (const std::string_view program : daemons) {
        if (isRunningIn(view, netns, program))
            found << QString::fromLatin1(program.data(), static_cast<qsizetype>(program.size()));
    }
    return found;
}

} // namespace kv::picture
