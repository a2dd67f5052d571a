// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/router.h"

namespace kv::state {

/// Of those that may take over, one that could not serve: the link by which it would leave its host is down.
/// Priorities decide who takes over, so another standby may be what protects the router. nullptr = none
/// known.
const Instance *successorWithoutWayOut(const Router &router);

} // namespace kv::state
