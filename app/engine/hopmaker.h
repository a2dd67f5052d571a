// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/forwarding.h"
#include "app/engine/targetindex.h"
#include "app/state/site.h"
#include "app/state/trafficpath.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <string>

namespace kv::engine {

/// Makes the hops of one path: where they are, which fact they rest on and how that is told.
class HopMaker {
public:
    /// `way` as in state::PathHop, given to all hops that it makes.
    HopMaker(const TargetIndex &targets, std::uint8_t way) : m_targets(targets), m_way(way) { }

    const state::Site &site() const { return m_targets.site(); }
    const TargetIndex &targets() const { return m_targets; }

    /// An interface; broken when it is down.
    state::PathHop link(const state::Host &host, model::LinkKey key, state::HopKind kind) const;
    /// A namespace as a whole: its NAT, its routes.
    state::PathHop space(const state::Host &host, model::NetnsCookie netns, state::HopKind kind) const;
    /// A network whose switches no probe sees.
    state::PathHop network(const std::string &key) const;
    /// The way ends here, by what is known.
    state::PathHop end(state::HopState hopState, const QString &note) const;

    // Each of these puts the hop on what a table says; no entry is told as what the kernel does then.

    void readBridge(state::PathHop &hop, const state::Host &host, const model::MacAddress &mac,
                    const Lookup<model::FdbEntry> &entry) const;
    void readTunnel(state::PathHop &hop, const state::Host &host, const model::MacAddress &mac,
                    const Lookup<model::FdbEntry> &entry) const;
    void readRoute(state::PathHop &hop, const state::Host &host, const model::IpAddress &to,
                   const Lookup<model::Route> &route) const;
    /// Returns the MAC of the neighbour; zero when it is not known.
    model::MacAddress readNeighbour(state::PathHop &hop, const state::Host &host, model::LinkKey link,
                                    const model::IpAddress &address) const;
    /// Whether the interface holds the address, and since when.
    void readAddress(state::PathHop &hop, const state::Host &host, model::LinkKey link,
                     const model::IpAddress &address) const;

    /// The hop rests on that fact now. `at`: the host's clock, none = there is no such fact.
    static void rest(state::PathHop &hop, const state::Host &host, state::HopSource source,
                     std::optional<model::TimeUs> at, std::string fact);
    /// The worse of the two states stays, with its note.
    static void worsen(state::PathHop &hop, state::HopState hopState, const QString &note);

private:
    const TargetIndex &m_targets;
    std::uint8_t m_way = 0;
};

/// True when the first is worse: clear, flooded, ambiguous, unknown, outdated, broken.
bool isWorse(state::HopState a, state::HopState b);

/// The kernel's name of an interface, "?" when it is not there.
std::string linkName(const state::Host &host, model::LinkKey key);

/// The network of an interface, by its use; "" when it is not known.
std::string networkOf(const state::Host &host, model::LinkKey key);

} // namespace kv::engine
