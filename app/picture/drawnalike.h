// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"

namespace kv::picture {

/// Whether the overview and the components surely show the same of both sites, missing heartbeats included:
/// then their scenes are equal, and need not be made. What always comes (heartbeats, echoes, counters) is not
/// looked at, but for what it makes of the sites. False says nothing.
bool isDrawnAlike(const state::Site &before, const state::Site &now);

} // namespace kv::picture
