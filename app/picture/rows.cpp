// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/rows.h"

#include "app/picture/columns.h"
#include "app/picture/scenehost.h"

#include <algorithm>

namespace kv::picture {

namespace {

constexpr double gap = 8;
constexpr int mostExtraRows = 3; ///< beyond them a router is not stretched to keep its lines straight

} // namespace

void Rows::solve()
{
    if (isTall())
        return solveTall();
    if (!m_host.isRight) {
        packSpacesLeft();
        packBridges(m_host.spaces.size());
        return;
    }
    const std::size_t followed = isAligned() ? 1 : 0;
    packBridges(0);
    for (int i = 0; i < 3; ++i) {
        packSpacesRight(followed);
        packBridges(followed);
    }
}

double Rows::firstRow() const
{
    return m_top + (m_host.isRight ? firstRightRow : firstLeftRow);
}

double Rows::spaceRow(model::LinkKey port, double fallback) const
{
    for (std::size_t s = 0; s < space.size(); ++s) {
        const std::vector<ScenePort> &ports = m_host.spaces[s].ports;
        for (std::size_t i = 0; i < space[s].size(); ++i) {
            if (ports[i].key == port)
                return space[s][i];
        }
    }
    return fallback;
}

bool Rows::isFollowed(const ScenePort &tap, std::size_t spaces) const
{
    for (std::size_t i = 0; i < spaces && i < m_host.spaces.size(); ++i) {
        for (const ScenePort &port : m_host.spaces[i].ports) {
            if (port.key == tap.peer)
                return true;
        }
    }
    return false;
}

/// Whether the first router can stand on the rows of its bridges without becoming much taller.
bool Rows::isAligned() const
{
    std::size_t extra = 0;
    for (std::size_t b = 0; b + 1 < m_host.bridges.size(); ++b) {
        for (const ScenePort &tap : m_host.bridges[b].taps)
            extra += isFollowed(tap, 1) ? 0U : 1U;
    }
    return !m_host.spaces.empty() && extra <= mostExtraRows;
}

void Rows::packSpacesLeft()
{
    double cursor = firstRow();
    for (const SceneSpace &made : m_host.spaces) {
        spaceTops.push_back(cursor - 33);
        std::vector<double> &rows = space.emplace_back();
        for (std::size_t i = 0; i < made.ports.size(); ++i) {
            rows.push_back(cursor);
            cursor += portPitch;
        }
        cursor += boxPitch + 2 - portPitch;
        if (made.routerId.empty())
            cursor += static_cast<double>(made.services.size()) * servicePitch;
    }
}

double Rows::tapRow(const ScenePort &port, double fallback) const
{
    for (std::size_t b = 0; b < m_host.bridges.size(); ++b) {
        const std::vector<ScenePort> &taps = m_host.bridges[b].taps;
        for (std::size_t i = 0; i < taps.size(); ++i) {
            if (taps[i].peer == port.key)
                return bridge[b][i];
        }
    }
    return fallback;
}

void Rows::packSpacesRight(std::size_t followed)
{
    spaceTops.clear();
    space.clear();
    double top = m_top + 34;
    for (std::size_t s = 0; s < m_host.spaces.size(); ++s) {
        const SceneSpace &made = m_host.spaces[s];
        double row = top;
        double next = top + 39;
        std::vector<double> rows;
        for (std::size_t i = 0; i < made.ports.size(); ++i) {
            const ScenePort &port = made.ports[i];
            row = s < followed ? std::max(next, tapRow(port, next)) : next;
            if (i == 0)
                top = row - 39;
            rows.push_back(row);
            const bool changes =
                i + 1 < made.ports.size() && rankOf(made.ports[i + 1].kind) != rankOf(port.kind);
            const bool hasNote = made.hasKeepalived && i == 0;
            next = row + (changes || hasNote ? boxPitch + (i > 0 ? 2 : 0) : portPitch);
        }
        spaceTops.push_back(top);
        space.push_back(std::move(rows));
        top = made.ports.empty() ? top + 28 + 6 : row + 25 + 6;
        if (made.hasKeepalived && made.ports.size() == 1)
            top += noteHeight;
        if (made.routerId.empty())
            top += static_cast<double>(made.services.size()) * servicePitch;
    }
}

void Rows::packBridges(std::size_t followed)
{
    bridge.clear();
    double cursor = firstRow();
    double firstVxlan = 0;
    double lastVxlan = 0;
    for (const SceneBridge &made : m_host.bridges) {
        const bool hasVxlan = std::any_of(made.uplinks.begin(), made.uplinks.end(),
                                          [](const ScenePort &port) { return port.underlay != 0; });
        if (m_host.isRight && !hasVxlan && !made.uplinks.empty() && firstVxlan > 0) {
            const double tall = std::max(cutInterfaceHeight, lastVxlan - firstVxlan + 44);
            cursor = std::max(cursor, firstVxlan - 15 + tall + gap + buttonHeight + gap + 17);
        }
        std::vector<double> rows;
        for (std::size_t i = 0; i < std::max({ made.taps.size(), made.uplinks.size(), std::size_t{ 1 } });
             ++i) {
            if (i < made.taps.size() && isFollowed(made.taps[i], followed)) {
                cursor = std::max(cursor, spaceRow(made.taps[i].peer, cursor));
            }
            rows.push_back(cursor);
            cursor += portPitch;
        }
        if (hasVxlan) {
            firstVxlan = firstVxlan > 0 ? firstVxlan : rows.front();
            lastVxlan = rows[made.uplinks.size() - 1];
        }
        cursor = rows.back() + boxPitch;
        bridge.push_back(std::move(rows));
    }
}

} // namespace kv::picture
