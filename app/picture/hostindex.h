// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"

#include <map>
#include <set>
#include <string>
#include <vector>

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
    std::multimap<model::NetnsCookie, Place>
        places; ///< router instances, by namespace; in the host's own several
    std::map<std::string, int>
        families; ///< by interface: 4 or 6 of the virtual addresses keepalived puts there

    std::set<std::string> filtered; ///< ports that filter rules name

    /// All instances in a namespace; one empty place when there is none.
    std::vector<Place> placesIn(model::NetnsCookie netns) const;
    /// keepalived's configuration of an instance; nullptr when it is not known.
    const model::VrrpInstanceConfig *configOf(const Place &place) const;
    state::InterfaceUse useOf(model::LinkKey key) const;
};

} // namespace kv::picture
