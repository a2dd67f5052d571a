// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"

#include <QObject>

namespace kv::routers {
class DistributionPanel;
}

namespace kv::gui {

/// Keeps the distribution and the answer about a reboot up to date while they are looked at.
class DistributionView : public QObject {
    Q_OBJECT
public:
    static constexpr model::TimeUs intervalUs = 500'000; ///< of the site's time, between two readings

    DistributionView(routers::DistributionPanel *panel, QObject *parent);

    void showSite(const state::SitePtr &site);
    /// The panel came into sight: what it shows may be old.
    void refresh();

private:
    void answer();

    routers::DistributionPanel *m_panel;
    state::SitePtr m_site;
    model::TimeUs m_readAt = 0;
};

} // namespace kv::gui
