// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/overview.h"

#include "app/picture/columns.h"
#include "app/picture/lane.h"
#include "app/picture/overviewcolumns.h"
#include "app/picture/overviewhubs.h"
#include "app/picture/overviewtrunks.h"

#include <algorithm>
#include <cmath>

namespace kv::picture {

namespace {

constexpr int usualHubs = 3;
constexpr int hubsAStep = 4;
constexpr double hubStep = 28;
constexpr double proxyStep = 12; ///< two metadata lines
constexpr double laneWidth = 262; ///< between the hosts
constexpr double centreWidth = 132;
constexpr double cloudTop = 196;
constexpr double cloudWidth = 144;
constexpr double cloudHeight = 104;
constexpr double externalGap = 40;
constexpr double legendRoom = 136;
constexpr double overviewLegendGap = 20;

std::size_t proxyCount(const SceneHost &host)
{
    return static_cast<std::size_t>(
        std::count_if(host.spaces.begin(), host.spaces.end(), [](const SceneSpace &space) {
            return space.hasMetadataProcess && space.routerId.empty();
        }));
}

/// The hosts of one side, one under the other; those that are pinned where they were put.
class Stack {
public:
    Stack(const OverviewLane &lane, double x) : m_lane(lane), m_x(x) { }

    /// All before place().
    void pin(const SceneHost &host, double y) { m_places.reserve(host.name, y, heightOf(host)); }

    OverviewHost place(const SceneHost &host)
    {
        const std::optional<double> pinned = m_places.reserved(host.name);
        OverviewHost made = placeOverviewHost(host, m_lane, { m_x, pinned ? *pinned : nextFor(host) });
        if (pinned)
            made.placed.pin = pinOf(made.placed);
        else
            m_places.take(made.placed.rect.height);
        return made;
    }

    double bottom() const { return m_places.bottom(); }

private:
    const OverviewLane &m_lane;
    double m_x;
    Lane m_places{ margin, hostGap };

    double heightOf(const SceneHost &host) const
    {
        return placeOverviewHost(host, m_lane, {}).placed.rect.height;
    }
    /// Where take() will put it.
    double nextFor(const SceneHost &host) const
    {
        return m_places.hasReserved() ? Lane(m_places).take(heightOf(host)) : m_places.next();
    }
};

/// The hosts of the outside, one under the other: gateways, the Internet, clients.
class Outside {
public:
    Outside(Overview &overview, const Scene &scene, double middle, double top)
        : m_overview(overview), m_scene(scene), m_middle(middle), m_cursor(top)
    {
    }

    double place()
    {
        addHosts(true);
        const bool hasOutside = std::any_of(m_scene.hosts.begin(), m_scene.hosts.end(), [](const auto &host) {
            return isExternalHost(host)
                && !std::all_of(host.interfaces.begin(), host.interfaces.end(), isFabricFacing);
        });
        if (hasOutside) {
            m_overview.internet = { m_middle - 50, m_cursor, 100, 64 };
            m_cursor += 64 + externalGap;
        }
        addHosts(false);
        return m_cursor - externalGap;
    }

private:
    Overview &m_overview;
    const Scene &m_scene;
    double m_middle;
    double m_cursor;

