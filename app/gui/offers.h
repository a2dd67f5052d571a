// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"
#include "widgets/routers/inspector.h"
#include "widgets/verify/disableplan.h"

#include <optional>
#include <string>
#include <vector>

namespace kv::gui {

/// The overlay links of the hosts that hold the router: what "Disable overlay…" is offered for, or Restore.
std::vector<routers::OfferedLink> offeredLinks(const state::Site &site, const std::string &routerId);

/// The same for one link of a host; none when no router rides on it.
std::optional<routers::OfferedLink> offeredLink(const state::Site &site, const std::string &host,
                                                model::LinkKey link);

/// The engine's blast radius as the dialog wants it.
verify::DisablePlan disablePlanOf(const state::Site &site, const std::string &host, model::LinkKey link);

/// The router to show first: one with HA, else any; "" when there is none.
QString preferredRouter(const state::Site &site);

} // namespace kv::gui
