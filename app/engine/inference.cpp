// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/inference.h"

#include "app/engine/hapath.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <tuple>

namespace kv::engine {

using model::LinkKey;
using state::HostKind;
using state::InterfaceUse;
using state::NetworkKind;

namespace {

constexpr const char *overlayKey = "overlay";
constexpr const char *managementKey = "management";

std::string vniKey(std::uint32_t vni)
{
    return "vni:" + std::to_string(vni);
}

model::IpPrefix masked(model::IpPrefix prefix)
{
    for (std::size_t bit = prefix.length; bit < prefix.address.size() * 8; ++bit)
        prefix.address.bytes[bit / 8] &= static_cast<std::uint8_t>(~(0x80U >> (bit % 8)));
    return prefix;
}

bool isGlobal(const model::IpPrefix &prefix)
{
    return !prefix.address.isLoopback() && !prefix.address.isLinkLocal() && !prefix.address.isMulticast();
}

class Inferring {
public:
    Inferring(const Topology &topology, const RouterIndex &routers) : m_topology(topology), m_routers(routers)
    {
        m_result.hostKinds.resize(topology.hosts().size(), HostKind::unknown);
        m_result.uses.resize(topology.hosts().size());
    }

    Inference run()
    {
        findHaLinks();
        for (std::size_t host = 0; host < m_topology.hosts().size(); ++host)
            readTunnels(host);
        for (std::size_t host = 0; host < m_topology.hosts().size(); ++host)
            readBridges(host);
        readPlainHaLinks();
        readProviderPrefixes();
        readAddressed();
        for (std::size_t host = 0; host < m_topology.hosts().size(); ++host)
            readBelow(host);
        readNamesakes();
        readHostKinds();
        finish();
        return std::move(m_result);
    }

private:
    const model::HostView &view(std::size_t host) const { return *m_topology.hosts()[host].view; }

    void use(std::size_t host, LinkKey link, NetworkKind kind, const std::string &network)
    {
        if (link.ifindex != 0)
            m_result.uses[host].try_emplace(link, InterfaceUse{ kind, network });
    }

    state::Network &network(const std::string &key, NetworkKind kind, const std::string &label)
    {
        const auto [found, isNew] = m_networks.try_emplace(key);
        if (isNew)
            found->second = { key, kind, label, 0 };
        return found->second;
    }

    /// VRRP interfaces that a configuration names, and the VNIs that they ride on: HA networks on every host.
    void findHaLinks()
    {
        for (const RouterPlaces &router : m_routers.routers()) {
            for (const InstancePlace &place : router.instances) {
                if (!place.config || place.haLink.ifindex == 0)
                    continue;
                const model::Link *tunnel = view(place.host).link(place.path.tunnel);
                const model::Link *bridge = view(place.host).link(place.path.bridge);
                if (tunnel && tunnel->vxlan)
                    m_haVnis.insert(tunnel->vxlan->vni);
                else if (bridge)
                    m_haBridges.insert(bridge->name);
            }
        }
    }

    void readTunnels(std::size_t host)
    {
        for (const auto &[key, fact] : view(host).links) {
            const model::Link &link = fact.value;
            if (!link.vxlan)
                continue;
            const LinkKey underlay = vxlanUnderlay(view(host), link);
            if (underlay.ifindex != 0) {
                use(host, underlay, NetworkKind::overlay, overlayKey);
                network(overlayKey, NetworkKind::overlay, "overlay");
            }
            const NetworkKind kind =
                m_haVnis.contains(link.vxlan->vni) ? NetworkKind::ha : NetworkKind::selfService;
            state::Network &known =
                network(vniKey(link.vxlan->vni), kind, "VNI " + std::to_string(link.vxlan->vni));
            known.vni = link.vxlan->vni;
            use(host, key, kind, known.key);
        }
    }

    void readBridges(std::size_t host)
    {
        for (const auto &[key, fact] : view(host).links) {
            if (fact.value.kind == model::LinkKind::bridge)
                readBridge(host, fact.value);
        }
    }

