// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"
#include "app/state/trafficpath.h"

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace kv::engine {

/// Whether it is that of one host: /32, /128.
inline bool isWhole(const model::IpPrefix &prefix)
{
    return prefix.length == prefix.address.size() * 8;
}

/// Whether it may be behind a router.
inline bool isGlobal(const model::IpAddress &address)
{
    return !address.isLinkLocal() && !address.isLoopback() && !address.isMulticast();
}

/// What the routers of a site have and translate, looked through once; refers to the site. Tenants may have
/// the same addresses inside: one is told together with its router.
class TargetIndex {
public:
    explicit TargetIndex(const state::Site &site);

    const state::Site &site() const { return m_site; }
    bool isRouterSpace(const state::Host &host, model::NetnsCookie netns) const;

    /// What the address is to every router that has to do with it, one on each network inside: a floating IP
    /// before a router's own before one in a subnet.
    std::vector<state::PathTarget> all(const model::IpAddress &address) const { return on({}, address); }
    /// The same, of the routers with a port on that network (Network::key, "" = not known).
    std::vector<state::PathTarget> on(const std::string &network, const model::IpAddress &address) const;
    /// Whether the router itself has the address, virtual or on a port of its namespace.
    bool owns(const state::Router &router, const model::IpAddress &address) const;
    /// Floating IPs, whether or not their NAT is known, by address.
    std::vector<state::PathTarget> floating() const;

private:
    /// An address and whose it is, by the router's place in the site.
    using Key = std::pair<model::IpAddress, std::size_t>;
    struct Subnet {
        model::IpPrefix prefix;
        std::size_t router = 0;
        std::string network; ///< Network::key, "" = not known
    };
    struct Candidate {
        std::size_t router = 0;
        state::PathTarget target;
        std::string network;
    };

    void readRouter(std::size_t index);
    void readVirtual(std::size_t index, const model::IpPrefix &prefix);
    void readNat(std::size_t index, const state::Host &host, model::NetnsCookie netns);
    void readPorts(std::size_t index, const state::Host &host, model::NetnsCookie netns);
    void addSubnet(std::size_t index, const model::IpPrefix &prefix, const std::string &network);
    std::string networkInside(std::size_t index, const model::IpAddress &address) const;
    std::vector<Candidate> candidates(const model::IpAddress &address) const;

    const state::Site &m_site;
    std::map<Key, state::PathTarget> m_translated; ///< by the address outside and inside
    std::map<Key, state::PathTarget> m_own;
    std::vector<Subnet> m_inside; ///< of ports inside
    std::set<std::pair<std::string, model::NetnsCookie>> m_spaces;
};

} // namespace kv::engine
