// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/plainsite.h"

#include "tests/support/labhost.h"

#include <iterator>

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

namespace {

struct PlainInstance {
    const char *name;
    const char *address;
    bool isBack;
    bool hasVmac;
    int activeOn;
};

constexpr PlainInstance plainInstances[] = {
    { "BACK", "10.0.9.1/24", true, false, 1 },
    { "FRONT", "192.0.2.10/24", false, false, 1 },
    { "FRONT6", "fd00:192:0:2::10/64", false, false, 1 },
    { "SPARE", "192.0.2.30/24", false, true, 2 },
};

void addOutsider(state::Site &site, const char *name, model::NetnsCookie home, const char *address,
                 const char *network)
{
    LabHost host(name, state::HostKind::client, home);
    const model::LinkKey eth =
        host.link(host.home(), "eth0", model::LinkKind::physical, { state::NetworkKind::provider, network });
    host.address(eth, address);
    site.hosts.push_back(host.done());
}

void addBalancer(state::Site &site, int number)
{
    using state::NetworkKind;
    LabHost host("lb" + std::to_string(number), state::HostKind::network,
                 static_cast<model::NetnsCookie>(100 * number));
    host.allowActions(true);
    const std::string last = std::to_string(40 + number);
    const model::LinkKey front = host.link(host.home(), "front0", model::LinkKind::physical,
                                           { NetworkKind::provider, "plain:192.0.2.0/24" });
    const model::LinkKey back = host.link(host.home(), "back0", model::LinkKind::physical,
                                          { NetworkKind::provider, "plain:10.0.9.0/24" });
    const model::LinkKey vmac = host.link(host.home(), "vrrp.30", model::LinkKind::macvlan,
                                          { NetworkKind::ha, "plain:192.0.2.0/24" });
    host.ride(vmac, front);
    host.address(front, "192.0.2." + last + "/24");
    host.address(back, "10.0.9." + last + "/24");
    for (std::size_t i = 0; i < std::size(plainInstances); ++i) {
        const PlainInstance &plain = plainInstances[i];
        const model::LinkKey on = plain.hasVmac ? vmac : plain.isBack ? back : front;
        if (plain.activeOn == number)
            host.address(on, plain.address);
        model::VrrpInstanceConfig config;
        config.file = "/etc/keepalived/keepalived.conf";
        config.name = plain.name;
        config.netns = host.home();
        config.addresses = { { model::IpPrefix::parse(plain.address).value(), {}, false } };
        host.config(config);
        state::Instance instance;
        instance.host = "lb" + std::to_string(number);
        instance.routerId = plain.name;
        instance.netns = host.home();
        instance.role = plain.activeOn == number ? state::Role::active : state::Role::standby;
        instance.hasKeepalived = true;
        instance.priority = 150;
        instance.advertCentis = 100;
        instance.haAddress = model::IpAddress::parse((plain.isBack ? "10.0.9." : "192.0.2.") + last).value();
        instance.haLink = on;
        instance.underlay = plain.isBack ? back : front;
        instance.lastHeartbeatHeard = now - 400'000;
        site.routers[i].instances.push_back(instance);
    }
    site.hosts.push_back(host.done());
}

} // namespace

state::SitePtr plainGroupSite()
{
    auto site = std::make_shared<state::Site>();
    site->now = now;
    for (const char *subnet : { "10.0.9.0/24", "192.0.2.0/24" })
        site->networks.push_back({ std::string("plain:") + subnet, state::NetworkKind::provider, subnet, 0 });
    for (const PlainInstance &plain : plainInstances) {
        state::Router router;
        router.id = router.name = plain.name;
        router.servedBy = "lb" + std::to_string(plain.activeOn);
        router.addresses = { model::IpPrefix::parse(plain.address).value() };
        site->routers.push_back(router);
    }
    addBalancer(*site, 1);
    addBalancer(*site, 2);
    addOutsider(*site, "server1", 300, "10.0.9.11/24", "plain:10.0.9.0/24");
    addOutsider(*site, "client", 400, "192.0.2.100/24", "plain:192.0.2.0/24");
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
