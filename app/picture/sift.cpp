// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/sift.h"

#include <algorithm>
#include <set>

#include <fnmatch.h>

namespace kv::picture {

namespace {

using state::NetworkKind;
using state::Protection;
using state::Role;

/// A name that is one is meant; else what has it in itself.
class HostPattern {
public:
    HostPattern(const std::string &wanted, const state::Site &site) : m_pattern(wanted)
    {
        const bool hasWild = wanted.find_first_of("*?[") != std::string::npos;
        if (!wanted.empty() && !hasWild && site.host(wanted) == nullptr)
            m_pattern = "*" + wanted + "*";
    }
    bool has(const std::string &host) const
    {
        return m_pattern.empty() || fnmatch(m_pattern.c_str(), host.c_str(), FNM_CASEFOLD) == 0;
    }

private:
    std::string m_pattern;
};

bool isUneasy(const state::Instance &instance)
{
    return instance.stale
        || (instance.role != Role::active && instance.role != Role::standby
            && instance.role != Role::activeUnconfirmed && instance.role != Role::notRedundant);
}

std::set<std::string> troubledRouters(const state::Site &site)
{
    std::set<std::string> found;
    for (const state::Router &router : site.routers) {
        if (isTroubled(router))
            found.insert(router.id);
    }
    return found;
}

bool isDown(const ScenePort &port)
{
    return port.state == PortState::down;
}

bool isTroubled(const SceneHost &host)
{
    const auto isBroken = [](const SceneInterface &interface) {
        return interface.isCut || interface.change != 0 || isDown(interface.link);
    };
    return host.isStale || !host.isLive || host.isStatusAlarming
        || std::ranges::any_of(host.interfaces, isBroken) || std::ranges::any_of(host.management, isBroken);
}

bool isOutside(const SceneHost &host)
{
    return host.kind == state::HostKind::gateway || host.kind == state::HostKind::client;
}

bool touches(const SceneSpace &space, const std::set<std::string> &networks)
{
    return std::ranges::any_of(
        space.ports, [&networks](const ScenePort &port) { return networks.contains(port.network); });
}

class Sieve {
public:
    Sieve(const Scene &scene, const state::Site &site, const Filter &filter)
        : m_filter(filter), m_hosts(filter.host, site)
    {
        if (filter.hasTroubleOnly)
            m_troubled = troubledRouters(site);
        if (!filter.network.empty())
            m_wanted.insert(filter.network);
        if (filter.routerId.empty())
            return;
        for (const SceneHost &host : scene.hosts) {
            for (const SceneSpace &space : host.spaces) {
                if (space.routerId == filter.routerId)
                    addNetworksOf(space);
            }
        }
    }

    /// Whether something of the host is left.
    bool sift(SceneHost &host) const
    {
        if (!m_hosts.has(host.name))
            return false;
        const bool isSick = m_filter.hasTroubleOnly && isTroubled(host);
        if (isOutside(host))
            return isSick || !m_filter.hasTroubleOnly;
        if (!hasContentFilter())
            return true;
        std::set<model::LinkKey> gone;
        std::erase_if(host.spaces, [&](SceneSpace &space) {
            if (keeps(space, isSick)) {
                if (!m_filter.network.empty())
                    std::erase_if(space.ports,
                                  [this](const ScenePort &port) { return port.network != m_filter.network; });
                return false;
            }
            for (const ScenePort &port : space.ports)
                gone.insert(port.key);
            return true;
        });
        std::erase_if(host.bridges, [&](SceneBridge &bridge) {
            if (!keeps(bridge, gone, isSick))
                return true;
            std::erase_if(bridge.taps, [&gone](const ScenePort &tap) { return gone.contains(tap.peer); });
            return false;
        });
        return isSick || !host.spaces.empty() || !host.bridges.empty();
    }

private:
    const Filter &m_filter;
    HostPattern m_hosts;
    std::set<std::string> m_wanted; ///< the network that is asked for
    std::set<std::string> m_routers; ///< networks that the router is on
    std::set<std::string> m_inner; ///< those of them that are its own
    std::set<std::string> m_troubled; ///< routers

    bool hasContentFilter() const
    {
        return m_filter.hasTroubleOnly || !m_filter.network.empty() || !m_filter.routerId.empty();
    }

    void addNetworksOf(const SceneSpace &router)
    {
        for (const ScenePort &port : router.ports) {
            m_routers.insert(port.network);
            if (port.kind == NetworkKind::selfService)
                m_inner.insert(port.network);
        }
    }

    bool keeps(const SceneSpace &space, bool isHostSick) const
    {
        if (!m_wanted.empty() && !touches(space, m_wanted))
            return false;
        if (!m_filter.routerId.empty() && space.routerId != m_filter.routerId
            && !(space.routerId.empty() && touches(space, m_inner)))
            return false;
        return !m_filter.hasTroubleOnly || isHostSick || m_troubled.contains(space.routerId)
            || std::ranges::any_of(space.ports, isDown);
    }

