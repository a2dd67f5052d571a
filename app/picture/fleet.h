// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/displaylist.h"
#include "app/picture/scene.h"

#include <vector>

namespace kv::picture {

/// One host's tile. Pointers are into the scene that was placed.
struct FleetTile {
    const FleetHost *host = nullptr;
    Rect rect;
    std::vector<Point> marks; ///< centres, as FleetHost::marks
};

/// Tiles of one kind under a head.
struct FleetSection {
    enum class Kind : std::uint8_t { nodes, computes, controllers, others };
    Kind kind = Kind::nodes;
    Point head; ///< baseline of its title
    double room = 0; ///< for the title
    std::vector<FleetTile> tiles;
};

struct FleetPlacement {
    std::vector<FleetSection> sections; ///< only those that have a tile
    double legendY = 0;
    Rect bounds;
};

/// A tile keeps its place while its host is there: more hosts of a kind come behind, and push the next kind
/// down by a whole row.
FleetPlacement placeFleet(const SceneFleet &fleet, const Options &options);
DisplayListPtr buildFleet(const SceneFleet &fleet, const Options &options);

inline constexpr double fleetGutter =
    16; ///< between tiles of network nodes; lines of split routers run in it

} // namespace kv::picture
