// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/columns.h"
#include "app/picture/placement.h"
#include "app/picture/rows.h"

#include <algorithm>
#include <cmath>

namespace kv::picture {

namespace {

constexpr double gap = 8;

/// A firewall stands between a port and the bridge's line where that is far enough.
Rect filterBeside(const PlacedPort &tap, double busX)
{
    if (!tap.port->isFiltered || busX - tap.rect.right() < filterWidth + 2 * filterGap)
        return {};
    return { tap.rect.right() + filterGap, tap.row() - filterHeight / 2, filterWidth, filterHeight };
}

void addBridges(PlacedHost &placed, const Rows &rows, const Columns &c, Point origin)
{
    for (std::size_t b = 0; b < placed.host->bridges.size(); ++b) {
        const SceneBridge &made = placed.host->bridges[b];
        const std::vector<double> &row = rows.bridge[b];
        PlacedBridge bridge;
        bridge.bridge = &made;
        bridge.busX = origin.x + c.busX;
        bridge.rect = { origin.x + c.bridgeX, row.front() - 33, c.bridgeWidth,
                        row.back() - row.front() + 54 };
        for (std::size_t i = 0; i < made.uplinks.size(); ++i)
            bridge.uplinks.push_back(
                { &made.uplinks[i],
                  { origin.x + c.uplinkX, row[i] - portHeight / 2, c.uplinkWidth, portHeight } });
        for (std::size_t i = 0; i < made.taps.size(); ++i)
            bridge.taps.push_back(
                { &made.taps[i], { origin.x + c.tapX, row[i] - portHeight / 2, c.tapWidth, portHeight } });
        for (const PlacedPort &tap : bridge.taps)
            bridge.filters.push_back(filterBeside(tap, bridge.busX));
        placed.bridges.push_back(std::move(bridge));
    }
}

void addSpaces(PlacedHost &placed, const Rows &rows, const Columns &c, Point origin)
{
    for (std::size_t s = 0; s < placed.host->spaces.size(); ++s) {
        const SceneSpace &made = placed.host->spaces[s];
        PlacedSpace space;
        space.space = &made;
        const double top = rows.spaceTops[s];
        double bottom = top + 28;
        for (std::size_t i = 0; i < made.ports.size(); ++i) {
            const double row = rows.space[s][i];
            space.ports.push_back({ &made.ports[i],
                                    { origin.x + c.spacePortX, row - spacePortHeight / 2, c.spacePortWidth,
                                      spacePortHeight } });
            bottom = row + (placed.isRight ? 25 : 22);
        }
        if (made.hasKeepalived && made.ports.size() == 1)
            bottom += noteHeight;
        if (made.routerId.empty()) {
            for (qsizetype i = 0; i < made.services.size(); ++i) {
                space.services.push_back(
                    { origin.x + c.spacePortX, bottom - 3, c.spacePortWidth, serviceHeight });
                bottom += servicePitch;
            }
        }
        space.rect = { origin.x + c.spaceX, top, c.spaceWidth, bottom - top };
        placed.spaces.push_back(std::move(space));
    }
}

/// A port of a router without a namespace is the interface itself, or a VMAC on it.
bool rides(const ScenePort &port, model::LinkKey interface)
{
    return port.key
        == interface || (port.underlay != 0 && port.key.netns == interface.netns && port.underlay == interface.ifindex);
}

/// Rows of what rides on an interface: VXLAN ports, its own bridge port, a router without a namespace.
std::vector<double> riderRows(const PlacedHost &placed, const SceneInterface &interface)
{
    std::vector<double> rows;
    for (const PlacedBridge &bridge : placed.bridges) {
        for (const PlacedPort &uplink : bridge.uplinks) {
            const bool isTunnel =
                uplink.port->underlay != 0 && uplink.port->underlay == interface.link.key.ifindex;
            if (isTunnel || uplink.port->key == interface.link.key)
                rows.push_back(uplink.row());
        }
    }
    for (const PlacedSpace &space : placed.spaces) {
        for (const PlacedPort &port : space.ports) {
            if (rides(*port.port, interface.link.key))
                rows.push_back(port.row());
        }
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

void addInterfaces(PlacedHost &placed, const Columns &c, Point origin)
{
    const double x = origin.x + c.interfaceX;
    for (const SceneInterface &made : placed.host->interfaces) {
        const std::vector<double> rows = riderRows(placed, made);
        const bool isTunnel = made.link.kind == state::NetworkKind::overlay;
        double top = 1e6; // behind all that carry something
        double height = 34;
        if (!rows.empty() && isTunnel) {
            top = rows.front() - (placed.isRight ? 15 : 22);
            height = std::max(placed.isRight ? cutInterfaceHeight : 44.0, rows.back() - rows.front() + 44);
        } else if (rows.size() > 1) {
            top = rows.front() - height / 2;
            height += rows.back() - rows.front();
        } else if (!rows.empty()) {
            top = rows.front() - height / 2;
        }
        if (placed.isRight && (isTunnel || made.mayDisable))
            height = std::max(height, cutInterfaceHeight);
        placed.interfaces.push_back({ &made, { x, top, c.interfaceWidth, height }, {} });
    }
    std::stable_sort(placed.interfaces.begin(), placed.interfaces.end(),
                     [](const PlacedInterface &a, const PlacedInterface &b) { return a.rect.y < b.rect.y; });
    double free = origin.y + (placed.isRight ? firstRightRow - 17 : firstLeftRow - 22);
    for (PlacedInterface &interface : placed.interfaces) {
        interface.rect.y = interface.rect.y > 1e5 ? free : std::max(interface.rect.y, free);
        free = interface.rect.bottom() + gap;
        const SceneInterface &made = *interface.interface;
        if (placed.isRight && (made.link.kind == state::NetworkKind::overlay || made.mayDisable)) {
            interface.button = { x, free, c.interfaceWidth, buttonHeight };
            free = interface.button.bottom() + gap;
        }
    }
}

double bottomOf(const PlacedHost &placed)
{
    double bottom = 0;
    for (const PlacedInterface &interface : placed.interfaces)
        bottom = std::max({ bottom, interface.rect.bottom(), interface.button.bottom() });
    for (const PlacedBridge &bridge : placed.bridges)
        bottom = std::max(bottom, bridge.rect.bottom());
    for (const PlacedSpace &space : placed.spaces)
        bottom = std::max(bottom, space.rect.bottom());
    return bottom;
}

} // namespace

PlacedHost placeHost(const SceneHost &host, Point origin, double extraGutter)
{
    Columns c = host.isRight ? rightColumns : leftColumns;
    if (host.isRight) {
        c.width += extraGutter;
        c.spaceX += extraGutter;
        c.spacePortX += extraGutter;
    }
    PlacedHost placed;
    placed.host = &host;
    placed.isRight = host.isRight;
    Rows rows(host, origin.y);
    rows.solve();
    addBridges(placed, rows, c, origin);
    addSpaces(placed, rows, c, origin);
    addInterfaces(placed, c, origin);
    const double bottom = bottomOf(placed);
    const double height = bottom > 0 ? std::ceil((bottom + 10 - origin.y) / 4) * 4 : emptyHostHeight;
    placed.rect = { origin.x, origin.y, c.width, height };
    return placed;
}

bool isFabricFacing(const SceneInterface &interface)
{
    return interface.link.kind == state::NetworkKind::provider
        || interface.link.kind == state::NetworkKind::ha;
}

bool facesNetwork(const SceneHost &host)
{
    return std::any_of(host.interfaces.begin(), host.interfaces.end(), isFabricFacing);
}

PlacedHost placeExternal(const SceneHost &host, Point origin)
{
    const bool isGateway = facesNetwork(host);
    PlacedHost placed;
    placed.host = &host;
    placed.isExternal = true;
    const double width = isGateway ? 160 : 116;
    double left = 0;
    double right = 0;
    for (const SceneInterface &made : host.interfaces) {
        const bool isFacing = isGateway && isFabricFacing(made);
        double &count = isFacing ? right : left;
        const double w = isGateway ? (isFacing ? 66 : 62) : 92;
        const double x = isFacing ? origin.x + width - 8 - w : origin.x + (isGateway ? 8 : 12);
        placed.interfaces.push_back({ &made, { x, origin.y + 29 + count * 40, w, 32 }, {} });
        count += 1;
    }
    const double rows = std::max({ left, right, 1.0 });
    placed.rect = { origin.x, origin.y, width, externalHeight + (rows - 1) * 40 };
    return placed;
}

} // namespace kv::picture
