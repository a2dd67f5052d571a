// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/router.h"
#include "probes/model/netns.h"

#include <string>
#include <vector>

namespace kv::verify {

/// What an operator must know before one link goes down.
struct DisablePlan {
    struct AffectedRouter {
        std::string id;
        std::string name;
        state::Protection protection = state::Protection::unknown;
        bool isActiveHere = false;
        bool losesHeartbeats = false;
        bool losesTraffic = false;
        std::string takesOver; ///< "" = nobody
        std::string keepsAfterRepair; ///< differs from takesOver = repair moves it a second time
        state::ExpectedOutage expected;
        std::vector<std::string> addresses;
        std::vector<std::string> orTakesOver = {}; ///< others that wait as long as takesOver
    };

    std::string host;
    model::LinkKey link;
    std::string linkName;
    std::vector<AffectedRouter> routers;
    std::vector<std::string> floatingIps;
    std::vector<std::string> otherUsers; ///< field terms: "VNI 101 (vxlan-101)"
    bool isManagement = false; ///< the probe will refuse
    bool isAllowed = false; ///< the probe may change links
};

constexpr int leastUndoSeconds = 10;
constexpr int mostUndoSeconds = 600;
constexpr int usualUndoSeconds = 60;

} // namespace kv::verify
