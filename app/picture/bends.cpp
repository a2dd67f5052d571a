// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/columns.h"
#include "app/picture/placement.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace kv::picture {

namespace {

struct Found {
    Bend bend;
    const PlacedBridge *bridge = nullptr;
};

/// Down-going lines outside, up-going ones inside.
bool isInner(const Bend &a, const Bend &b)
{
    const bool isDownA = a.to > a.from;
    const bool isDownB = b.to > b.from;
    if (isDownA != isDownB)
        return isDownB;
    return isDownA ? a.from > b.from : a.from < b.from;
}

} // namespace

TapIndex::TapIndex(const PlacedHost &host)
{
    for (const PlacedBridge &bridge : host.bridges) {
        for (const PlacedPort &tap : bridge.taps) {
            m_byKey.emplace(tap.port->key, Tap{ &tap, &bridge });
            m_byPeer.emplace(tap.port->peer, Tap{ &tap, &bridge });
        }
    }
}

TapIndex::Tap TapIndex::of(const ScenePort &port) const
{
    if (const auto found = m_byPeer.find(port.key); found != m_byPeer.end())
        return found->second;
    const auto found = m_byKey.find(port.peer);
    return found == m_byKey.end() ? Tap{} : found->second;
}

Bends bendsOf(const PlacedHost &host)
{
    const TapIndex taps(host);
    std::vector<Found> found;
    for (const PlacedSpace &space : host.spaces) {
        for (const PlacedPort &port : space.ports) {
            const TapIndex::Tap tap = taps.of(*port.port);
            if (tap.port != nullptr && std::abs(tap.port->row() - port.row()) > 0.5)
                found.push_back({ { tap.port->row(), port.row(), port.port->key, 0 }, tap.bridge });
        }
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Found &a, const Found &b) { return isInner(a.bend, b.bend); });
    const bool isShared =
        host.host->hasManyRouters() || found.size() > static_cast<std::size_t>(mostOwnTracks);
    std::map<std::pair<const PlacedBridge *, bool>, int> shared;
    Bends bends;
    for (Found &line : found) {
        if (!isShared) {
            line.bend.track = bends.tracks++;
        } else {
            const auto [track, isNew] =
                shared.try_emplace({ line.bridge, line.bend.to > line.bend.from }, bends.tracks);
            bends.tracks += isNew ? 1 : 0;
            line.bend.track = track->second;
        }
        bends.lines.push_back(line.bend);
    }
    return bends;
}

} // namespace kv::picture