    void readBridge(std::size_t host, const model::Link &bridge)
    {
        const LinkPath path = pathOf(view(host), bridge.key);
        if (!path.isComplete() && path.tunnel.ifindex == 0)
            return;
        InterfaceUse inside;
        if (path.tunnel.ifindex != 0) {
            const auto tunnel = m_result.uses[host].find(path.tunnel);
            if (tunnel == m_result.uses[host].end())
                return;
            inside = tunnel->second;
        } else {
            const std::string provider = "provider:" + bridge.name;
            network(provider, NetworkKind::provider, "provider");
            use(host, path.underlay, NetworkKind::provider, provider);
            const bool isHa = m_haBridges.contains(bridge.name);
            inside = isHa ? InterfaceUse{ NetworkKind::ha, "ha:" + bridge.name }
                          : InterfaceUse{ NetworkKind::untagged, "untagged:" + bridge.name };
            network(inside.network, inside.kind, "untagged");
        }
        use(host, bridge.key, inside.kind, inside.network);
        for (const model::Link *port : portsOf(view(host), bridge.key)) {
            if (port->key == path.underlay)
                continue;
            use(host, port->key, inside.kind, inside.network);
            if (port->peer && port->peer->netns != 0)
                use(host, { port->peer->netns, port->peer->ifindex }, inside.kind, inside.network);
        }
    }

    /// The subnet of a VRRP interface, by an address that is not one of the virtual ones; IPv4 before IPv6.
    std::optional<model::IpPrefix> ownSubnet(const InstancePlace &place) const
    {
        std::optional<model::IpPrefix> found;
        for (const auto &[key, fact] : view(place.host).addresses) {
            const model::IpPrefix &prefix = key.prefix;
            if (key.link != place.baseLink || !isGlobal(prefix) || prefix.length == prefix.address.size() * 8)
                continue;
            const bool isVirtual =
                std::ranges::any_of(view(place.host).vrrpConfigs, [&prefix](const auto &config) {
                    return std::ranges::any_of(
                        config.second.value.addresses,
                        [&prefix](const model::VirtualAddress &entry) { return entry.prefix == prefix; });
                });
            if (!isVirtual && (!found || prefix.address.family < found->address.family))
                found = masked(prefix);
        }
        return found;
    }

    /// keepalived without bridges and tunnels: the VRRP interface is in a network that carries traffic, too.
    /// What is of the HA network alone is a VMAC.
    void readPlainHaLinks()
    {
        for (const RouterPlaces &router : m_routers.routers()) {
            for (const InstancePlace &place : router.instances) {
                if (!place.config || place.haLink.ifindex == 0
                    || m_result.uses[place.host].contains(place.haLink))
                    continue;
                const std::optional<model::IpPrefix> subnet = ownSubnet(place);
                const model::Link *base = view(place.host).link(place.baseLink);
                const std::string label = subnet ? subnet->toString() : base ? base->name : router.name;
                const std::string key = "plain:" + label;
                network(key, NetworkKind::provider, label);
                use(place.host, place.baseLink, NetworkKind::provider, key);
                use(place.host, place.path.underlay, NetworkKind::provider, key);
                use(place.host, place.haLink, NetworkKind::ha,
                    m_result.uses[place.host][place.baseLink].network);
                if (subnet)
                    m_providerPrefixes.insert({ *subnet, key });
            }
        }
    }

    /// Subnets of the provider networks, by the addresses that routers have or would have there.
    void readProviderPrefixes()
    {
        for (const RouterPlaces &router : m_routers.routers()) {
            for (const InstancePlace &place : router.instances) {
                if (const model::VrrpInstanceConfig *config = place.configIn(view(place.host))) {
                    for (const model::VirtualAddress &entry : config->addresses)
                        addProviderPrefix(place, entry.device, entry.prefix);
                    continue;
                }
                for (const auto &[key, fact] : view(place.host).addresses) {
                    const model::Link *link = view(place.host).link(key.link);
                    if (key.link.netns == place.netns && link)
                        addProviderPrefix(place, link->name, key.prefix);
                }
            }
        }
    }

