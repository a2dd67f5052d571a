// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/overview.h"
#include "app/picture/overviewhubs.h"

#include <string_view>
#include <utility>
#include <vector>

namespace kv::picture {

/// Places one host of the overview in columns: namespaces in their agents' frames, bridges, interfaces. In
/// the host's own plane, with the network at the right; px.
class OverviewColumns {
public:
    OverviewColumns(const SceneHost &host, const OverviewLane &lane) : m_host(host), m_lane(lane) { }

    void solve();
    OverviewHost take(Point origin);

    static double middleWidth(bool isRight) { return isRight ? 136 : 164; }
    static double outerWidth(bool isRight) { return isRight ? 152 : 112; }
    static constexpr double innerGutter = 20; ///< between bridges and interfaces
    static constexpr double interfaceWidth = 68;
    static constexpr double innerPad = 12;

private:
    static constexpr double contentTop = 34; ///< below the host's name
    static constexpr double emptyBottom = 24;
    static constexpr double frameHead = 26;
    static constexpr double frameInset = 6;
    static constexpr double frameFoot = 14; ///< the agent's management line leaves there
    static constexpr double firstHubRow = 77;
    static constexpr double hubPitch = 42;
    static constexpr double widePitch = 46; ///< to the first row of another interface
    static constexpr double bridgeHeight = 34;
    static constexpr double bridgeWidth = 76; ///< left, where a firewall stands beside it
    static constexpr double firewallHeight = 22;
    static constexpr double trunkPitch = 7;
    static constexpr std::string_view bridgeAgent = "neutron-linuxbridge-agent";

    struct HubPlace {
        double y = 0;
        double x = 0; ///< its side that faces the namespaces
    };
    struct Anchor {
        const SceneSpace *space = nullptr;
        std::size_t hub = 0;
        double y = 0;
    };
    struct Exit {
        QString tail; ///< of the wire's id
        QString title;
        Point from;
        bool isDropped = false; ///< leaves downwards
    };

    const SceneHost &m_host;
    const OverviewLane &m_lane;
    OverviewHost m_made;
    std::vector<OverviewHub> m_hubs;
    std::vector<HubPlace> m_places; ///< as m_hubs
    std::vector<Anchor> m_anchors;
    std::vector<std::pair<const SceneSpace *, Rect>> m_proxies;
    std::vector<Exit> m_exits;
    double m_bridgeBottom = 0; ///< of the bridges' frame; 0 = there is none
    double m_middleBottom = 0;
    double m_interfaceBottom = 0;
    double m_outerBottom = 0;
    double m_busRow = 0; ///< of the management line
    double m_sideExitRow = 0; ///< of the bridge agent's, when it leaves towards the namespaces
    bool m_isFirstSpace = true;

    double outerRight() const { return m_lane.outerPad + outerWidth(m_lane.isRight); }
    double middleX() const { return outerRight() + m_lane.gutter; }
    double trunkX(std::size_t hub) const { return outerRight() + 15 + trunkPitch * static_cast<double>(hub); }
    double managementX() const { return outerRight() + 8; }
    bool runs(std::string_view program) const { return programOf(program) != nullptr; }
    const SceneProgram *programOf(std::string_view program) const;
    void addFrame(std::string_view program, const Rect &rect);
    OverviewBox &addBox(ElementKind kind, const QString &tail, const Rect &rect);

    void placeHubs();
    void addFirewall(const OverviewHub &hub, const Rect &rect);
    void placeNetworking();
    void placeInterfaces();
    void placeManagement();
    void placeIdle();
    void exitMiddle();

    void placeOuter();
    void placeGroup(std::string_view agent, const std::vector<const SceneSpace *> &members);
    void placeProxies();
    void placePrograms();
    void placeSpace(const SceneSpace &space, double inset, double &cursor);
    std::vector<std::size_t> hubsOfSpace(const SceneSpace &space) const;
    void addAnchors(const SceneSpace &space, const Rect &rect, const std::vector<std::size_t> &hubs);
    bool isFree(double y, std::size_t hub) const;

    void wireHubs();
    void wireUplinks();
    void wireMetadata();
    void wireManagement();
    void addWire(const QString &tail, const QString &name, state::NetworkKind kind, std::vector<Point> points,
                 bool isDown = false);
};

} // namespace kv::picture
