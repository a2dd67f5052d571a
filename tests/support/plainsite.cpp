// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/plainsite.h"

#include "tests/support/labhost.h"

namespace kv::tests {

namespace {

constexpr model::TimeUs now = 500'000'000;

} // namespace

state::SitePtr plainSite(bool isCut)
{
    auto site = std::make_shared<state::Site>();
    site->now = now;
    site->networks = { { "ha:VI_1", state::NetworkKind::ha, "VI_1", 0 } };
    state::Router router;
    router.id = "VI_1";
    router.name = "VI_1";
    for (int i = 1; i <= 2; ++i) {
        LabHost host("lb" + std::to_string(i), state::HostKind::network,
                     static_cast<model::NetnsCookie>(100 * i));
        host.allowActions(true);
        const model::LinkKey eth =
            host.link(host.home(), "eth0", model::LinkKind::physical, { state::NetworkKind::ha, "ha:VI_1" });
        host.address(eth, "192.0.2.1" + std::to_string(i) + "/24");
        model::VrrpInstanceConfig config;
        config.file = "/etc/keepalived/keepalived.conf";
        config.name = "VI_1";
        config.netns = host.home();
        config.addresses = { { model::IpPrefix::parse("192.0.2.100/24").value(), {}, false } };
        host.config(config);
        if (isCut && i == 1)
            host.setDown(eth);
        state::Instance instance;
        instance.host = "lb" + std::to_string(i);
        instance.routerId = router.id;
        instance.netns = host.home();
        instance.role = i == 1 ? (isCut ? state::Role::isolated : state::Role::active) : state::Role::standby;
        instance.hasKeepalived = true;
        instance.priority = static_cast<std::uint8_t>(150 - 50 * (i - 1));
        instance.advertCentis = 100;
        instance.haAddress = model::IpAddress::parse("192.0.2.1" + std::to_string(i)).value();
        instance.haLink = eth;
        instance.underlay = eth;
        instance.lastHeartbeatHeard = i == 2 ? now - 400'000 : 0;
        router.instances.push_back(instance);
        site->hosts.push_back(host.done());
    }
    site->routers = { router };
    return site;
}

state::SitePtr startingSite()
{
    auto site = std::make_shared<state::Site>();
    site->now = now;
    for (const char *name : { "network1", "network2", "compute1" }) {
        state::Host host;
        host.name = name;
        host.view = std::make_shared<model::HostView>();
        site->hosts.push_back(host);
    }
    site->hosts[1].session = { model::SessionState::Phase::lost, "ssh: connection refused" };
    site->hosts[1].stale = true;
    return site;
}

} // namespace kv::tests
