// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/fleet.h"

namespace kv::picture {

/// Joins the instances of split routers by dashed lines in the gutters between the tiles; of many, the first
/// few.
void paintSplits(DisplayList &list, const SceneFleet &fleet, const FleetPlacement &placement);

} // namespace kv::picture
