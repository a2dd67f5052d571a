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
                places.emplace(instance.netns, Place{ &router, &instance });
        }
    }
    if (const auto found = view.filters.find(home); found != view.filters.end())
        filtered.insert(found->second.value.ports.begin(), found->second.value.ports.end());
    for (const auto &[key, fact] : view.vrrpConfigs) {
        const model::VrrpInstanceConfig &config = fact.value;
        for (const model::VirtualAddress &address : config.addresses) {
            if (address.device.empty() || address.prefix.address.isLinkLocal())
                continue;
            const int family = static_cast<int>(address.prefix.address.family);
            const auto [it, isNew] = families.emplace(address.device, family);
            it->second = std::min(it->second, family);
        }
    }
}

std::vector<HostIndex::Place> HostIndex::placesIn(model::NetnsCookie netns) const
{
    const auto [begin, end] = places.equal_range(netns);
    std::vector<Place> found;
    for (auto it = begin; it != end; ++it)
        found.push_back(it->second);
    if (found.empty())
        found.push_back({});
    return found;
}

const model::VrrpInstanceConfig *HostIndex::configOf(const Place &place) const
{
    for (const auto &[key, fact] : view.vrrpConfigs) {
        const model::VrrpInstanceConfig &config = fact.value;
        if (!config.routerId.empty() ? config.routerId == place.router->id : config.name == place.router->id)
            return &config;
    }
    // Two plain routers of one name: the VRID and an address tell them apart.
    for (const auto &[key, fact] : view.vrrpConfigs) {
        const model::VrrpInstanceConfig &config = fact.value;
        const bool isSame = std::any_of(
            config.addresses.begin(), config.addresses.end(), [&place](const model::VirtualAddress &entry) {
                return std::find(place.router->addresses.begin(), place.router->addresses.end(), entry.prefix)
                    != place.router->addresses.end();
            });
        if (config.routerId.empty() && config.vrid == place.instance->vrid && isSame)
            return &config;
    }
    return nullptr;
}

state::InterfaceUse HostIndex::useOf(model::LinkKey key) const
{
    const auto it = host.uses.find(key);
    return it == host.uses.end() ? state::InterfaceUse{} : it->second;
}

} // namespace kv::picture