    void addProviderPrefix(const InstancePlace &place, const std::string &device,
                           const model::IpPrefix &prefix)
    {
        if (!isGlobal(prefix) || prefix.length == prefix.address.size() * 8)
            return;
        for (const auto &[key, used] : m_result.uses[place.host]) {
            const model::Link *link = view(place.host).link(key);
            if (key.netns != place.netns || used.kind != NetworkKind::untagged || !link
                || link->name != device)
                continue;
            const std::string bridge = used.network.substr(used.network.find(':') + 1);
            m_providerPrefixes.insert({ masked(prefix), "provider:" + bridge });
            if (prefix.address.family == model::IpFamily::v4)
                m_networks[used.network].label = masked(prefix).toString();
        }
    }

    const std::string *providerOf(const model::IpPrefix &prefix) const
    {
        for (const auto &[known, key] : m_providerPrefixes) {
            if (known.contains(prefix.address))
                return &key;
        }
        return nullptr;
    }

    struct Addressed {
        std::size_t host = 0;
        LinkKey link;
        model::IpPrefix prefix;
    };

    /// The host's own uplinks with addresses that nothing above explains.
    std::vector<Addressed> remainingAddressed() const
    {
        std::vector<Addressed> remaining;
        for (std::size_t host = 0; host < m_topology.hosts().size(); ++host) {
            const model::NetnsCookie home = m_topology.hosts()[host].homeNetns();
            for (const auto &[key, fact] : view(host).addresses) {
                const model::Link *link = view(host).link(key.link);
                if (key.link.netns == home && link && isGlobal(key.prefix) && isUplink(view(host), *link)
                    && !m_result.uses[host].contains(key.link)) {
                    remaining.push_back({ host, key.link, masked(key.prefix) });
                }
            }
        }
        return remaining;
    }

    /// Provider subnets first; then the one subnet that the hosts with routers or tunnels share is
    /// management.
    void readAddressed()
    {
        for (const Addressed &entry : remainingAddressed()) {
            if (const std::string *provider = providerOf(entry.prefix))
                use(entry.host, entry.link, NetworkKind::provider, *provider);
        }
        std::map<model::IpPrefix, std::set<std::size_t>> hostsOf;
        std::map<std::size_t, std::set<LinkKey>> linksOf;
        for (const Addressed &entry : remainingAddressed()) {
            hostsOf[entry.prefix].insert(entry.host);
            linksOf[entry.host].insert(entry.link);
        }
        for (const Addressed &entry : remainingAddressed()) {
            const bool isShared = std::ranges::any_of(hostsOf[entry.prefix], [&](std::size_t host) {
                return isNode(host) && linksOf[host].size() == 1;
            });
            if (!isShared)
                continue;
            use(entry.host, entry.link, NetworkKind::management, managementKey);
            network(managementKey, NetworkKind::management, "management");
        }
    }

    /// What a VLAN or bond of one network rides on is of that network, when nothing else rides on it.
    void readBelow(std::size_t host)
    {
        std::map<LinkKey, std::vector<InterfaceUse>> claims;
        for (const auto &[key, used] : m_result.uses[host]) {
            const model::Link *link = view(host).link(key);
            if (!link || key.netns != m_topology.hosts()[host].homeNetns() || !isUplink(view(host), *link))
                continue;
            LinkPath path = pathOf(view(host), key);
            path.links.insert(path.links.end(), path.anyOf.begin(), path.anyOf.end());
            for (const LinkKey below : path.links)
                claims[below].push_back(used);
        }
        for (const auto &[key, users] : claims) {
            const auto isFirst = [&](const InterfaceUse &other) {
                return other.kind == users.front().kind && other.network == users.front().network;
            };
            if (std::ranges::all_of(users, isFirst))
                use(host, key, users.front().kind, users.front().network);
        }
    }

