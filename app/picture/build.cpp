// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/build.h"

#include "app/picture/fleet.h"
#include "app/picture/overview.h"
#include "app/picture/paint.h"
#include "app/picture/paintpath.h"

namespace kv::picture {

DisplayListPtr build(const Scene &scene, const Options &options)
{
    if (options.form == Form::fleet)
        return buildFleet(scene.fleet, options);
    if (options.form == Form::overview) {
        const DisplayListPtr made = buildOverview(scene, options);
        if (options.path.marks.empty())
            return made;
        auto list = std::make_shared<DisplayList>(*made);
        casePath(*list, options.path);
        return list;
    }
    const Placement placement = place(scene, options);
    auto list = std::make_shared<DisplayList>();
    list->bounds = placement.bounds;
    paintGround(*list, placement);
    for (const PlacedHost &host : placement.hosts)
        paintBoxes(*list, host);
    paintFabrics(*list, placement, scene);
    paintExternalLines(*list, placement);
    paintPathBetween(*list, placement, options.path);
    for (const PlacedHost &host : placement.hosts)
        paintWires(*list, host);
    for (const PlacedHost &host : placement.hosts)
        paintPorts(*list, host);
    for (const PlacedHost &host : placement.hosts)
        paintLabels(*list, host);
    for (const PlacedHost &host : placement.hosts)
        paintCollapse(*list, host);
    if (options.hasLegend)
        paintLegend(*list, placement, scene);
    casePath(*list, options.path);
    list->beats = beatTracks(placement, scene);
    list->shrink();
    return list;
}

DisplayListPtr build(const state::Site &site, const Options &options)
{
    return build(sceneOf(site, options), options);
}

} // namespace kv::picture
