// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"
#include "app/state/trafficpath.h"

#include <optional>
#include <string>
#include <vector>

namespace kv::engine {

class TargetIndex;

/// What an address is to the routers: a floating IP, an address behind one, a router's own. The first where
/// several tenants have it, none when no router has to do with it.
std::optional<state::PathTarget> targetOf(const state::Site &site, const model::IpAddress &address);
std::optional<state::PathTarget> targetOfRouter(const state::Site &site, const std::string &routerId);

/// The addresses of one namespace or one bridge port (a guest's tap) that are behind a router, IPv4 first.
std::vector<state::PathTarget> targetsOfSpace(const state::Site &site, const std::string &host,
                                              model::NetnsCookie netns);
std::vector<state::PathTarget> targetsOfPort(const state::Site &site, const std::string &host,
                                             model::LinkKey port);

/// What a person means by a word: an address, a router's id, its beginning or name, an instance (its
/// namespace, with or without "instance-" before it) or its tap. An address is told of each tenant. Empty
/// when it is nothing that is seen.
std::vector<state::PathTarget> targetsNamed(const state::Site &site, const std::string &word);

/// Everything that a path can be asked for: floating IPs, other addresses of instances that are seen,
/// routers.
std::vector<state::PathTarget> allTargets(const state::Site &site);
std::vector<state::PathTarget> allTargets(const TargetIndex &index);

/// The holder of an address on a network (Network::key, "" = not known) in a guest's namespace, neither a
/// router's nor a host's own.
struct GuestPlace {
    const state::Host *host = nullptr;
    model::LinkKey link;
    model::TimeUs at = 0; ///< near end's clock
};
std::optional<GuestPlace> guestWith(const TargetIndex &index, const model::IpAddress &address,
                                    const std::string &network);

/// "203.0.113.17", "198.51.100.11", "router2": field terms.
std::string targetName(const state::Site &site, const state::PathTarget &target);

} // namespace kv::engine
