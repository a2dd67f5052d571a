// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace kv::lab {

/// Where a step happens: a host, or a network namespace of that host by its name in /run/netns.
struct Place {
    std::string host;
    std::string netns;

    /// "network1" or "network1:qrouter-…", also the NetnsKey of link changes.
    std::string key() const { return netns.empty() ? host : host + ":" + netns; }
    bool operator==(const Place &) const = default;
};

} // namespace kv::lab
