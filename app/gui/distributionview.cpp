// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/distributionview.h"

#include "app/engine/distribution.h"
#include "app/engine/reboot.h"
#include "widgets/routers/distributionpanel.h"
#include "widgets/routers/rebootpanel.h"

namespace kv::gui {

DistributionView::DistributionView(routers::DistributionPanel *panel, QObject *parent)
    : QObject(parent), m_panel(panel)
{
    connect(panel->rebootPanel(), &routers::RebootPanel::hostWanted, this, &DistributionView::answer);
}

void DistributionView::showSite(const state::SitePtr &site)
{
    const bool goesBack = m_site && site->now < m_site->now;
    m_site = site;
    if (m_panel->isVisible() && (goesBack || site->now - m_readAt >= intervalUs))
        refresh();
}

void DistributionView::refresh()
{
    if (!m_site)
        return;
    m_readAt = m_site->now;
    m_panel->showDistribution(engine::distribution(*m_site));
    QStringList hosts;
    for (const auto wanted :
         { state::HostKind::network, state::HostKind::compute, state::HostKind::controller,
           state::HostKind::gateway, state::HostKind::client, state::HostKind::unknown }) {
        for (const state::Host &host : m_site->hosts) {
            if (host.kind == wanted)
                hosts += QString::fromStdString(host.name);
        }
    }
    m_panel->rebootPanel()->showHosts(hosts);
    answer();
}

void DistributionView::answer()
{
    const QString host = m_panel->rebootPanel()->host();
    if (m_site && !host.isEmpty())
        m_panel->rebootPanel()->showAnswer(engine::mayReboot(*m_site, host.toStdString()));
}

} // namespace kv::gui
