// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/keepalived.h"
#include "probes/vrrp/conftext.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace kv::vrrp {

constexpr std::size_t maxConfTracked = 256;

/// Told of each statement that was not understood.
using Note = std::function<void(const ConfStatement &)>;

/// What vrrp_script, track_file, vrrp_track_process and bfd_instance blocks define, by kind and name, with
/// their default weights.
using TrackedDefinitions = std::map<std::pair<model::TrackedKind, std::string>, model::TrackedItem>;

/// True when the statement is such a block (whether or not it makes sense); then it is taken in.
bool readTrackedDefinition(const ConfStatement &statement, TrackedDefinitions &into, const Note &note);

/// The kind of a track_interface, track_script, track_file, track_process or track_bfd list.
std::optional<model::TrackedKind> trackedListKind(const std::string &word);

/// The items of such a list, with what their definitions say.
void readTrackedList(const ConfStatement &statement, model::TrackedKind kind,
                     const TrackedDefinitions &definitions, std::vector<model::TrackedItem> &into,
                     const Note &note);

/// One vrrp_sync_group.
struct SyncGroup {
    std::string name;
    std::vector<std::string> members;
    std::vector<model::TrackedItem> tracked;
    bool keepsWeights =
        false; ///< sync_group_tracking_weight or global_tracking: members keep their own weights
};
SyncGroup readSyncGroup(const ConfStatement &statement, const TrackedDefinitions &definitions,
                        const Note &note);

} // namespace kv::vrrp
