// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"

#include <QString>

#include <memory>

namespace kv::tests {

/// The id of a host's element.
inline QString hostId(const char *name)
{
    return QStringLiteral("host:") + QString::fromLatin1(name);
}

/// The same site; the first link of the host whose name begins like this has lost its carrier.
inline state::SitePtr withLinkDown(const state::SitePtr &site, const char *hostName, const char *linkName)
{
    auto changed = std::make_shared<state::Site>(*site);
    for (state::Host &host : changed->hosts) {
        if (host.name != hostName)
            continue;
        auto view = std::make_shared<model::HostView>(*host.view);
        for (auto &[key, fact] : view->links) {
            if (fact.value.name.starts_with(linkName)) {
                fact.value.carrier = false;
                fact.value.oper = model::OperState::down;
                break;
            }
        }
        host.view = view;
    }
    return changed;
}

inline state::SitePtr withPortDown(const state::SitePtr &site, const char *hostName)
{
    return withLinkDown(site, hostName, "tap");
}

} // namespace kv::tests
