// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/hapath.h"
#include "app/engine/topology.h"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kv::engine {

/// A gateway port of a router (Neutron's qg-) and its way out of the host.
struct OutsidePort {
    model::LinkKey link;
    LinkPath path;
    bool operator==(const OutsidePort &) const = default;
};

/// Where one router is on one host, by the kernel's facts and keepalived's configuration.
struct InstancePlace {
    std::size_t host = 0; ///< index in Topology::hosts()
    model::NetnsCookie netns = 0;
    std::optional<std::pair<std::string, std::string>> config; ///< key in HostView::vrrpConfigs
    model::LinkKey haLink; ///< its VRRP interface, the VMAC's where it has one; {0,0} = not there
    model::LinkKey baseLink; ///< as haLink without a VMAC: whose address its advertisements come from
    LinkPath path; ///< of haLink
    std::vector<OutsidePort> outside; ///< those that lead over a bridge
    bool operator==(const InstancePlace &) const = default;

    const model::VrrpInstanceConfig *configIn(const model::HostView &view) const;
};

struct RouterPlaces {
    std::string id;
    std::string name;
    std::vector<InstancePlace> instances; ///< sorted by the host's name
    bool operator==(const RouterPlaces &) const = default;
};

/// Which routers there are and where. Rebuilt when the structure changes.
class RouterIndex {
public:
    static constexpr std::size_t maxRouters = 4'096; ///< further ones are not shown

    void rebuild(const Topology &topology);

    const std::vector<RouterPlaces> &routers() const { return m_routers; } ///< sorted by id
    /// True when a router's instance on that host rides on that link.
    bool isUnderlay(std::size_t host, model::LinkKey link) const;

private:
    std::vector<RouterPlaces> m_routers;
};

} // namespace kv::engine
