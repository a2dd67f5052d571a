// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/hostview.h"

#include <QString>

namespace kv::cli {

// One fact in one line, as `snapshot` and `watch` print it. Like `ip` and `nft` where they have words for it.

/// What a link's kind adds: VLAN and parent, bond, tunnel, VRF; "" for the others.
QString kindText(const model::HostView &view, const model::Link &link);
QString routeText(const model::HostView &view, const model::Route &route);
QString routeKeyText(const model::HostView &view, const model::RouteKey &key);
QString ruleText(const model::PolicyRule &rule);
QString neighbourText(const model::HostView &view, const model::Neighbour &neighbour);
QString natText(const model::NatRule &rule);
QString countText(const model::PortCount &count);
QString conntrackText(const model::ConntrackCount &count);
QString processText(const model::ProcessInfo &process);
/// The first line of a configuration: instance, interface, VRID, timers, tracking.
QString configText(const model::VrrpInstanceConfig &config);

} // namespace kv::cli
