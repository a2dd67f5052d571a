// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/placement.h"

#include "app/picture/columns.h"
#include "app/picture/lane.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace kv::picture {

namespace {

constexpr double legendHeight = 136;
constexpr double legendGap = 20;
constexpr double usualExternalTop = 520;
constexpr double lowestExternalTop = 560; ///< unless the left lane is longer
constexpr double gatewayX = 288;
constexpr std::size_t mostOverlayLines = 8;

bool isExternal(const SceneHost &host)
{
    return !host.isRight && (host.kind == state::HostKind::gateway || host.kind == state::HostKind::client);
}

/// Networks on the VXLAN ports of all hosts: they decide how wide the overlay's tube is.
std::size_t overlayLines(const Scene &scene)
{
    std::vector<std::string> seen;
    for (const SceneHost &host : scene.hosts) {
        for (const SceneBridge &bridge : host.bridges) {
            for (const ScenePort &port : bridge.uplinks) {
                const bool isNew = std::find(seen.begin(), seen.end(), port.network) == seen.end();
                if (port.vni != 0 && isNew)
                    seen.push_back(port.network);
            }
        }
    }
    return std::min(seen.size(), mostOverlayLines);
}

/// The same for all network nodes, in steps: so nodes stay aligned, and few changes move anything.
double extraGutter(const Scene &scene)
{
    int most = 0;
    for (const SceneHost &host : scene.hosts) {
        if (host.isRight && !host.isCollapsed)
            most = std::max(most, bendsOf(placeHost(host, {})).tracks);
    }
    return std::ceil(std::max(0, most - bendsThatFit) * bendPitch / gutterStep) * gutterStep;
}

/// In the upper right corner.
Rect toggleOf(const Rect &host)
{
    constexpr double side = 20;
    constexpr double inset = 8;
    return { host.right() - inset - side, host.y + inset, side, side };
}

class Lanes {
public:
    Lanes(const Scene &scene, const Options &options, double rightX, double gutter)
        : m_rightX(rightX), m_gutter(gutter)
    {
        for (const SceneHost &host : scene.hosts) {
            const auto pin = options.pins.find(host.name);
            if (pin != options.pins.end() && !isExternal(host))
                of(host).reserve(host.name, pin->second, put(host, 0).rect.height);
        }
    }

    PlacedHost place(const SceneHost &host)
    {
        const std::optional<double> pinned = of(host).reserved(host.name);
        PlacedHost placed;
        if (pinned) {
            placed = put(host, *pinned);
        } else if (of(host).hasReserved()) {
            placed = put(host, of(host).take(put(host, 0).rect.height));
        } else {
            placed = put(host, of(host).next());
            of(host).take(placed.rect.height);
        }
        if (host.isCollapsible)
            placed.toggle = toggleOf(placed.rect);
        if (pinned)
            placed.pin = pinOf(placed);
        return placed;
    }

    double leftBottom() const { return m_left.bottom(); }
    double rightBottom() const { return m_right.bottom(); }

private:
    double m_rightX;
    double m_gutter;
    Lane m_left{ margin, hostGap };
    Lane m_right{ margin, hostGap };

    Lane &of(const SceneHost &host) { return host.isRight ? m_right : m_left; }
    PlacedHost put(const SceneHost &host, double y) const
    {
        const Point origin{ host.isRight ? m_rightX : leftLane, y };
        return host.isCollapsed ? placeCollapsed(host, origin, m_gutter) : placeHost(host, origin, m_gutter);
    }
};

} // namespace

Rect pinOf(const PlacedHost &host)
{
    constexpr double side = 14;
    const Rect button = toggleOf(host.rect);
    const double right = host.toggle.width > 0 ? button.x - 6 : button.right();
    return { right - side, button.center().y - side / 2, side, side };
}

double PlacedHost::headRight() const
{
    constexpr double gap = 8;
    if (pin.width > 0)
        return pin.x - gap;
    return toggle.width > 0 ? toggle.x - gap : rect.right() - 12;
}

Placement place(const Scene &scene, const Options &options)
{
    Placement placement;
    const std::size_t lines = overlayLines(scene);
    const double wide = infraWidth + (lines > 2 ? static_cast<double>(lines - 2) * 8 : 0);
    const double rightLane = infraX + wide + hostGap;
    const double gutter = extraGutter(scene);
    Lanes lanes(scene, options, rightLane, gutter);
    double secondBottom = 0;
    int rightCount = 0;
    placement.hosts.resize(scene.hosts.size());
    for (std::size_t i = 0; i < scene.hosts.size(); ++i) {
        const SceneHost &host = scene.hosts[i];
        if (isExternal(host))
            continue;
        placement.hosts[i] = lanes.place(host);
        if (host.isRight && ++rightCount == 2)
            secondBottom = placement.hosts[i].rect.bottom();
    }
    const double left = lanes.leftBottom() + hostGap;
    const double right = lanes.rightBottom() + hostGap;
    placement.legend = { leftLane, left + legendGap - hostGap };
    const double afterLegend = placement.legend.y + (options.hasLegend ? legendHeight + 24 : 0);
    const double wanted =
        secondBottom > 0 ? std::min(secondBottom - externalHeight, lowestExternalTop) : usualExternalTop;
    const double externalTop = std::max(afterLegend, wanted);

    double client = externalTop;
    double gateway = externalTop;
    for (std::size_t i = 0; i < scene.hosts.size(); ++i) {
        const SceneHost &host = scene.hosts[i];
        if (!isExternal(host))
            continue;
        const bool isFacing = facesNetwork(host);
        double &cursor = isFacing ? gateway : client;
        placement.hosts[i] = placeExternal(host, { isFacing ? gatewayX : leftLane, cursor });
        cursor = placement.hosts[i].rect.bottom() + hostGap;
        if (!std::all_of(host.interfaces.begin(), host.interfaces.end(), isFabricFacing))
            placement.cloud = { 168, externalTop + 21, 84, 48 };
    }
    const double bottom =
        std::max({ left, right, client, gateway, options.hasLegend ? afterLegend : 0 }) - hostGap;
    placement.infrastructure = { infraX, margin, wide, std::max(bottom - margin, 200.0) };
    placeFabrics(placement, scene);
    const double width = rightCount > 0 ? rightLane + rightColumns.width + gutter : infraX + wide;
    placement.bounds = { 0, 0, width + margin, placement.infrastructure.bottom() + margin };
    return placement;
}

} // namespace kv::picture
