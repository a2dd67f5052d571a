// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/keepalivedconf.h"

#include "app/lab/derivedids.h"

#include <set>

namespace kv::lab {

namespace {

/// The lines of virtual_ipaddress_excluded, in Neutron's order: sorted as text.
std::set<std::string> excludedAddresses(const RouterDefinition &router, bool hasIpv6)
{
    std::set<std::string> lines;
    for (const RouterPort &port : router.ports) {
        const std::string name = interfaceName(port);
        for (const model::IpPrefix &address : port.addresses) {
            lines.insert(address.toString() + " dev " + name + " no_track");
        }
        if (hasIpv6) {
            lines.insert(linkLocalOf(port.mac).toString() + " dev " + name + " scope link no_track");
        }
        if (port.isGateway) {
            for (const FloatingIp &floating : router.floatingIps) {
                lines.insert(floating.floating.toString() + "/32 dev " + name + " no_track");
            }
        }
    }
    return lines;
}

std::string virtualRoutes(const RouterDefinition &router)
{
    std::string text;
    for (const RouterPort &port : router.ports) {
        for (const model::IpAddress &gateway : router.gateways) {
            if (port.isGateway) {
                const bool v4 = gateway.family == model::IpFamily::v4;
                text += std::string("        ") + (v4 ? "0.0.0.0/0" : "::/0") + " via " + gateway.toString()
                    + " dev " + interfaceName(port) + " no_track\n";
            }
        }
    }
    return text;
}

/// Its parts of keepalived.conf, before and inside the instance.
std::string checkDeclared(const RouterDefinition &router)
{
    return router.healthCheckSeconds == 0 ? std::string()
                                          : "vrrp_script ha_health_check_" + std::to_string(router.vrid)
            + " {\n    script \"" + healthCheckPath(router) + "\"\n    interval "
            + std::to_string(router.healthCheckSeconds) + "\n    fall 2\n    rise 2\n}\n";
}

std::string checkTracked(const RouterDefinition &router)
{
    return router.healthCheckSeconds == 0
        ? std::string()
        : "    track_script {\n        ha_health_check_" + std::to_string(router.vrid) + "\n    }\n";
}

} // namespace

std::string healthCheckPath(const RouterDefinition &router)
{
    return "/var/lib/neutron/ha_confs/" + router.id + "/ha_check_script_" + std::to_string(router.vrid)
        + ".sh";
}

std::string healthCheckScript(const RouterDefinition &router, bool hasIpv6)
{
    // Who does not hold the addresses has nothing to check.
    const std::set<std::string> held = excludedAddresses(router, hasIpv6);
    const std::string mark =
        held.empty() ? std::string() : held.rbegin()->substr(0, held.rbegin()->find(' '));
    std::string text = "#!/bin/bash -eu\nip a | grep " + mark + " || exit 0\n";
    for (const model::IpAddress &gateway : router.gateways) {
        const bool v4 = gateway.family == model::IpFamily::v4;
        text += std::string(v4 ? "ping" : "ping6") + " -c 1 -w 1 " + gateway.toString()
            + " 1>/dev/null || exit 1\n";
    }
    return text;
}

std::string advertInterval(const Timers &timers)
{
    if (timers.advertCentis % 100 == 0) {
        return std::to_string(timers.advertCentis / 100);
    }
    const std::string centis = std::to_string(timers.advertCentis % 100);
    return std::to_string(timers.advertCentis / 100) + "." + (centis.size() == 1 ? "0" : "") + centis;
}

std::string interfaceName(const RouterPort &port)
{
    return (port.isGateway ? "qg-" : "qr-") + port.portId;
}

model::IpPrefix primaryVip(const RouterDefinition &router)
{
    return { model::IpAddress::v4(169, 254, 0, router.vrid), 24 };
}

std::string keepalivedConf(const RouterDefinition &router, const RouterInstance &instance,
                           const Timers &timers, bool hasIpv6)
{
    const std::string vrid = std::to_string(router.vrid);
    const std::string ha = "ha-" + instance.haPortId;
    std::string text = "global_defs {\n    notification_email_from neutron@openstack.local\n"
                       "    router_id neutron\n";
    if (timers.vrrpVersion != 2) {
        text += "    vrrp_version " + std::to_string(timers.vrrpVersion) + "\n";
    }
    text += "}\n" + checkDeclared(router) + "vrrp_instance VR_" + vrid
        + " {\n    state BACKUP\n    interface " + ha + "\n    virtual_router_id " + vrid + "\n    priority "
        + std::to_string(router.priority) + "\n    garp_master_delay 60\n    nopreempt\n    advert_int "
        + advertInterval(timers) + "\n    track_interface {\n        " + ha
        + "\n    }\n    virtual_ipaddress {\n        " + primaryVip(router).toString() + " dev " + ha
        + "\n    }\n    virtual_ipaddress_excluded {\n";
    for (const std::string &line : excludedAddresses(router, hasIpv6)) {
        text += "        " + line + "\n";
    }
    return text + "    }\n    virtual_routes {\n" + virtualRoutes(router) + "    }\n" + checkTracked(router)
        + "}\n";
}

} // namespace kv::lab
