// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/hostindex.h"

#include <algorithm>

namespace kv::picture {

namespace {

model::NetnsCookie homeOf(const model::HostView &view)
{
    if (view.hello && view.hello->value.homeNetns != 0)
        return view.hello->value.homeNetns;
    for (const auto &[cookie, fact] : view.namespaces) {
        if (fact.value.isHome)
            return cookie;
    }
    return 0;
}

} // namespace

HostIndex::HostIndex(const state::Site &site, const state::Host &of)
    : host(of), view(*of.view), home(homeOf(*of.view))
{
    for (const state::Router &router : site.routers) {
        for (const state::Instance &instance : router.instances) {
            if (instance.host == host.name)
                places[instance.netns] = { &router, &instance };
        }
    }
    for (const auto &[key, fact] : view.vrrpConfigs) {
        const model::VrrpInstanceConfig &config = fact.value;
        configs[config.routerId.empty() ? config.name : config.routerId] = &config;
        for (const model::VirtualAddress &address : config.addresses) {
            if (address.device.empty() || address.prefix.address.isLinkLocal())
                continue;
            const int family = static_cast<int>(address.prefix.address.family);
            const auto [it, isNew] = families.emplace(address.device, family);
            it->second = std::min(it->second, family);
        }
    }
}

HostIndex::Place HostIndex::placeIn(model::NetnsCookie netns) const
{
    const auto it = places.find(netns);
    return it == places.end() ? Place{} : it->second;
}

state::InterfaceUse HostIndex::useOf(model::LinkKey key) const
{
    const auto it = host.uses.find(key);
    return it == host.uses.end() ? state::InterfaceUse{} : it->second;
}

} // namespace kv::picture
