// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/alarmwatch.h"

namespace kv::gui {

namespace {

using state::Protection;

bool isNews(Protection protection)
{
    return protection == Protection::isProtected || protection == Protection::unprotected
        || protection == Protection::split || protection == Protection::down;
}

} // namespace

std::vector<RouterAlarm> AlarmWatch::take(const state::Site &site)
{
    std::vector<RouterAlarm> changed;
    for (const state::Router &router : site.routers) {
        if (!isNews(router.protection))
            continue;
        const auto told = m_told.find(router.id);
        if (told == m_told.end()) {
            if (router.protection == Protection::isProtected)
                m_told.emplace(router.id, router.protection);
            continue;
        }
        if (told->second == router.protection)
            continue;
        told->second = router.protection;
        changed.push_back({ router.id, router.name, router.protection, router.servedBy });
    }
    return changed;
}

} // namespace kv::gui
