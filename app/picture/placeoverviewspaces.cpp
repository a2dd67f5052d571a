// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The outer column of an overview's host: namespaces in the frames of their agents, and other programs.
#include "app/picture/overviewcolumns.h"

#include "app/picture/names.h"
#include "app/picture/text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace kv::picture {

namespace {

constexpr double gap = 8;
constexpr double lineHeight = 34; ///< of a box with two lines
constexpr double mostAligned = 180; ///< a router is not stretched further to keep its lines straight

constexpr std::array<std::string_view, 5> framed{ "neutron-server", "neutron-l3-agent", "neutron-dhcp-agent",
                                                  "neutron-metadata-agent", "neutron-linuxbridge-agent" };

bool isDhcp(const SceneSpace &space)
{
    return space.name.starts_with("qdhcp-");
}

bool isRouter(const SceneSpace &space)
{
    return !space.isShared && (!space.routerId.empty() || space.name.starts_with("qrouter-"));
}

double heightOf(const SceneSpace &space)
{
    if (space.routerId.empty())
        return lineHeight;
    const double lines = (space.isShared ? 1 : 2) + (space.hasKeepalived ? 1 : 0);
    return 28 + 13 * lines + 5;
}

std::vector<const SceneSpace *> spacesThat(const SceneHost &host, bool (*matches)(const SceneSpace &))
{
    std::vector<const SceneSpace *> found;
    for (const SceneSpace &space : host.spaces) {
        if (matches(space))
            found.push_back(&space);
    }
    return found;
}

} // namespace

std::vector<std::size_t> OverviewColumns::hubsOfSpace(const SceneSpace &space) const
{
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < m_hubs.size(); ++i) {
        const std::vector<const SceneSpace *> &spaces = m_hubs[i].spaces;
        if (std::find(spaces.begin(), spaces.end(), &space) != spaces.end())
            found.push_back(i);
    }
    return found;
}

/// Whether a line to a hub can leave at a height: no other line runs across the gutter there.
bool OverviewColumns::isFree(double y, std::size_t hub) const
{
    constexpr double clearance = 4;
    for (std::size_t i = 0; i < m_places.size(); ++i) {
        if (i != hub && std::abs(m_places[i].y - y) < clearance)
            return false;
    }
    return std::abs(m_busRow - y) >= clearance && std::abs(m_sideExitRow - y) >= clearance;
}

void OverviewColumns::addAnchors(const SceneSpace &space, const Rect &rect,
                                 const std::vector<std::size_t> &hubs)
{
    const double count = static_cast<double>(hubs.size());
    const double pitch = std::min(12.0, (rect.height - 10) / std::max(1.0, count));
    double wanted = std::round(rect.center().y - pitch * (count - 1) / 2);
    double last = rect.y;
    for (const std::size_t hub : hubs) {
        double y = std::max(wanted, last + 4);
        for (double tried = y; tried < rect.bottom() - 4; tried += 1) {
            if (isFree(tried, hub)) {
                y = tried;
                break;
            }
        }
        m_anchors.push_back({ &space, hub, y });
        last = y;
        wanted += pitch;
    }
}

void OverviewColumns::placeSpace(const SceneSpace &space, double inset, double &cursor)
{
    const std::vector<std::size_t> hubs = hubsOfSpace(space);
    double height = std::max(heightOf(space), 14 + 10 * static_cast<double>(hubs.size()));
    double top = cursor;
    const bool isAligned =
        m_isFirstSpace && !hubs.empty() && m_places[hubs.back()].y - m_places[hubs.front()].y <= mostAligned;
    m_isFirstSpace = false;
    if (isAligned) {
        top = std::max(cursor, std::floor(m_places[hubs.front()].y - 17));
        height = std::max(height, std::ceil(m_places[hubs.back()].y + 17 - top));
    }
    PlacedSpace placed;
    placed.space = &space;
    placed.rect = { m_lane.outerPad + inset, top, outerWidth(m_lane.isRight) - 2 * inset, height };
    if (isAligned) {
        for (const std::size_t hub : hubs)
            m_anchors.push_back({ &space, hub, m_places[hub].y });
    } else {
        addAnchors(space, placed.rect, hubs);
    }
    m_made.placed.spaces.push_back(placed);
    cursor = placed.rect.bottom() + gap;
}

