// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/hostindex.h"
#include "app/picture/scene.h"

#include <cstdint>

namespace kv::picture {

/// What the picture shows of one host of a site.
SceneHost sceneHostOf(const state::Site &site, const HostIndex &index, const Options &options);

/// What the picture shows of a namespace that may be a router instance.
SceneSpace sceneSpaceOf(const state::Site &site, const HostIndex &index, model::NetnsCookie cookie,
                        const HostIndex::Place &place);

/// Advertisements that a standby should have heard by now, as far as they are told; the most when none was
/// ever heard.
std::int64_t missedHeartbeats(const state::Site &site, const state::Instance &instance);

/// A port as any place shows it: title, network, peer, up or down; no addresses.
ScenePort scenePortOf(const HostIndex &index, const model::Link &link);

/// HA, self-service, provider, others: the row order in every node.
int rankOf(state::NetworkKind kind);

} // namespace kv::picture
