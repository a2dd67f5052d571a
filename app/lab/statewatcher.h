// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/standin.h"
#include "probes/model/result.h"

namespace kv::lab {

/// What neutron-keepalived-state-change does in a router's namespace: writes "primary" or "backup" to the
/// state file and tells the L3 agent when the VIP comes and goes. As the real one
/// (neutron/agent/l3/keepalived_state_change.py) it never recovers from an agent that was away at a
/// transition: the file then stays as it is. Returns when the namespace's name was taken away (`ip netns
/// del`): staying would keep the router alive.
model::Result<void> watchState(const StandIn &watcher);

} // namespace kv::lab
