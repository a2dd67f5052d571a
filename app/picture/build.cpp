// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/build.h"

#include "app/picture/fleet.h"
#include "app/picture/overview.h"
#include "app/picture/paint.h"
#include "app/picture/paintpath.h"
#include "app/picture/parallel.h"

#include <algorithm>
#include <iterator>
#include <vector>

namespace kv::picture {

namespace {

/// What one host adds to each layer of the components.
struct HostLayers {
    DisplayList boxes;
    DisplayList wires;
    DisplayList ports;
    DisplayList labels;
    DisplayList above; ///< what collapses it, what is counted, the pin
};

HostLayers layersOf(const PlacedHost &host)
{
    HostLayers layers;
    paintBoxes(layers.boxes, host);
    paintWires(layers.wires, host);
    paintPorts(layers.ports, host);
    paintLabels(layers.labels, host);
    paintCollapse(layers.above, host);
    for (DisplayList *layer : { &layers.boxes, &layers.wires, &layers.ports, &layers.labels, &layers.above })
        layer->shrinkShapes();
    return layers;
}

std::size_t sizeOf(const std::vector<HostLayers> &hosts)
{
    std::size_t size = 0;
    for (const HostLayers &host : hosts)
        size += host.boxes.elements.size() + host.wires.elements.size() + host.ports.elements.size()
            + host.labels.elements.size() + host.above.elements.size();
    return size;
}

/// One layer of all hosts, behind what is there.
void join(DisplayList &list, std::vector<HostLayers> &hosts, DisplayList HostLayers::*layer)
{
    for (HostLayers &host : hosts) {
        DisplayList &from = host.*layer;
        std::ranges::move(from.elements, std::back_inserter(list.elements));
        std::ranges::move(from.countdowns, std::back_inserter(list.countdowns));
        from = {};
    }
}

} // namespace

DisplayListPtr build(const Scene &scene, const Options &options)
{
    if (options.form == Form::fleet)
        return buildFleet(scene.fleet, options);
    if (options.form == Form::overview)
        return buildOverview(scene, options);
    const Placement placement = place(scene, options);
    auto list = std::make_shared<DisplayList>();
    list->bounds = placement.bounds;
    std::vector<HostLayers> hosts(placement.hosts.size());
    forEachHost(hosts.size(), [&](std::size_t i) { hosts[i] = layersOf(placement.hosts[i]); });
    constexpr std::size_t betweenHosts = 1024; // about as many belong to no host
    list->elements.reserve(sizeOf(hosts) + betweenHosts);
    paintGround(*list, placement);
    join(*list, hosts, &HostLayers::boxes);
    paintFabrics(*list, placement, scene);
    paintExternalLines(*list, placement);
    paintPathBetween(*list, placement, options.path);
    join(*list, hosts, &HostLayers::wires);
    join(*list, hosts, &HostLayers::ports);
    join(*list, hosts, &HostLayers::labels);
    join(*list, hosts, &HostLayers::above);
    const bool hasPath = casePath(*list, options.path);
    if (options.hasLegend)
        paintLegend(*list, placement, scene, hasPath);
    list->beats = beatTracks(placement, scene);
    list->shrink();
    return list;
}

DisplayListPtr build(const state::Site &site, const Options &options)
{
    return build(sceneOf(site, options), options);
}

} // namespace kv::picture
