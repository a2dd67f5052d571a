// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"
#include "app/state/trafficpath.h"
#include "widgets/routers/pathpanel.h"

#include <QObject>

#include <vector>

namespace kv::topology {
class Canvas;
}

namespace kv::gui {

/// Keeps the traffic path of what is selected up to date in the diagram and in the inspector.
class PathFollower : public QObject {
    Q_OBJECT
public:
    /// A path is read again at most once in this time of the site; a failover is followed within it.
    static constexpr model::TimeUs intervalUs = 100'000;
    static constexpr model::TimeUs choicesIntervalUs = 1'000'000; ///< what there is to choose from

    PathFollower(topology::Canvas *canvas, routers::PathPanel *panel, QObject *parent);

    void showSite(const state::SitePtr &site);
    /// Its first floating IP, else the router itself.
    void followRouter(const QString &routerId);
    void followAddress(const QString &address);
    /// An instance's namespace or port on the diagram; anything else changes nothing.
    void followPlace(const QString &host, model::LinkKey link, bool isWholeNamespace);

private:
    void choose(int index);
    void follow(const state::PathTarget &target);
    void refresh();
    void readChoices();
    void readChoicesAgain();

    topology::Canvas *m_canvas;
    routers::PathPanel *m_panel;
    state::SitePtr m_site;
    std::vector<state::PathTarget> m_targets;
    std::vector<routers::PathChoice> m_choices; ///< the same, with their names
    QString m_routerId;
    state::PathTarget m_target;
    bool m_isShown = false;
    bool m_isOff = false; ///< the user wants none, until something is chosen
    model::TimeUs m_readAt = 0;
    model::TimeUs m_choicesAt = 0;
};

} // namespace kv::gui
