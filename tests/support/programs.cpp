// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/programs.h"

#include <algorithm>

namespace kv::tests {

namespace {

void run(model::HostView &view, const char *name, model::NetnsCookie netns,
         model::ProcessState state = model::ProcessState::running, const char *configFile = "")
{
    model::ProcessInfo process;
    process.pid = static_cast<std::int32_t>(view.processes.size()) + 100;
    process.name = name;
    process.netns = netns;
    process.state = state;
    process.configFile = configFile;
    view.processes[process.pid] = { process, 0 };
}

} // namespace

state::SitePtr withPrograms(state::Site site)
{
    for (state::Host &host : site.hosts) {
        auto view = std::make_shared<model::HostView>(*host.view);
        if (host.kind == state::HostKind::controller) {
            run(*view, "neutron-server", 1, model::ProcessState::running,
                "/etc/neutron/plugins/ml2/ml2_conf.ini");
            run(*view, "mariadbd", 1);
            run(*view, "rabbitmq", 1);
        }
        if (host.kind == state::HostKind::network)
            run(*view, "neutron-l3-agent", 1);
        if (host.kind == state::HostKind::compute) {
            for (const char *agent :
                 { "neutron-linuxbridge-agent", "neutron-dhcp-agent", "neutron-metadata-agent" })
                run(*view, agent, 1);
        }
        if (host.kind == state::HostKind::network || host.kind == state::HostKind::compute)
            run(*view, "neutron-linuxbridge-agent", 1,
                host.name == "network2" ? model::ProcessState::gone : model::ProcessState::running);
        for (const auto &[cookie, fact] : view->namespaces) {
            if (view->namespaceName(cookie).starts_with("qdhcp-")) {
                run(*view, "haproxy", cookie);
                run(*view, "dnsmasq", cookie);
                run(*view, "dnsmasq", cookie);
            }
        }
        const bool hasGuest = std::any_of(view->links.begin(), view->links.end(), [](const auto &link) {
            return link.second.value.name == "tap8be1f3a7-0d";
        });
        if (hasGuest) {
            const model::NetnsCookie home = view->hello->value.homeNetns;
            view->filters[home] = { model::PortFilters{ home, true, { "tap8be1f3a7-0d" }, false }, 0 };
        }
        host.view = view;
    }
    return std::make_shared<state::Site>(std::move(site));
}

} // namespace kv::tests
