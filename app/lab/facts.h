// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/definition.h"
#include "app/lab/packets.h"

#include <optional>
#include <string>
#include <vector>

namespace kv::lab {

/// What the lab's people call a router; no probe can see it.
struct RouterNaming {
    std::string id;
    std::string name;
    bool isRedundant = true;
    bool operator==(const RouterNaming &) const = default;
};

/// What a running lab tells about itself.
struct LabFacts {
    std::string name;
    bool hasFastTimers = false;
    std::vector<std::string> hosts; ///< those that a probe belongs on, in order; not the fabric
    std::vector<Target> targets;
    std::vector<RouterNaming> routers;
};

LabFacts factsOf(const std::string &name, bool hasFastTimers, const Definition &definition);

/// "facts" and its content as words, and back; nullopt when they are not such words.
std::vector<std::string> factsWords(const LabFacts &facts);
std::optional<LabFacts> factsFromWords(const Packet &packet);

} // namespace kv::lab
