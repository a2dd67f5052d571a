// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/definition.h"

namespace kv::lab {

namespace {

// Only for the constants below: a typing error would show as an unset address in the plan's test.
model::IpPrefix net(const char *text)
{
    return model::IpPrefix::parse(text).value_or(model::IpPrefix());
}

model::IpAddress ip(const char *text)
{
    return model::IpAddress::parse(text).value_or(model::IpAddress());
}

model::MacAddress mac(const char *text)
{
    return model::MacAddress::parse(text).value_or(model::MacAddress());
}

std::vector<HostDefinition> hosts()
{
    const StaticRoute toSelfService{ net("fd00:198:51:100::/64"), ip("fd00:203:0:113::21") };
    return {
        { "network1",
          { { "mgmt0", "management", { net("10.0.0.21/24") } },
            { "overlay0", "overlay", { net("10.0.1.21/24") } },
            { "provider0", "provider", {} } },
          {},
          false },
        { "network2",
          { { "mgmt0", "management", { net("10.0.0.22/24") } },
            { "overlay0", "overlay", { net("10.0.1.22/24") } },
            { "provider0", "provider", {} } },
          {},
          false },
        { "compute1",
          { { "mgmt0", "management", { net("10.0.0.31/24") } },
            { "overlay0", "overlay", { net("10.0.1.31/24") } } },
          {},
          false },
        { "gateway",
          { { "lan0", "provider", { net("203.0.113.1/24"), net("fd00:203:0:113::1/64") } },
            { "wan0", "", { net("198.18.0.1/24"), net("fd00:198:18::1/64") } } },
          { toSelfService },
          true },
        { "client",
          { { "eth0", "", { net("198.18.0.2/24"), net("fd00:198:18::2/64") } } },
          { { net("0.0.0.0/0"), ip("198.18.0.1") }, { net("::/0"), ip("fd00:198:18::1") } },
          false },
    };
}

RouterDefinition router2()
{
    RouterDefinition router;
    router.name = "router2";
    router.id = "b6206312-878e-497c-8ef7-eb384f8add96";
    router.haNetwork = "HA network";
    router.instances = {
        { "network1", "eb820380-40", mac("fa:16:3e:78:ba:99"), net("169.254.192.1/18") },
        { "network2", "7a7ce184-36", mac("fa:16:3e:16:59:84"), net("169.254.192.2/18") },
    };
    router.ports = {
        { "da3504ad-ba", "selfservice2", mac("fa:16:3e:dc:8e:a8"), { net("198.51.100.1/24") }, false },
        { "442e36eb-fc", "selfservice2", mac("fa:16:3e:ee:c8:41"), { net("fd00:198:51:100::1/64") }, false },
        { "33fedbc5-43",
          "provider1",
          mac("fa:16:3e:03:1a:f6"),
          { net("203.0.113.21/24"), net("fd00:203:0:113::21/64") },
          true },
    };
    router.gateways = { ip("203.0.113.1"), ip("fd00:203:0:113::1") };
    router.floatingIps = { { ip("203.0.113.17"), ip("198.51.100.11") } };
    return router;
}

} // namespace

Definition guideDefinition()
{
    Definition lab;
    lab.fabrics = { { "management", 1500 }, { "overlay", 1500 }, { "provider", 1500 } };
    lab.hosts = hosts();
    lab.wires = { { "gateway", "wan0", "client", "eth0" } };
    lab.networks = {
        { "HA network", "9f31c0de-5a0b-4c57-9d0e-6a2f0b7d1c42", 102, "overlay0", 1450 },
        { "selfservice2", "3a1b7e90-2f64-4d1c-8a35-0c9be51f7d26", 101, "overlay0", 1450 },
        { "provider1", "e7c2d4f8-91a6-4b0e-b3c7-5d82f6a10e94", 0, "provider0", 1500 },
    };
    lab.routers = { router2() };
    lab.instances = { { "selfservice-instance2",
                        "compute1",
                        "selfservice2",
                        "8be1f3a7-0d",
                        mac("fa:16:3e:71:e9:3e"),
                        { net("198.51.100.11/24"), net("fd00:198:51:100:f816:3eff:fe71:e93e/64") },
                        { ip("198.51.100.1"), ip("fd00:198:51:100::1") } } };
    lab.targets = { { "client", ip("203.0.113.17") },
                    { "client", ip("fd00:198:51:100:f816:3eff:fe71:e93e") } };
    return lab;
}

} // namespace kv::lab
