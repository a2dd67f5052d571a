// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/routerindex.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

namespace kv::engine {

namespace {

constexpr std::string_view routerPrefix = "qrouter-"; // neutron/agent/linux/namespaces, NS_PREFIX of routers

/// Plain keepalived has no router id: the same virtual router has the same VRID and first virtual address.
struct PlainKey {
    std::uint8_t vrid = 0;
    model::IpAddress firstAddress;
    auto operator<=>(const PlainKey &) const = default;
};

using Found = std::map<std::string, RouterPlaces>;

model::NetnsCookie netnsNamed(const model::HostView &view, const std::string &name)
{
    for (const auto &[cookie, fact] : view.namespaces) {
        if (std::ranges::find(fact.value.names, name) != fact.value.names.end())
            return cookie;
    }
    return 0;
}

model::LinkKey linkNamed(const model::HostView &view, model::NetnsCookie netns, const std::string &name)
{
    for (auto it = view.links.lower_bound({ netns, 0 }); it != view.links.end() && it->first.netns == netns;
         ++it) {
        if (it->second.value.name == name)
            return it->first;
    }
    return {};
}

std::vector<OutsidePort> outsidePorts(const model::HostView &view, model::NetnsCookie netns)
{
    std::vector<OutsidePort> ports;
    if (netns == 0)
        return ports;
    for (auto it = view.links.lower_bound({ netns, 0 }); it != view.links.end() && it->first.netns == netns;
         ++it) {
        if (!it->second.value.name.starts_with("qg-"))
            continue;
        LinkPath path = pathOf(view, it->first);
        if (path.bridge.ifindex != 0)
            ports.push_back({ it->first, std::move(path) });
    }
    return ports;
}

InstancePlace placeOf(const HostRecord &host, std::size_t index, const model::VrrpInstanceConfig &config)
{
    InstancePlace place;
    place.host = index;
    place.config = std::pair{ config.file, config.name };
    place.netns = config.netns;
    if (place.netns == 0 && !config.routerId.empty())
        place.netns = netnsNamed(*host.view, std::string(routerPrefix) + config.routerId);
    if (place.netns == 0 && config.routerId.empty())
        place.netns = host.homeNetns();
    if (place.netns != 0)
        place.baseLink = linkNamed(*host.view, place.netns, config.interface);
    place.haLink = place.baseLink;
    if (place.netns != 0 && !config.vmacInterface.empty()) {
        const model::LinkKey vmac = linkNamed(*host.view, place.netns, config.vmacInterface);
        place.haLink = vmac.ifindex != 0 ? vmac : place.baseLink;
    }
    if (place.haLink.ifindex != 0)
        place.path = pathOf(*host.view, place.haLink);
    place.outside = outsidePorts(*host.view, place.netns);
    return place;
}

void add(Found &found, const std::string &id, InstancePlace place)
{
    RouterPlaces &router = found[id];
    router.id = id;
    router.instances.push_back(std::move(place));
}

/// The id of a plain router: its instance name, made unique by its VRID when another router has the same
/// name.
std::map<PlainKey, std::string> plainIds(const Topology &topology)
{
    std::map<PlainKey, std::string> ids;
    std::set<std::string> taken;
    for (const HostRecord &host : topology.hosts()) {
        for (const auto &[key, fact] : host.view->vrrpConfigs) {
            const model::VrrpInstanceConfig &config = fact.value;
            if (!config.routerId.empty())
                continue;
            const PlainKey plain{ config.vrid,
                                  config.addresses.empty() ? model::IpAddress{}
                                                           : config.addresses.front().prefix.address };
            if (ids.contains(plain))
                continue;
            std::string id = config.name;
            if (taken.contains(id))
                id += " vrid " + std::to_string(config.vrid);
            if (taken.contains(id))
                id += " " + plain.firstAddress.toString();
            taken.insert(id);
            ids.emplace(plain, id);
        }
    }
    return ids;
}

void addConfigured(Found &found, const Topology &topology)
{
    const auto ids = plainIds(topology);
    for (std::size_t index = 0; index < topology.hosts().size(); ++index) {
        const HostRecord &host = topology.hosts()[index];
        for (const auto &[key, fact] : host.view->vrrpConfigs) {
            const model::VrrpInstanceConfig &config = fact.value;
            if (!config.routerId.empty()) {
                add(found, config.routerId, placeOf(host, index, config));
                continue;
            }
            const PlainKey plain{ config.vrid,
                                  config.addresses.empty() ? model::IpAddress{}
                                                           : config.addresses.front().prefix.address };
            add(found, ids.at(plain), placeOf(host, index, config));
        }
    }
}

/// Router namespaces that no configuration names: routers without redundancy, unless an HA port says that
/// only the configuration could not be read.
void addUnconfigured(Found &found, const Topology &topology)
{
    for (std::size_t index = 0; index < topology.hosts().size(); ++index) {
        for (const auto &[cookie, fact] : topology.hosts()[index].view->namespaces) {
            for (const std::string &name : fact.value.names) {
                if (!name.starts_with(routerPrefix))
                    continue;
                const std::string id = name.substr(routerPrefix.size());
                const auto known = found.find(id);
                if (known != found.end()
                    && std::ranges::find(known->second.instances, index, &InstancePlace::host)
                        != known->second.instances.end()) {
                    continue;
                }
                InstancePlace place;
                place.host = index;
                place.netns = cookie;
                place.outside = outsidePorts(*topology.hosts()[index].view, cookie);
                add(found, id, std::move(place));
            }
        }
    }
}

std::string shownName(const std::string &id)
{
    constexpr std::size_t uuidLength = 36;
    constexpr std::size_t shortLength = 8;
    return id.size() == uuidLength && id[shortLength] == '-' ? id.substr(0, shortLength) : id;
}

} // namespace

const model::VrrpInstanceConfig *InstancePlace::configIn(const model::HostView &view) const
{
    if (!config)
        return nullptr;
    const auto found = view.vrrpConfigs.find(*config);
    return found == view.vrrpConfigs.end() ? nullptr : &found->second.value;
}

void RouterIndex::rebuild(const Topology &topology)
{
    Found found;
    addConfigured(found, topology);
    addUnconfigured(found, topology);
    m_routers.clear();
    for (auto &[id, router] : found) {
        if (m_routers.size() >= maxRouters)
            break;
        router.name = topology.routerName(id);
        if (router.name.empty())
            router.name = shownName(id);
        std::ranges::stable_sort(router.instances, {}, [&topology](const InstancePlace &place) {
            return topology.hosts()[place.host].name;
        });
        // Two configurations of one router on one host would be two of its instances; the first is shown.
        const auto isSameHost = [](const InstancePlace &a, const InstancePlace &b) {
            return a.host == b.host;
        };
        router.instances.erase(std::unique(router.instances.begin(), router.instances.end(), isSameHost),
                               router.instances.end());
        m_routers.push_back(std::move(router));
    }
}

bool RouterIndex::isUnderlay(std::size_t host, model::LinkKey link) const
{
    for (const RouterPlaces &router : m_routers) {
        for (const InstancePlace &place : router.instances) {
            if (place.host == host && place.path.underlay == link)
                return true;
        }
    }
    return false;
}

} // namespace kv::engine
