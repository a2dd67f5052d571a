// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/result.h"

namespace kv::lab {

/// Once, in the lab's own mount namespace: nothing propagates out, /proc shows the lab's processes only, and
/// /var/lib/neutron exists as a place to mount on (without writing to the machine's /var/lib).
model::Result<void> mountLabFiles();

/// In a host's mount namespace: empty /run with /run/netns, empty /var/lib/neutron and
/// /etc/keepalived (where it exists), /sys of its network.
model::Result<void> mountHostFiles();

} // namespace kv::lab
