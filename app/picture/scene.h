// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/filter.h"
#include "app/picture/pathtrace.h"
#include "app/picture/scenefleet.h"
#include "app/state/site.h"

#include <QString>
#include <QStringList>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace kv::picture {

/// The forms of the picture: who runs what and meets which network, every port and line, every host at once.
enum class Form : std::uint8_t {
    overview,
    components,
    fleet, ///< many hosts: a tile a host, a mark an instance
};

/// Which hosts the components draw as one box: all but some, or only some.
struct Collapse {
    bool isUsual = false; ///< of a host that `others` does not name
    std::set<std::string> others;
    bool has(const std::string &host) const { return others.contains(host) != isUsual; }
    bool operator==(const Collapse &) const = default;
};

struct Options {
    Form form = Form::components;
    Collapse collapse;
    Filter filter;
    /// Of the components: the top of a host in its lane, px. It stands there, or below another that is pinned
    /// above; the others fill the room between.
    std::map<std::string, double> pins;
    std::map<std::string, double> overviewPins; ///< the same of the overview: there hosts have other heights
    bool hasLegend = true;
    bool hasActions = true; ///< buttons where the probe allows actions
    PathTrace path; ///< the traffic path that is cased; empty = none
    bool operator==(const Options &) const = default;
};

/// How a port is drawn (grammar: "on the instance and its ports").
enum class PortState : std::uint8_t { up, bare, held, down };

/// One interface at one place of the picture.
struct ScenePort {
    model::LinkKey key;
    std::string name; ///< the kernel's
    QString title; ///< shown: "tap eb82"
    QString subtitle; ///< shown: an address; "" when there is nothing to say
    state::NetworkKind kind = state::NetworkKind::none;
    std::string network; ///< state::Network::key
    std::uint32_t vni = 0; ///< VXLAN ports
    model::LinkKey peer; ///< veth: its other end; {0, 0} when not seen
    std::int32_t underlay = 0; ///< VXLAN and VMAC ports: ifindex of the interface they ride on
    PortState state = PortState::up;
    bool isFiltered = false; ///< a port of a bridge: filter rules name it
    bool operator==(const ScenePort &) const = default;
};

/// An agent of Neutron's or a service of the control plane that is seen running on a host.
struct SceneProgram {
    std::string program; ///< model::ProcessInfo::name
    QString title; ///< what it does: "Layer-3 agent", "SQL database"
    QString product; ///< what it is: "MariaDB"; "" where the title says it
    bool isAgent = false;
    bool hasMl2 = false; ///< neutron-server: its command line names the ML2 plug-in's configuration
    bool operator==(const SceneProgram &) const = default;
};

struct SceneBridge {
    ScenePort link; ///< the bridge itself
    QString title; ///< "brq9f31… · HA network"
    std::vector<ScenePort> uplinks; ///< VXLAN and physical ports
    std::vector<ScenePort> taps; ///< the others, in the order of what they lead to
    bool operator==(const SceneBridge &) const = default;
};

/// A network namespace with its ports: a router instance, qdhcp, a guest.
struct SceneSpace {
    model::NetnsCookie cookie = 0;
    std::string name;
    QString title;
    std::string routerId; ///< "" = not a router
    state::Role role = state::Role::unknown;
    bool isStale = false;
    bool hasKeepalived = false;
    bool isShared = false; ///< only a part of a namespace: the host's own, or one with several instances
    QString firstNote; ///< under the VRRP port
    bool isFirstAlarming = false;
    QString secondNote; ///< above the outside port
    bool isSecondAlarming = false;
    std::vector<ScenePort> ports;
    QStringList services; ///< seen running in it: "metadata process", "dnsmasq"
    bool hasMetadataProcess = false; ///< one of the services
    bool operator==(const SceneSpace &) const = default;
};

/// A physical interface (or what serves as one) in the host's own namespace.
struct SceneInterface {
    ScenePort link;
    bool isCut = false; ///< admin down
    bool mayDisable = false; ///< its probe allows actions and a router rides on it
    std::uint64_t change = 0; ///< Keepview's change in force on it; 0 = none
    model::TimeUs until = 0;
    bool operator==(const SceneInterface &) const = default;
};

struct SceneHost {
    std::string name;
    state::HostKind kind = state::HostKind::unknown;
    bool isRight = false; ///< carries routers: right lane, mirrored
    bool isStale = false;
    bool isLive = false; ///< its session is live and has said a whole snapshot
    bool isCollapsible = false; ///< one of many: a button draws it as one box
    bool isCollapsed = false;
    QString subtitle;
    QStringList agents; ///< seen running on it: "L3 agent"
    std::vector<SceneProgram> programs; ///< the same, as the overview shows them
    QString status; ///< at the right of its head; "" when all is well
    bool isStatusAlarming = false;
    std::vector<SceneInterface> interfaces; ///< without management and loopback
    std::vector<SceneInterface> management; ///< in the overview; the components do not draw them
    std::vector<std::string> quietLinks; ///< names of links that neither form draws
    std::vector<SceneBridge> bridges; ///< HA, self-service, provider
    std::vector<SceneSpace> spaces; ///< HA routers, other routers, then the rest
    /// Too many for a line of its own for each port.
    bool hasManyRouters() const;
    bool operator==(const SceneHost &) const = default;
};

/// A way that advertisements take.
struct SceneBeat {
    std::string routerId;
    std::string host;
    model::LinkKey underlay;
    std::string network;
    bool isCut = false;
    bool operator==(const SceneBeat &) const = default;
};

/// Everything that the picture shows of a site, and nothing else: two equal scenes give equal pictures.
struct Scene {
    std::vector<SceneHost> hosts; ///< in the site's order
    std::vector<state::Network> networks;
    std::string managementSubnet; ///< "10.0.0.0/24", "" when not known
    std::string overlaySubnet; ///< "10.0.1.0/24", "" when not known
    std::string providerSubnet; ///< or that of a plain VRRP pair
    std::uint32_t advertCentis = 0; ///< between advertisements; 0 = not known
    std::vector<SceneBeat> beats;
    SceneFleet fleet; ///< only in its form; then there are no hosts, networks and beats
    bool operator==(const Scene &) const = default;
};

Scene sceneOf(const state::Site &site, const Options &options = {});

} // namespace kv::picture
