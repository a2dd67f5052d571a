// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of a host with many routers: each router beside the bridge of its own network, so that these lines are
// straight; bridges that many routers share stand above (HA) and below (provider) them.
#include "app/picture/columns.h"
#include "app/picture/rows.h"
#include "app/picture/scenehost.h"

#include <algorithm>
#include <map>

namespace kv::picture {

namespace {

class TallRows {
public:
    TallRows(const SceneHost &host, double top, Rows &rows) : m_host(host), m_top(top), m_rows(rows) { }

    void solve()
    {
        m_rows.bridge.assign(m_host.bridges.size(), {});
        m_rows.space.assign(m_host.spaces.size(), {});
        m_rows.spaceTops.assign(m_host.spaces.size(), 0);
        for (std::size_t s = 0; s < m_host.spaces.size(); ++s) {
            for (const ScenePort &port : m_host.spaces[s].ports)
                m_spaceOf.emplace(port.key, s);
        }
        findOwners();
        m_bridge = m_top + firstRightRow;
        for (std::size_t b = 0; b < m_host.bridges.size(); ++b) {
            if (m_owner[b] == nobody && rankOf(m_host.bridges[b].link.kind) < lastRank)
                packHub(b);
        }
        m_space = m_top + 34;
        for (std::size_t s = 0; s < m_host.spaces.size(); ++s)
            packSpace(s);
        for (std::size_t b = 0; b < m_host.bridges.size(); ++b) {
            if (m_rows.bridge[b].empty())
                packHub(b);
        }
    }

private:
    static constexpr std::size_t nobody = ~std::size_t{ 0 };
    static constexpr int lastRank = 2; ///< of provider bridges

    const SceneHost &m_host;
    double m_top;
    Rows &m_rows;
    std::map<model::LinkKey, std::size_t> m_spaceOf; ///< by port
    std::vector<std::size_t> m_owner; ///< by bridge: the only namespace behind it
    double m_bridge = 0; ///< the next free row of the bridges' column
    double m_space = 0; ///< the next free top of the namespaces' column
    double m_firstTunnel = 0;
    double m_lastTunnel = 0;

    void findOwners()
    {
        for (const SceneBridge &bridge : m_host.bridges) {
            std::size_t owner = nobody;
            bool isShared = bridge.taps.empty();
            for (const ScenePort &tap : bridge.taps) {
                const auto found = m_spaceOf.find(tap.peer);
                const std::size_t of = found == m_spaceOf.end() ? nobody : found->second;
                isShared = isShared || of == nobody || (owner != nobody && of != owner);
                owner = of;
            }
            m_owner.push_back(isShared ? nobody : owner);
        }
    }

    void packHub(std::size_t index)
    {
        const SceneBridge &made = m_host.bridges[index];
        const bool hasTunnel = tunnels(made);
        if (!hasTunnel && !made.uplinks.empty() && m_firstTunnel > 0)
            leaveRoomForButton();
        std::vector<double> &rows = m_rows.bridge[index];
        const std::size_t count = std::max({ made.taps.size(), made.uplinks.size(), std::size_t{ 1 } });
        for (std::size_t i = 0; i < count; ++i)
            rows.push_back(m_bridge + static_cast<double>(i) * portPitch);
        finish(made, rows);
    }

    static bool tunnels(const SceneBridge &bridge)
    {
        return std::any_of(bridge.uplinks.begin(), bridge.uplinks.end(),
                           [](const ScenePort &port) { return port.underlay != 0; });
    }

    /// The overlay's interface, as tall as its tunnels, and the button below it stand above the provider's.
    void leaveRoomForButton()
    {
        constexpr double gap = 8;
        const double tall = std::max(cutInterfaceHeight, m_lastTunnel - m_firstTunnel + 44);
        m_bridge = std::max(m_bridge, m_firstTunnel - 15 + tall + gap + buttonHeight + gap + 17);
    }

    void finish(const SceneBridge &made, const std::vector<double> &rows)
    {
        if (tunnels(made)) {
            m_firstTunnel = m_firstTunnel > 0 ? m_firstTunnel : rows.front();
            m_lastTunnel = rows[made.uplinks.size() - 1];
        }
        m_bridge = rows.back() + boxPitch;
    }

    /// Rows of the ports when the box begins at `top`.
    std::vector<double> portRows(const SceneSpace &made, double top) const
    {
        std::vector<double> rows;
        double next = top + 39;
        for (std::size_t i = 0; i < made.ports.size(); ++i) {
            rows.push_back(next);
            const bool changes =
                i + 1 < made.ports.size() && rankOf(made.ports[i + 1].kind) != rankOf(made.ports[i].kind);
            const bool hasNote = made.hasKeepalived && i == 0;
            next += changes || hasNote ? boxPitch + (i > 0 ? 2 : 0) : portPitch;
        }
        return rows;
    }

    double rowOf(std::size_t space, model::LinkKey port) const
    {
        const std::vector<ScenePort> &ports = m_host.spaces[space].ports;
        for (std::size_t i = 0; i < ports.size(); ++i) {
            if (ports[i].key == port)
                return m_rows.space[space][i];
        }
        return m_bridge;
    }

    void packSpace(std::size_t index)
    {
        const SceneSpace &made = m_host.spaces[index];
        std::vector<double> &rows = m_rows.space[index];
        double top = m_space;
        rows = portRows(made, top);
        const auto first = std::find(m_owner.begin(), m_owner.end(), index);
        if (first != m_owner.end()) {
            const SceneBridge &own = m_host.bridges[static_cast<std::size_t>(first - m_owner.begin())];
            const double down = std::max(0.0, m_bridge - rowOf(index, own.taps.front().peer));
            top += down;
            rows = portRows(made, top);
        }
        m_rows.spaceTops[index] = top;
        for (std::size_t b = 0; b < m_owner.size(); ++b) {
            if (m_owner[b] == index)
                packOwn(b, index);
        }
        m_space = made.ports.empty() ? top + 28 + 6 : rows.back() + 25 + 6;
        if (made.hasKeepalived && made.ports.size() == 1)
            m_space += noteHeight;
        if (made.routerId.empty())
            m_space += static_cast<double>(made.services.size()) * servicePitch;
    }

    void packOwn(std::size_t bridge, std::size_t space)
    {
        const SceneBridge &made = m_host.bridges[bridge];
        std::vector<double> &rows = m_rows.bridge[bridge];
        double cursor = m_bridge;
        for (std::size_t i = 0; i < std::max(made.taps.size(), made.uplinks.size()); ++i) {
            if (i < made.taps.size())
                cursor = std::max(cursor, rowOf(space, made.taps[i].peer));
            rows.push_back(cursor);
            cursor += portPitch;
        }
        finish(made, rows);
    }
};

} // namespace

bool Rows::isTall() const
{
    return m_host.isRight && m_host.hasManyRouters();
}

void Rows::solveTall()
{
    TallRows(m_host, m_top, *this).solve();
}

} // namespace kv::picture