    /// Names of the interfaces that carry provider networks on nodes, with the network; a name that carries
    /// two is none.
    std::map<std::string, std::string> providerNames() const
    {
        std::map<std::string, std::set<std::string>> networks;
        for (std::size_t host = 0; host < m_topology.hosts().size(); ++host) {
            for (const auto &[key, used] : m_result.uses[host]) {
                const model::Link *link = view(host).link(key);
                if (link && used.kind == NetworkKind::provider && isNode(host) && isUplink(view(host), *link))
                    networks[link->name].insert(used.network);
            }
        }
        std::map<std::string, std::string> names;
        for (const auto &[name, known] : networks) {
            if (known.size() == 1)
                names[name] = *known.begin();
        }
        return names;
    }

    /// A node's idle interface with the name that carries a provider network on other nodes is there for it:
    /// physical_interface_mappings names one interface for all nodes.
    void readNamesakes()
    {
        const std::map<std::string, std::string> names = providerNames();
        for (std::size_t host = 0; host < m_topology.hosts().size(); ++host) {
            const model::NetnsCookie home = m_topology.hosts()[host].homeNetns();
            for (const auto &[key, fact] : view(host).links) {
                const model::Link &link = fact.value;
                const auto known = names.find(link.name);
                if (known == names.end() || key.netns != home || !isNode(host) || link.masterIfindex != 0
                    || !isUplink(view(host), link) || hasAddress(host, key))
                    continue;
                use(host, key, NetworkKind::provider, known->second);
            }
        }
    }

    bool hasAddress(std::size_t host, LinkKey link) const
    {
        return std::ranges::any_of(view(host).addresses, [&](const auto &entry) {
            return entry.first.link == link && isGlobal(entry.second.value.prefix);
        });
    }

    bool hasUse(std::size_t host, NetworkKind kind) const
    {
        return std::ranges::any_of(m_result.uses[host],
                                   [kind](const auto &entry) { return entry.second.kind == kind; });
    }

    bool hasRouter(std::size_t host) const
    {
        return std::ranges::any_of(m_routers.routers(), [host](const RouterPlaces &router) {
            return std::ranges::find(router.instances, host, &InstancePlace::host) != router.instances.end();
        });
    }

    /// A node of the cloud or of a keepalived pair, as opposed to gateways and clients.
    bool isNode(std::size_t host) const { return hasRouter(host) || hasUse(host, NetworkKind::overlay); }

    void readHostKinds()
    {
        std::map<std::size_t, std::set<LinkKey>> others;
        for (const Addressed &entry : remainingAddressed())
            others[entry.host].insert(entry.link);
        for (std::size_t host = 0; host < m_topology.hosts().size(); ++host) {
            HostKind &kind = m_result.hostKinds[host];
            if (hasRouter(host))
                kind = HostKind::network;
            else if (hasUse(host, NetworkKind::overlay))
                kind = HostKind::compute;
            else if (hasUse(host, NetworkKind::provider) && !others[host].empty())
                kind = HostKind::gateway;
            else if (hasUse(host, NetworkKind::provider) || !others[host].empty())
                kind = HostKind::client;
            else if (hasUse(host, NetworkKind::management))
                kind = HostKind::controller;
        }
    }

    void finish()
    {
        for (auto &[key, known] : m_networks)
            m_result.networks.push_back(known);
        std::ranges::sort(m_result.networks, [](const state::Network &a, const state::Network &b) {
            return std::tie(a.kind, a.key) < std::tie(b.kind, b.key);
        });
    }

    const Topology &m_topology;
    const RouterIndex &m_routers;
    Inference m_result;
    std::map<std::string, state::Network> m_networks;
    std::set<std::uint32_t> m_haVnis;
    std::set<std::string> m_haBridges; ///< names of bridges without a tunnel that HA networks are on
    std::set<std::pair<model::IpPrefix, std::string>> m_providerPrefixes;
};

} // namespace

Inference infer(const Topology &topology, const RouterIndex &routers)
{
    return Inferring(topology, routers).run();
}

} // namespace kv::engine
