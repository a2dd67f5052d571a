// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/overviewtrunks.h"

#include "app/picture/names.h"
#include "app/picture/text.h"

#include <algorithm>

namespace kv::picture {

namespace {

constexpr double firstTrunk = 14; ///< from the hosts
constexpr double trunkPitch = 11;
constexpr double outsideTrunk = 9; ///< from what stands in the middle
constexpr double entryPitch = 10; ///< of lines into the cloud
constexpr double underCloud = 18; ///< a line goes on under the cloud's edge

/// The trunk of a network, from the hosts inwards; -1: it does not meet the physical network.
int slotOf(state::NetworkKind kind)
{
    switch (kind) {
    case state::NetworkKind::management:
        return 0;
    case state::NetworkKind::provider:
    case state::NetworkKind::untagged:
        return 1;
    case state::NetworkKind::overlay:
        return 2;
    case state::NetworkKind::ha:
        return 3;
    case state::NetworkKind::none:
    case state::NetworkKind::selfService:
        break;
    }
    return -1;
}

bool isTop(const PlacedHost &host, const PlacedInterface &interface)
{
    return interface.interface == host.interfaces.front().interface;
}

} // namespace

double OverviewTrunks::trunkX(int slot, bool isRight) const
{
    const double inwards = firstTrunk + trunkPitch * slot;
    return isRight ? m_right - inwards : m_left + inwards;
}

std::vector<Point> OverviewTrunks::wayOf(const PlacedHost &host, const PlacedInterface &interface,
                                         bool isFirst) const
{
    const Rect &cloud = m_overview.infrastructure;
    const int slot = slotOf(interface.interface->link.kind);
    const Rect &r = interface.rect;
    if (slot < 0)
        return {};
    if (isFirst)
        return { { middle(), r.y }, { middle(), cloud.bottom() - underCloud } };
    // What stands in the middle takes the right side's trunks.
    const bool isRight = host.isRight || host.isExternal;
    const double entry = cloud.center().y + (slot - 1.5) * entryPitch;
    const Point start{ host.isRight ? r.x : r.right(), r.center().y };
    const double x = trunkX(slot, isRight);
    const double end = isRight ? cloud.right() - underCloud : cloud.x + underCloud;
    return { start, { x, start.y }, { x, entry }, { end, entry } };
}

void OverviewTrunks::add()
{
    bool hasFirst = false;
    for (const OverviewHost &host : m_overview.hosts) {
        for (const PlacedInterface &interface : host.placed.interfaces) {
            const bool isFirst = host.placed.isExternal && !hasFirst && facesNetwork(*host.placed.host)
                && isTop(host.placed, interface);
            hasFirst = hasFirst || isFirst;
            std::vector<Point> points = wayOf(host.placed, interface, isFirst);
            if (!points.empty())
                m_overview.ways.push_back({ &host.placed, &interface, std::move(points) });
        }
    }
    if (m_overview.internet.width > 0)
        addOutside();
}

/// The last gateway stands on the Internet, the first client hangs from it; others come from the side.
void OverviewTrunks::addOutside()
{
    const PlacedInterface *above = nullptr;
    const PlacedInterface *below = nullptr;
    const Rect &cloud = m_overview.internet;
    for (const OverviewHost &host : m_overview.hosts) {
        for (const PlacedInterface &interface : host.placed.interfaces) {
            if (!host.placed.isExternal || slotOf(interface.interface->link.kind) >= 0)
                continue;
            const bool isLowest = &interface == &host.placed.interfaces.back();
            if (interface.rect.y < cloud.y && isLowest
                && (above == nullptr || interface.rect.y > above->rect.y))
                above = &interface;
            if (interface.rect.y > cloud.y && isTop(host.placed, interface)
                && (below == nullptr || interface.rect.y < below->rect.y))
                below = &interface;
        }
    }
    for (const OverviewHost &host : m_overview.hosts) {
        for (const PlacedInterface &interface : host.placed.interfaces) {
            if (host.placed.isExternal && slotOf(interface.interface->link.kind) < 0)
                addInternetLine(host.placed, interface, &interface == above || &interface == below);
        }
    }
}

void OverviewTrunks::addInternetLine(const PlacedHost &host, const PlacedInterface &interface,
                                     bool isStraight)
{
    const Rect &cloud = m_overview.internet;
    const Rect &r = interface.rect;
    std::vector<Point> points;
    if (isStraight && r.y < cloud.y) {
        points = { { middle(), r.bottom() }, { middle(), cloud.y + underCloud / 2 } };
    } else if (isStraight) {
        points = { { middle(), r.y }, { middle(), cloud.bottom() - underCloud / 2 } };
    } else {
        const double x = middle() + m_centre / 2 + outsideTrunk;
        const double y = cloud.center().y;
        points = {
            { r.right(), r.center().y }, { x, r.center().y }, { x, y }, { cloud.right() - underCloud, y }
        };
    }
    m_overview.outside.push_back(
        { QStringLiteral("outside:%1:%2").arg(fromStd(host.host->name), interface.interface->link.title),
          Text::tr("%1 on %2").arg(interface.interface->link.title, Text::tr("Internet")),
          state::NetworkKind::none, std::move(points), interface.interface->link.state == PortState::down });
}

} // namespace kv::picture
