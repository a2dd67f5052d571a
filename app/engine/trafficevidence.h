// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/routerindex.h"
#include "app/state/router.h"
#include "probes/model/hostview.h"

namespace kv::engine {

/// Who transmitted last with the router's shared gateway MAC, by the forwarding database of this node's own
/// bridge: learned on the uplink = the other side, learned on the port of the instance = this one. Times are
/// the host's.
state::Evidence trafficEvidence(const model::HostView &view, const InstancePlace &place);

} // namespace kv::engine
