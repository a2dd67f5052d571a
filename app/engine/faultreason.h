// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/routerindex.h"
#include "probes/model/hostview.h"

#include <QString>

#include <string>

namespace kv::engine {

/// A link that a router's gateway port leaves the host by, and that is down. "" = there is none.
struct BrokenWayOut {
    std::string link;
    model::TimeUs downForUs = 0;
};

/// Neutron's check of the gateway, as far as an instance tracks it without weight.
struct GatewayCheck {
    bool hasFailed = false; ///< by now it must have, because there is no way out
    model::TimeUs recoversWithinUs =
        0; ///< once the way out is back: its successes in a row; 0 = no such check
};
GatewayCheck gatewayCheck(const model::VrrpInstanceConfig &config, const BrokenWayOut &wayOut);

/// Why keepalived keeps the instance in FAULT, where it neither sends nor takes over: a link that it tracks
/// without weight or its own VRRP interface is down, a file that it tracks says so, Neutron's check of the
/// gateway must have failed by now because there is no way out to it, or its state file says so. "" = nothing
/// that is seen says so.
QString faultReason(const model::HostView &view, const InstancePlace &place,
                    const model::VrrpInstanceConfig &config, const BrokenWayOut &wayOut);

} // namespace kv::engine
