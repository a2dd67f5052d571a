// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/columns.h"
#include "app/picture/fleet.h"

#include <algorithm>

namespace kv::picture {

namespace {

using Kind = FleetSection::Kind;

constexpr std::size_t nodeColumns = 4;
constexpr double nodeWidth = 236;
constexpr double nodePitch = nodeWidth + fleetGutter;
constexpr std::size_t marksAcross = 12;
constexpr double markPitchX = 17.6;
constexpr double markPitchY = 19;
constexpr double firstMarkX = 21;
constexpr double firstMarkY = 46;
constexpr double underMarks = 40; ///< the share's bar below the last row
constexpr double emptyNode = 66;

constexpr std::size_t computeColumns = 9;
constexpr double computeWidth = 84;
constexpr double computePitchX = 92;
constexpr double smallHeight = 36;
constexpr double smallPitch = 44;
constexpr double controllerX = 852;
constexpr double controllerWidth = 148;

constexpr double headRoom = 34; ///< of a title above its tiles
constexpr double sectionGap = 16;
constexpr double legendRoom = 28;
constexpr double fleetWidth = margin + 4 * nodeWidth + 3 * fleetGutter + margin;

Kind kindOf(const FleetHost &host)
{
    if (host.isNode)
        return Kind::nodes;
    if (host.kind == state::HostKind::compute)
        return Kind::computes;
    return host.kind == state::HostKind::controller ? Kind::controllers : Kind::others;
}

std::vector<const FleetHost *> hostsOf(const SceneFleet &fleet, Kind kind)
{
    std::vector<const FleetHost *> found;
    for (const FleetHost &host : fleet.hosts) {
        if (kindOf(host) == kind)
            found.push_back(&host);
    }
    return found;
}

double nodeHeight(const FleetHost &host)
{
    if (host.marks.empty())
        return emptyNode;
    const std::size_t rows = (host.marks.size() - 1) / marksAcross + 1;
    return firstMarkY + static_cast<double>(rows - 1) * markPitchY + underMarks;
}

/// Gives the lower end of the section.
double placeNodes(FleetSection &section, const std::vector<const FleetHost *> &hosts, double top)
{
    double y = top;
    for (std::size_t first = 0; first < hosts.size(); first += nodeColumns) {
        const std::size_t last = std::min(first + nodeColumns, hosts.size());
        double height = 0;
        for (std::size_t i = first; i < last; ++i)
            height = std::max(height, nodeHeight(*hosts[i]));
        for (std::size_t i = first; i < last; ++i) {
            FleetTile tile;
            tile.host = hosts[i];
            tile.rect = { margin + static_cast<double>(i - first) * nodePitch, y, nodeWidth, height };
            for (std::size_t m = 0; m < hosts[i]->marks.size(); ++m)
                tile.marks.push_back(
                    { tile.rect.x + firstMarkX + static_cast<double>(m % marksAcross) * markPitchX,
                      y + firstMarkY + static_cast<double>(m / marksAcross) * markPitchY });
            section.tiles.push_back(std::move(tile));
        }
        y += height + fleetGutter;
    }
    return y - fleetGutter;
}

struct SmallGrid {
    double x = margin;
    double width = computeWidth;
    std::size_t columns = computeColumns;
};

double placeSmall(FleetSection &section, const std::vector<const FleetHost *> &hosts, double top,
                  const SmallGrid &grid)
{
    double bottom = top;
    for (std::size_t i = 0; i < hosts.size(); ++i) {
        FleetTile tile;
        tile.host = hosts[i];
        tile.rect = { grid.x + static_cast<double>(i % grid.columns) * (grid.width + 8),
                      top + static_cast<double>(i / grid.columns) * smallPitch, grid.width, smallHeight };
        bottom = tile.rect.bottom();
        section.tiles.push_back(std::move(tile));
    }
    return bottom;
}

} // namespace

FleetPlacement placeFleet(const SceneFleet &fleet, const Options &options)
{
    static_assert(margin + computeColumns * computePitchX <= controllerX);
    FleetPlacement placement;
    double y = margin;
    const auto begin = [&placement](Kind kind, double x, double top, double room) -> FleetSection & {
        FleetSection section;
        section.kind = kind;
        section.head = { x, top + 14 };
        section.room = room;
        placement.sections.push_back(std::move(section));
        return placement.sections.back();
    };
    if (const auto nodes = hostsOf(fleet, Kind::nodes); !nodes.empty())
        y = placeNodes(begin(Kind::nodes, margin, y, fleetWidth - 2 * margin), nodes, y + headRoom)
            + sectionGap;
    const auto computes = hostsOf(fleet, Kind::computes);
    const auto controllers = hostsOf(fleet, Kind::controllers);
    double next = y;
    if (!computes.empty())
        next = placeSmall(begin(Kind::computes, margin, y, controllerX - margin - 16), computes, y + headRoom,
                          {})
            + sectionGap;
    if (!controllers.empty()) {
        const SmallGrid grid{ computes.empty() ? margin : controllerX, controllerWidth,
                              computes.empty() ? std::size_t{ 6 } : std::size_t{ 1 } };
        const double bottom =
            placeSmall(begin(Kind::controllers, grid.x, y, controllerWidth), controllers, y + headRoom, grid);
        next = std::max(next, bottom + sectionGap);
    }
    y = next;
    if (const auto others = hostsOf(fleet, Kind::others); !others.empty())
        y = placeSmall(begin(Kind::others, margin, y, fleetWidth - 2 * margin), others, y + headRoom,
                       { margin, controllerWidth, 6 })
            + sectionGap;
    placement.legendY = y + 8;
    if (options.hasLegend && !fleet.hosts.empty())
        y = placement.legendY + legendRoom;
    placement.bounds = { 0, 0, fleetWidth, y };
    return placement;
}

} // namespace kv::picture
