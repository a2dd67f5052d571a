// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/fleetlines.h"

#include "app/picture/draw.h"
#include "app/picture/names.h"
#include "app/picture/text.h"

#include <algorithm>

namespace kv::picture {

namespace {

constexpr std::size_t mostLines = 3; ///< that fit into a gutter side by side
constexpr double linePitch = 4;

const FleetTile *tileOf(const FleetPlacement &placement, const std::string &host)
{
    for (const FleetSection &section : placement.sections) {
        for (const FleetTile &tile : section.tiles) {
            if (tile.host->name == host && !tile.marks.empty())
                return &tile;
        }
    }
    return nullptr;
}

/// From the lower side of one tile, through the gutters, to the lower side of the other; `shift` keeps lines
/// of several routers apart. The gutter below a row of tiles and the one left or right of a tile are free.
std::vector<Point> wayBetween(const Rect &a, const Rect &b, double shift)
{
    const double below = fleetGutter / 2 + shift;
    const double startX = a.center().x + shift * 3;
    const double endX = b.center().x + shift * 3;
    const double first = a.bottom() + below;
    const double second = b.bottom() + below;
    if (first - second < 0.5 && second - first < 0.5)
        return { { startX, a.bottom() }, { startX, first }, { endX, first }, { endX, b.bottom() } };
    // Between two columns: on the side of b that faces a.
    const double side = a.center().x < b.center().x - 1 ? b.x - fleetGutter / 2 + shift
        : a.center().x > b.center().x + 1               ? b.right() + fleetGutter / 2 + shift
        : b.x > fleetGutter * 2                         ? b.x - fleetGutter / 2 + shift
                                                        : b.right() + fleetGutter / 2 + shift;
    return { { startX, a.bottom() }, { startX, first }, { side, first },
             { side, second },       { endX, second },  { endX, b.bottom() } };
}

QString nameOf(const FleetTile &tile, const std::string &router)
{
    for (const FleetMark &mark : tile.host->marks) {
        if (mark.routerId == router)
            return mark.name;
    }
    return fromStd(router);
}

} // namespace

void paintSplits(DisplayList &list, const SceneFleet &fleet, const FleetPlacement &placement)
{
    for (std::size_t i = 0; i < std::min(fleet.splits.size(), mostLines); ++i) {
        const auto &[router, hosts] = fleet.splits[i];
        const FleetTile *from = tileOf(placement, hosts.front());
        for (std::size_t h = 1; h < hosts.size(); ++h) {
            const FleetTile *to = tileOf(placement, hosts[h]);
            if (from == nullptr || to == nullptr)
                continue;
            const double shift = (static_cast<double>(i) - 1) * linePitch;
            Element line;
            line.id = QStringLiteral("split:%1>%2").arg(fromStd(router), fromStd(hosts[h]));
            line.kind = ElementKind::wire;
            line.state = ElementState::fault;
            line.name = Text::tr("%1 is active on %2 and on %3")
                            .arg(nameOf(*from, router), fromStd(hosts.front()), fromStd(hosts[h]));
            line.shapes.push_back(
                lineShape(wayBetween(from->rect, to->rect, shift), { Colour::alarm, 1.5, { 5, 3 } }, 4));
            line.bounds = line.shapes.front().rect;
            list.elements.push_back(std::move(line));
        }
    }
}

} // namespace kv::picture
