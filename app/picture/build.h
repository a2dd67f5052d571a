// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/displaylist.h"
#include "app/picture/scene.h"

namespace kv::picture {

/// Places and draws a scene. Deterministic; a host that is added at the end of the site moves no other host.
DisplayListPtr build(const Scene &scene, const Options &options = {});
/// The same, from everything that the probes see.
DisplayListPtr build(const state::Site &site, const Options &options = {});

} // namespace kv::picture
