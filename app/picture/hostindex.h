// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"

#include <map>
#include <string>

namespace kv::picture {

/// One host of a site with what is looked up often found beforehand; pointers are into the site.
struct HostIndex {
    struct Place {
        const state::Router *router = nullptr;
        const state::Instance *instance = nullptr;
    };

    HostIndex(const state::Site &site, const state::Host &host);

    const state::Host &host;
    const model::HostView &view;
    model::NetnsCookie home = 0;
    std::map<model::NetnsCookie, Place> places; ///< router instances, by namespace
    std::map<std::string, const model::VrrpInstanceConfig *> configs; ///< by router id, else by instance name
    std::map<std::string, int>
        families; ///< by interface: 4 or 6 of the virtual addresses keepalived puts there

    Place placeIn(model::NetnsCookie netns) const;
    state::InterfaceUse useOf(model::LinkKey key) const;
};

} // namespace kv::picture