    bool keeps(const SceneBridge &bridge, const std::set<model::LinkKey> &gone, bool isHostSick) const
    {
        if (!m_wanted.empty() && !m_wanted.contains(bridge.link.network))
            return false;
        if (!m_filter.routerId.empty() && !m_routers.contains(bridge.link.network))
            return false;
        const auto leadsOn = [&gone](const ScenePort &tap) {
            return tap.peer != model::LinkKey() && !gone.contains(tap.peer);
        };
        return !m_filter.hasTroubleOnly || isHostSick || isDown(bridge.link)
            || std::ranges::any_of(bridge.uplinks, isDown) || std::ranges::any_of(bridge.taps, isDown)
            || std::ranges::any_of(bridge.taps, leadsOn);
    }
};

/// The sorts of networks that are not wanted.
class KindSieve {
public:
    explicit KindSieve(const std::set<NetworkKind> &hidden) : m_hidden(hidden) { }

    bool isHidden(NetworkKind kind) const
    {
        return m_hidden.contains(kind == NetworkKind::untagged ? NetworkKind::provider : kind);
    }

    void sift(SceneHost &host) const
    {
        if (m_hidden.empty() || isOutside(host))
            return;
        const auto isHiddenInterface = [this](const SceneInterface &interface) {
            return isHidden(interface.link.kind);
        };
        std::erase_if(host.interfaces, isHiddenInterface);
        std::erase_if(host.management, isHiddenInterface);
        std::erase_if(host.bridges, [this](const SceneBridge &bridge) { return isHidden(bridge.link.kind); });
        for (SceneSpace &space : host.spaces)
            std::erase_if(space.ports, [this](const ScenePort &port) { return isHidden(port.kind); });
        std::erase_if(host.spaces,
                      [](const SceneSpace &space) { return space.routerId.empty() && space.ports.empty(); });
    }

private:
    const std::set<NetworkKind> &m_hidden;
};

/// Networks of tenants that nothing of is left.
void dropNetworks(Scene &scene)
{
    std::set<std::string> used;
    for (const SceneHost &host : scene.hosts) {
        for (const SceneBridge &bridge : host.bridges) {
            used.insert(bridge.link.network);
            for (const ScenePort &uplink : bridge.uplinks)
                used.insert(uplink.network);
        }
        for (const SceneSpace &space : host.spaces) {
            for (const ScenePort &port : space.ports)
                used.insert(port.network);
        }
    }
    std::erase_if(scene.networks, [&used](const state::Network &network) {
        const bool isTenants = network.kind == NetworkKind::ha || network.kind == NetworkKind::selfService;
        return isTenants && !used.contains(network.key);
    });
}

void dropBeats(Scene &scene)
{
    std::set<std::pair<std::string, std::string>> there;
    for (const SceneHost &host : scene.hosts) {
        for (const SceneSpace &space : host.spaces)
            there.emplace(host.name, space.routerId);
    }
    std::erase_if(scene.beats, [&there](const SceneBeat &beat) {
        return !there.contains({ beat.host, beat.routerId });
    });
}

bool isTroubled(const FleetHost &host)
{
    return host.isStale || !host.trouble.isEmpty() || std::ranges::any_of(host.lamps, &FleetLamp::isDown);
}

bool isOnNetwork(const state::Host &host, const std::string &network)
{
    return std::ranges::any_of(host.uses,
                               [&network](const auto &use) { return use.second.network == network; });
}

} // namespace

bool isTroubled(const state::Router &router)
{
    return (router.protection != Protection::isProtected && router.protection != Protection::notRedundant)
        || std::ranges::any_of(router.instances, isUneasy);
}

void sift(Scene &scene, const state::Site &site, const Filter &filter)
{
    if (!filter.isActive())
        return;
    const Sieve sieve(scene, site, filter);
    const KindSieve kinds(filter.hidden);
    std::erase_if(scene.hosts, [&](SceneHost &host) {
        const bool isLeft = sieve.sift(host);
        kinds.sift(host);
        return !isLeft;
    });
    dropNetworks(scene);
    dropBeats(scene);
    if (kinds.isHidden(NetworkKind::ha) || kinds.isHidden(NetworkKind::overlay))
        scene.beats.clear();
}

void sift(SceneFleet &fleet, const state::Site &site, const Filter &filter)
{
    if (!filter.isActive())
        return;
    const HostPattern hosts(filter.host, site);
    const KindSieve kinds(filter.hidden);
    const std::set<std::string> troubled =
        filter.hasTroubleOnly ? troubledRouters(site) : std::set<std::string>();
    std::erase_if(fleet.hosts, [&](FleetHost &host) {
        const state::Host *whole = site.host(host.name);
        if (whole == nullptr || !hosts.has(host.name)
            || (!filter.network.empty() && !isOnNetwork(*whole, filter.network)))
            return true;
        const bool isSick = filter.hasTroubleOnly && isTroubled(host);
        std::erase_if(host.lamps, [&kinds](const FleetLamp &lamp) { return kinds.isHidden(lamp.kind); });
        std::erase_if(host.marks, [&](const FleetMark &mark) {
            return (!filter.routerId.empty() && mark.routerId != filter.routerId)
                || (filter.hasTroubleOnly && !isSick && !troubled.contains(mark.routerId));
        });
        const bool needsMark = !filter.routerId.empty() || (filter.hasTroubleOnly && !isSick);
        return needsMark && host.marks.empty();
    });
}

} // namespace kv::picture
