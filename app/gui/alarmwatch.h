// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"

#include <map>
#include <string>
#include <vector>

namespace kv::gui {

/// A router that is worth a word to somebody who does not look at the window.
struct RouterAlarm {
    std::string routerId;
    std::string name;
    state::Protection protection = state::Protection::unknown;
    std::string servedBy; ///< "" = nobody, or not known
    bool operator==(const RouterAlarm &) const = default;
};

/// Which routers have become unprotected, split or down since they were protected, and which are protected
/// again. How it was at first, failing over and what is not known are no news.
class AlarmWatch {
public:
    /// Those that changed with this site; a router tells of the same state once.
    std::vector<RouterAlarm> take(const state::Site &site);

private:
    std::map<std::string, state::Protection> m_told; ///< by router; protected, or what was told
};

} // namespace kv::gui
