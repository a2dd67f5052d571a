// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/hopmaker.h"
#include "app/engine/pathtarget.h"

#include <optional>
#include <vector>

namespace kv::engine {

/// The self-service side of a path: from the router's port inside to the instance, and the entries that lead
/// back.
class PathInside {
public:
    /// `host` and `netns`: of the router's instance that the way goes through.
    PathInside(const HopMaker &make, const state::Host &host, model::NetnsCookie netns)
        : m_make(make), m_host(host), m_netns(netns)
    {
    }

    /// The hops to an instance's address.
    std::vector<state::PathHop> to(const model::IpAddress &inside);
    /// The ports inside and what they leave the host by: the path of a router, without an instance.
    std::vector<state::PathHop> allPorts(model::LinkKey gatewayPort, model::LinkKey haPort);

private:
    model::LinkKey choosePort(const model::IpAddress &inside);
    void leavePort(const state::Host &host, model::LinkKey port);
    void throughBridge(const state::Host &host, model::LinkKey bridge, model::LinkKey from);
    void throughTunnel(const state::Host &host, model::LinkKey tunnel);
    void throughWire(const state::Host &host, model::LinkKey uplink);
    void arriveAt(const state::Host &host, model::LinkKey bridge, model::LinkKey from);
    void intoPort(const state::Host &host, model::LinkKey port);
    void addUplinks(const state::Host &host, const std::vector<model::LinkKey> &links, bool isOutward);
    void addWayBack(const state::Host &guestHost, model::LinkKey bridge);

    const HopMaker &m_make;
    const state::Host &m_host;
    model::NetnsCookie m_netns = 0;
    model::IpAddress m_inside;
    model::LinkKey m_port; ///< the router's, chosen
    std::optional<GuestPlace> m_guest; ///< where the instance is seen
    model::MacAddress m_mac; ///< of the instance
    std::vector<state::PathHop> m_hops;
};

} // namespace kv::engine