/// An agent's namespaces in its frame. They stay where they are when the agent stops: then only its frame
/// goes.
void OverviewColumns::placeGroup(std::string_view agent, const std::vector<const SceneSpace *> &members)
{
    if (members.empty() && !runs(agent))
        return;
    const double top = m_outerBottom;
    double cursor = top + frameHead;
    for (const SceneSpace *space : members)
        placeSpace(*space, frameInset, cursor);
    const double bottom = members.empty() ? top + frameHead + frameFoot : cursor - gap + frameFoot;
    const Rect rect{ m_lane.outerPad, top, outerWidth(m_lane.isRight), bottom - top };
    addFrame(agent, rect);
    if (runs(agent))
        m_exits.push_back({ fromStd(std::string(agent)),
                            m_made.frames.back().title,
                            { rect.right(), rect.bottom() - 7 },
                            false });
    m_outerBottom = bottom + gap;
}

/// The metadata processes of DHCP namespaces, in the reverse order: their lines do not cross. One that ends
/// leaves its place to itself.
void OverviewColumns::placeProxies()
{
    constexpr std::string_view agent = "neutron-metadata-agent";
    const auto isServed = [](const SceneSpace &space) {
        return space.hasMetadataProcess && space.routerId.empty();
    };
    std::vector<const SceneSpace *> served = spacesThat(m_host, isDhcp);
    std::reverse(served.begin(), served.end());
    if (std::none_of(m_host.spaces.begin(), m_host.spaces.end(), isServed))
        return placeGroup(agent, {});
    const double top = m_outerBottom;
    double cursor = top + frameHead;
    for (const SceneSpace *space : served) {
        const Rect rect{ m_lane.outerPad + frameInset, cursor, outerWidth(m_lane.isRight) - 2 * frameInset,
                         26 };
        cursor = rect.bottom() + gap;
        if (!isServed(*space))
            continue;
        OverviewBox &proxy =
            addBox(ElementKind::service, QStringLiteral("metadata:%1").arg(space->cookie), rect);
        proxy.title = Text::tr("Metadata process");
        proxy.isInner = true;
        proxy.name = Text::tr("metadata process of %1").arg(fromStd(space->name));
        proxy.description = Text::tr("seen running in %1").arg(fromStd(space->name));
        m_proxies.emplace_back(space, rect);
    }
    const Rect frame{ m_lane.outerPad, top, outerWidth(m_lane.isRight), cursor - gap + frameFoot - top };
    addFrame(agent, frame);
    if (runs(agent))
        m_exits.push_back({ fromStd(std::string(agent)),
                            m_made.frames.back().title,
                            { frame.right(), frame.bottom() - 7 },
                            false });
    m_outerBottom = frame.bottom() + gap;
}

void OverviewColumns::placePrograms()
{
    for (const SceneProgram &program : m_host.programs) {
        if (std::find(framed.begin(), framed.end(), program.program) != framed.end())
            continue;
        const Rect rect{ m_lane.outerPad, m_outerBottom, outerWidth(m_lane.isRight), lineHeight };
        OverviewBox &box = addBox(ElementKind::service, fromStd(program.program), rect);
        box.title = program.title;
        box.subtitle = program.product;
        box.name = Text::tr("%1 on %2").arg(program.title, fromStd(m_host.name));
        box.description = Text::tr("seen running: %1").arg(fromStd(program.program));
        m_exits.push_back(
            { fromStd(program.program), program.title, { rect.right(), rect.center().y }, false });
        m_outerBottom = rect.bottom() + gap;
    }
}

void OverviewColumns::placeOuter()
{
    m_outerBottom = contentTop;
    const auto routers = spacesThat(m_host, isRouter);
    const auto loose =
        spacesThat(m_host, [](const SceneSpace &space) { return !isRouter(space) && !isDhcp(space); });
    if (m_lane.isRight)
        placeGroup("neutron-l3-agent", routers);
    for (const SceneSpace *space : loose)
        placeSpace(*space, 0, m_outerBottom);
    placeGroup("neutron-dhcp-agent", spacesThat(m_host, isDhcp));
    placeProxies();
    if (!m_lane.isRight)
        placeGroup("neutron-l3-agent", routers);
    placePrograms();
    m_outerBottom = m_outerBottom > contentTop ? m_outerBottom - gap : 0;
}

} // namespace kv::picture
