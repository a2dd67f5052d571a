// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/displaylist.h"
#include "app/picture/placement.h"
#include "app/picture/scene.h"

#include <vector>

namespace kv::picture {

/// A box of the overview that stands for no host, link or namespace: an agent's frame, a program, a firewall.
struct OverviewBox {
    QString id;
    ElementKind kind = ElementKind::service;
    Rect rect;
    QString title;
    QString subtitle; ///< "" = one line
    QString name; ///< accessible
    QString description;
    state::NetworkKind network = state::NetworkKind::none;
    bool isInner = false; ///< stands in a frame
};

struct OverviewWire {
    QString id;
    QString name; ///< accessible
    state::NetworkKind kind = state::NetworkKind::none;
    std::vector<Point> points; ///< each step across or down
    bool isDown = false;
};

/// One host, placed. Its bridges, namespaces and interfaces are in `placed`, without ports.
struct OverviewHost {
    PlacedHost placed;
    std::vector<OverviewBox> frames;
    std::vector<OverviewBox> boxes;
    std::vector<OverviewWire> wires;
};

/// How an interface reaches the physical network.
struct OverviewWay {
    const PlacedHost *host = nullptr;
    const PlacedInterface *interface = nullptr;
    std::vector<Point> points; ///< from the interface to the infrastructure
};

struct Overview {
    std::vector<OverviewHost> hosts; ///< as in the scene
    Rect infrastructure;
    Rect internet; ///< empty when nobody outside is seen
    std::vector<OverviewWay> ways;
    std::vector<OverviewWire> outside; ///< between gateways, the Internet and clients
    Point legend;
    Rect bounds;
};

/// What all hosts of a lane have in common, so that they stand in columns; px.
struct OverviewLane {
    bool isRight = false;
    double outerPad = 12; ///< from the host's side to the namespaces
    double gutter = 44; ///< between namespaces and bridges
    double width() const;
};

/// Room for the busiest host of a lane, in steps: few changes move anything.
OverviewLane laneOf(const Scene &scene, bool isRight);

OverviewHost placeOverviewHost(const SceneHost &host, const OverviewLane &lane, Point origin);
/// Gateways and clients: a plain box, with what faces the network above and the rest below its name.
OverviewHost placeOverviewExternal(const SceneHost &host, Point origin, double width);
bool isExternalHost(const SceneHost &host);

Overview placeOverview(const Scene &scene, const Options &options);
DisplayListPtr buildOverview(const Scene &scene, const Options &options);

/// The colour of an overview's line: networks in tunnels are the overlay there, as in the guide's figure.
state::NetworkKind overviewKind(const SceneBridge &bridge);

} // namespace kv::picture
