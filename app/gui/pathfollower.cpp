// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/pathfollower.h"

#include "app/engine/pathtarget.h"
#include "app/engine/trafficpath.h"
#include "widgets/topology/canvas.h"

#include <algorithm>

namespace kv::gui {

using state::PathTarget;

PathFollower::PathFollower(topology::Canvas *canvas, routers::PathPanel *panel, QObject *parent)
    : QObject(parent), m_canvas(canvas), m_panel(panel)
{
    connect(panel, &routers::PathPanel::choiceWanted, this, &PathFollower::choose);
}

void PathFollower::showSite(const state::SitePtr &site)
{
    const bool goesBack = m_site && site->now < m_site->now;
    m_site = site;
    if (!goesBack && m_readAt != 0 && site->now - m_readAt < intervalUs)
        return;
    if (goesBack)
        m_choicesAt = 0;
    if (!m_isShown && !m_isOff)
        followRouter(m_routerId);
    refresh();
}

void PathFollower::followRouter(const QString &routerId)
{
    m_routerId = routerId;
    if (!m_site || m_isOff)
        return;
    const std::string id = routerId.toStdString();
    for (const PathTarget &target : engine::allTargets(*m_site)) {
        if (target.routerId == id && target.kind == state::PathTargetKind::floatingIp)
            return follow(target);
    }
    if (const auto target = engine::targetOfRouter(*m_site, id))
        follow(*target);
}

void PathFollower::followAddress(const QString &address)
{
    const auto parsed = model::IpAddress::parse(address.toStdString());
    const auto target = m_site && parsed ? engine::targetOf(*m_site, *parsed) : std::optional<PathTarget>();
    if (!target)
        return;
    m_isOff = false;
    follow(*target);
}

void PathFollower::followPlace(const QString &host, model::LinkKey link, bool isWholeNamespace)
{
    if (!m_site)
        return;
    const auto targets = isWholeNamespace ? engine::targetsOfSpace(*m_site, host.toStdString(), link.netns)
                                          : engine::targetsOfPort(*m_site, host.toStdString(), link);
    const bool isOneShown = m_isShown && std::ranges::find(targets, m_target) != targets.end();
    if (targets.empty() || isOneShown)
        return;
    m_isOff = false;
    follow(targets.front());
}

void PathFollower::choose(int index)
{
    m_isOff = index < 0;
    if (m_isOff) {
        m_isShown = false;
        refresh();
    } else if (static_cast<std::size_t>(index) < m_targets.size()) {
        follow(m_targets[static_cast<std::size_t>(index)]);
    }
}

void PathFollower::follow(const PathTarget &target)
{
    m_isShown = true;
    m_target = target;
    refresh();
}

void PathFollower::refresh()
{
    if (!m_site)
        return;
    m_readAt = m_site->now;
    readChoices();
    if (!m_isShown) {
        m_panel->showNoPath();
        m_canvas->showPath({});
        return;
    }
    const state::TrafficPath path = engine::trafficPath(*m_site, m_target);
    m_panel->showPath(engine::pathSentence(*m_site, path), path, m_site->now);
    m_canvas->showPath(picture::traceOf(path));
}

void PathFollower::readChoices()
{
    const auto placeOfTarget = [this] { return std::ranges::find(m_targets, m_target); };
    const bool isKnown = placeOfTarget() != m_targets.end();
    if (m_choicesAt == 0 || m_site->now - m_choicesAt >= choicesIntervalUs || (m_isShown && !isKnown))
        readChoicesAgain();
    m_panel->showChoices(m_choices, m_isShown ? static_cast<int>(placeOfTarget() - m_targets.begin()) : -1);
}

void PathFollower::readChoicesAgain()
{
    m_choicesAt = m_site->now;
    m_targets = engine::allTargets(*m_site);
    // A floating IP may have gone to another instance.
    const auto moved = std::ranges::find_if(m_targets, [this](const PathTarget &target) {
        return target.kind == m_target.kind && target.outside.isSet() && target.outside == m_target.outside;
    });
    if (m_isShown && moved != m_targets.end())
        m_target = *moved;
    // What is shown stays to be chosen, even if it has gone.
    if (m_isShown && std::ranges::find(m_targets, m_target) == m_targets.end())
        m_targets.push_back(m_target);
    m_choices.clear();
    for (const PathTarget &target : m_targets)
        m_choices.push_back({ QString::fromStdString(engine::targetName(*m_site, target)), target });
}

} // namespace kv::gui
