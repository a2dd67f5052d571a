// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"

namespace kv::tests {

enum class LabMoment {
    steady, ///< network1 active, network2 standby
    cut, ///< overlay0 of network1 just went down: nobody has taken over yet
    tookOver, ///< network1 isolated, network2 active, the change still in force
};

struct LabOptions {
    LabMoment moment = LabMoment::steady;
    int networkNodes = 2;
    int computeNodes = 1;
    bool hasController = false;
    bool hasDhcp = false; ///< a qdhcp namespace on each compute node
    bool hasOutside = true; ///< gateway and client
    bool hasPlainRouter = false; ///< router1 without HA on network1
    int moreRouters = 0; ///< HA routers beside router2, on all network nodes
    bool actionsAllowed = true;
};

/// The facts of the guide's lab as probes would report them, written down by hand.
state::SitePtr labSite(const LabOptions &options = {});

} // namespace kv::tests
