// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/behindrouter.h"

#include <algorithm>

namespace kv::engine {

namespace {

using model::IpAddress;
using state::Host;
using state::Instance;
using state::Router;
using state::Site;

bool holdsItself(const Router &router, const IpAddress &address)
{
    return std::ranges::any_of(
        router.addresses, [&address](const model::IpPrefix &prefix) { return prefix.address == address; });
}

bool isTranslated(const Site &site, const Router &router, const IpAddress &address)
{
    return std::ranges::any_of(router.instances, [&](const Instance &instance) {
        const Host *host = site.host(instance.host);
        if (!host || instance.netns == 0)
            return false;
        const auto table = host->view->nat.find(instance.netns);
        return table != host->view->nat.end()
            && std::ranges::any_of(table->second.value.rules, [&address](const model::NatRule &rule) {
                   return rule.isFloating() && rule.destination.address == address;
               });
    });
}

bool isInside(const Site &site, const Router &router, const IpAddress &address)
{
    return std::ranges::any_of(router.addresses, [&](const model::IpPrefix &prefix) {
        return !prefix.address.isLinkLocal() && prefix.contains(address)
            && isOnDevice(site, router, prefix, "qr-");
    });
}

bool leadsThrough(const Router &router, const model::Route &route, const IpAddress &address)
{
    // A default route says where everything else is, not what lies behind.
    return route.key.destination.length > 0 && route.key.destination.contains(address)
        && std::ranges::any_of(route.nextHops, [&router](const model::NextHop &hop) {
               return hop.gateway.isSet() && holdsItself(router, hop.gateway);
           });
}

bool isRouted(const Site &site, const Router &router, const IpAddress &address)
{
    return std::ranges::any_of(site.hosts, [&](const Host &host) {
        const model::NetnsCookie home = host.view->hello ? host.view->hello->value.homeNetns : 0;
        return std::ranges::any_of(host.view->routes, [&](const auto &entry) {
            return entry.first.netns == home && leadsThrough(router, entry.second.value, address);
        });
    });
}

} // namespace

std::string deviceWith(const Site &site, const Router &router, const model::IpPrefix &prefix,
                       const char *beginning)
{
    for (const Instance &instance : router.instances) {
        const Host *host = site.host(instance.host);
        if (!host)
            continue;
        for (const auto &[key, fact] : host->view->vrrpConfigs) {
            const model::VrrpInstanceConfig &config = fact.value;
            const bool isOurs =
                config.routerId.empty() ? config.netns == instance.netns : config.routerId == router.id;
            if (!isOurs)
                continue;
            for (const model::VirtualAddress &entry : config.addresses) {
                if (entry.prefix == prefix && entry.device.starts_with(beginning))
                    return entry.device;
            }
        }
    }
    return {};
}

bool isOnDevice(const Site &site, const Router &router, const model::IpPrefix &prefix, const char *device)
{
    return !deviceWith(site, router, prefix, device).empty();
}

bool isBehind(const Site &site, const Router &router, const IpAddress &address)
{
    return holdsItself(router, address) || isTranslated(site, router, address)
        || isInside(site, router, address) || isRouted(site, router, address);
}

} // namespace kv::engine
