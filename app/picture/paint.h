// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/displaylist.h"
#include "app/picture/draw.h"
#include "app/picture/placement.h"

namespace kv::picture {

/// Layers of a picture from the ground up; each adds its elements behind those that are there.
void paintGround(DisplayList &list, const Placement &placement);
void paintBoxes(DisplayList &list, const PlacedHost &host);
void paintFabrics(DisplayList &list, const Placement &placement, const Scene &scene);
void paintExternalLines(DisplayList &list, const Placement &placement);
void paintWires(DisplayList &list, const PlacedHost &host);
void paintPorts(DisplayList &list, const PlacedHost &host);
void paintLabels(DisplayList &list, const PlacedHost &host);
/// The button that collapses or expands a host, what a collapsed one counts, and the mark of a pinned one.
void paintCollapse(DisplayList &list, const PlacedHost &host);
void paintLegend(DisplayList &list, const Placement &placement, const Scene &scene, bool hasPath);

/// Parts that both forms draw alike.
void paintHostBox(DisplayList &list, const PlacedHost &host, Form form);
void paintInnerBoxes(DisplayList &list, const PlacedHost &host, Colour fill);
void paintInterface(DisplayList &list, const PlacedHost &host, const PlacedInterface &interface);
void paintInternet(DisplayList &list, const Rect &cloud);
/// The mark of a host that is pinned.
void paintPin(DisplayList &list, const PlacedHost &host);
/// How an instance is.
ElementState stateOf(const SceneSpace &space);
/// The role of an instance in the upper right corner of its box; where it stands.
Rect paintPill(DisplayList &list, const PlacedHost &host, const PlacedSpace &space);
/// Bold as it should be, else smaller, else regular: before anything is left out.
Face fittingFace(const QString &text, double size, double room, Colour colour);

/// The ways of heartbeats between the hosts.
std::vector<BeatTrack> beatTracks(const Placement &placement, const Scene &scene);

/// Where the tube of a branch that is down is torn.
double cutX(const Placement &placement, const Branch &branch);
bool isDown(const Branch &branch);
/// VRRP runs on the hosts' own interfaces: the tube is an ordinary network, no provider's.
bool isPlain(const Spine &spine);

QString linkId(const QString &prefix, const std::string &host, model::LinkKey key);

} // namespace kv::picture
