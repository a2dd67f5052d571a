// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/state/site.h"

#include <algorithm>

namespace kv::state {

const Host *Site::host(const std::string &name) const
{
    const auto found =
        std::find_if(hosts.begin(), hosts.end(), [&name](const Host &h) { return h.name == name; });
    return found == hosts.end() ? nullptr : &*found;
}

const Router *Site::router(const std::string &id) const
{
    const auto found =
        std::find_if(routers.begin(), routers.end(), [&id](const Router &r) { return r.id == id; });
    return found == routers.end() ? nullptr : &*found;
}

} // namespace kv::state
