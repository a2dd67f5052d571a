// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/distribution.h"
#include "app/state/site.h"

namespace kv::engine {

/// How many routers and how much traffic each network node carries, what would be even, and what moves where
/// if one fails.
state::Distribution distribution(const state::Site &site);

} // namespace kv::engine
