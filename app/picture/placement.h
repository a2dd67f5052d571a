// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/geometry.h"
#include "app/picture/scene.h"

#include <map>
#include <string>
#include <vector>

namespace kv::picture {

/// Where everything of a scene stands. Pointers are into the scene that was placed.
struct PlacedPort {
    const ScenePort *port = nullptr;
    Rect rect;
    double row() const { return rect.center().y; }
};

struct PlacedInterface {
    const SceneInterface *interface = nullptr;
    Rect rect;
    Rect button; ///< where its action stands; empty when it never has one
};

struct PlacedBridge {
    const SceneBridge *bridge = nullptr;
    Rect rect;
    double busX = 0; ///< where taps and uplinks join
    std::vector<PlacedPort> uplinks;
    std::vector<PlacedPort> taps;
    std::vector<Rect> filters; ///< as taps: the firewall beside the port; empty where there is none
};

struct PlacedSpace {
    const SceneSpace *space = nullptr;
    Rect rect;
    std::vector<PlacedPort> ports;
    std::vector<Rect>
        services; ///< as SceneSpace::services; none in routers: a failover would move what is below
};

struct PlacedHost {
    const SceneHost *host = nullptr;
    Rect rect;
    bool isRight = false;
    bool isExternal = false; ///< gateway or client: a plain box
    bool isCollapsed = false; ///< one box: what is inside is only counted
    Rect toggle; ///< the button that collapses or expands it; empty when it has none
    Rect pin; ///< the mark of a host that the user has put there; empty when it is not
    double headRight() const; ///< where the words of its head end
    double titleY = 0; ///< baseline of its name; 0 = in its head
    std::vector<PlacedInterface> interfaces;
    std::vector<PlacedBridge> bridges;
    std::vector<PlacedSpace> spaces;
};

/// One end of a fabric: where a host's interface meets the physical network.
struct Branch {
    const PlacedHost *host = nullptr;
    const PlacedInterface *interface = nullptr;
    double edge = 0; ///< x of the interface's side that faces the network
    double y = 0;
    double height = 0; ///< of its tube
    std::vector<std::string> networks; ///< that ride on it: state::Network::key
    double lineY(std::size_t index) const; ///< of the n-th of `networks`
    std::vector<double> lineYs;
};

/// A fabric in the middle: a vertical tube with a line for each of its networks, and its branches.
struct Spine {
    Rect tube; ///< empty when there is none
    std::vector<state::Network> networks; ///< in slot order, from the left
    std::vector<double> slots; ///< x of each line
    std::vector<Branch> branches; ///< from the top
    int leftOut = 0; ///< networks beyond the most that are drawn
};

struct Placement {
    std::vector<PlacedHost> hosts; ///< as in the scene
    Rect infrastructure;
    Spine overlay;
    Spine provider;
    Rect cloud; ///< the Internet between client and gateway; empty when neither is there
    Point legend;
    Rect bounds;
};

/// Where the mark of a pinned host stands: beside the button that collapses it, or where that would be.
Rect pinOf(const PlacedHost &host);

Placement place(const Scene &scene, const Options &options);

/// Places the inside of one host whose box begins at `origin`; sets its height.
PlacedHost placeHost(const SceneHost &host, Point origin, double extraGutter = 0);
/// A host as one box: its interfaces, and room for what is counted.
PlacedHost placeCollapsed(const SceneHost &host, Point origin, double extraGutter = 0);
PlacedHost placeExternal(const SceneHost &host, Point origin);

/// Whether an interface of a host outside is in one of the site's physical networks.
bool isFabricFacing(const SceneInterface &interface);
bool facesNetwork(const SceneHost &host);

/// The ports of a host's bridges by the veths that end at them.
class TapIndex {
public:
    /// Pointers are into the host; both null when the port is not seen.
    struct Tap {
        const PlacedPort *port = nullptr;
        const PlacedBridge *bridge = nullptr;
    };
    explicit TapIndex(const PlacedHost &host);
    /// Where a veth from a namespace ends.
    Tap of(const ScenePort &port) const;

private:
    std::map<model::LinkKey, Tap> m_byKey;
    std::map<model::LinkKey, Tap> m_byPeer;
};

/// A line between a bridge and a namespace that is not straight.
struct Bend {
    double from = 0; ///< y at the bridge
    double to = 0; ///< y at the namespace
    model::LinkKey port; ///< in the namespace
    int track = 0; ///< from the bridges outwards, 0 first
};
struct Bends {
    std::vector<Bend> lines;
    int tracks = 0; ///< vertical ones, each with a place of its own between bridges and namespaces
};
/// Gives bent lines tracks so that lines in one direction do not cross: going down, the uppermost bends last;
/// going up, it bends first. With many routers or lines all to one bridge share one, as a line that branches.
Bends bendsOf(const PlacedHost &host);

/// Places both fabrics between the hosts.
void placeFabrics(Placement &placement, const Scene &scene);

} // namespace kv::picture