    void addHosts(bool facing)
    {
        for (std::size_t i = 0; i < m_scene.hosts.size(); ++i) {
            const SceneHost &host = m_scene.hosts[i];
            if (!isExternalHost(host) || facesNetwork(host) != facing)
                continue;
            m_overview.hosts[i] =
                placeOverviewExternal(host, { m_middle - centreWidth / 2, m_cursor }, centreWidth);
            m_cursor = m_overview.hosts[i].placed.rect.bottom() + externalGap;
        }
    }
};

} // namespace

bool isExternalHost(const SceneHost &host)
{
    return !host.isRight && (host.kind == state::HostKind::gateway || host.kind == state::HostKind::client);
}

double OverviewLane::width() const
{
    return outerPad + OverviewColumns::outerWidth(isRight) + gutter + OverviewColumns::middleWidth(isRight)
        + OverviewColumns::innerGutter + OverviewColumns::interfaceWidth + OverviewColumns::innerPad;
}

OverviewLane laneOf(const Scene &scene, bool isRight)
{
    std::size_t hubs = 0;
    std::size_t proxies = 0;
    for (const SceneHost &host : scene.hosts) {
        if (isExternalHost(host) || host.isRight != isRight)
            continue;
        hubs = std::max(hubs, hubsOf(host).size());
        proxies = std::max(proxies, proxyCount(host));
    }
    OverviewLane lane;
    lane.isRight = isRight;
    if (!isRight)
        lane.outerPad = 18; // two metadata lines
    const double free = isRight ? 1 : 2;
    lane.outerPad += std::ceil(std::max(0.0, static_cast<double>(proxies) - free) / 2) * proxyStep;
    lane.gutter += std::ceil(std::max(0.0, static_cast<double>(hubs) - usualHubs) / hubsAStep) * hubStep;
    return lane;
}

OverviewHost placeOverviewExternal(const SceneHost &host, Point origin, double width)
{
    constexpr double portHigh = 32;
    constexpr double portWide = 96;
    OverviewHost made;
    made.placed.host = &host;
    made.placed.isExternal = true;
    const bool isGateway = facesNetwork(host);
    const double x = origin.x + (width - portWide) / 2;
    double cursor = origin.y + 8;
    const auto add = [&](bool facing) {
        for (const SceneInterface &interface : host.interfaces) {
            if ((isGateway && isFabricFacing(interface)) != facing)
                continue;
            made.placed.interfaces.push_back({ &interface, { x, cursor, portWide, portHigh }, {} });
            cursor += portHigh + 6;
        }
    };
    add(isGateway);
    made.placed.titleY = cursor + 12;
    cursor += 22;
    if (isGateway)
        add(false);
    for (const SceneInterface &interface : host.management) {
        made.placed.interfaces.push_back({ &interface, { x, cursor, portWide, portHigh }, {} });
        cursor += portHigh + 6;
    }
    made.placed.rect = { origin.x, origin.y, width, cursor + 2 - origin.y };
    return made;
}

Overview placeOverview(const Scene &scene, const Options &options)
{
    Overview overview;
    const OverviewLane left = laneOf(scene, false);
    const OverviewLane right = laneOf(scene, true);
    const double laneX = leftLane + left.width();
    const double rightX = laneX + laneWidth;
    Stack leftHosts(left, leftLane);
    Stack rightHosts(right, rightX);
    for (const SceneHost &host : scene.hosts) {
        const auto pin = options.overviewPins.find(host.name);
        if (pin != options.overviewPins.end() && !isExternalHost(host))
            (host.isRight ? rightHosts : leftHosts).pin(host, pin->second);
    }
    overview.hosts.resize(scene.hosts.size());
    for (std::size_t i = 0; i < scene.hosts.size(); ++i) {
        const SceneHost &host = scene.hosts[i];
        if (!isExternalHost(host))
            overview.hosts[i] = (host.isRight ? rightHosts : leftHosts).place(host);
    }
    const double middle = laneX + laneWidth / 2;
    overview.infrastructure = { middle - cloudWidth / 2, cloudTop, cloudWidth, cloudHeight };
    const double outsideBottom =
        Outside(overview, scene, middle, overview.infrastructure.bottom() + externalGap).place();
    overview.legend = { leftLane, leftHosts.bottom() + overviewLegendGap };
    const double legendBottom = options.hasLegend ? overview.legend.y + legendRoom : 0;
    OverviewTrunks(overview, laneX, rightX, centreWidth).add();
    const bool hasRight = rightHosts.bottom() > margin;
    const double bottom = std::max({ leftHosts.bottom(), rightHosts.bottom(), legendBottom, outsideBottom,
                                     overview.infrastructure.bottom() });
    overview.bounds = { 0, 0, (hasRight ? rightX + right.width() : rightX) + margin, bottom + margin };
    return overview;
}

} // namespace kv::picture
