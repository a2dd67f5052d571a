// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/scene.h"

namespace kv::picture {

/// Leaves in the scene what the filter shows; hosts outside of the nodes stay unless they are named out.
void sift(Scene &scene, const state::Site &site, const Filter &filter);
/// The fleet's tiles; what it counts is still of the whole site.
void sift(SceneFleet &fleet, const state::Site &site, const Filter &filter);

/// Whether something is wrong with the router or with one of its instances.
bool isTroubled(const state::Router &router);

} // namespace kv::picture
