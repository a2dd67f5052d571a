// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"

#include <QFrame>

#include <vector>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;
class QToolButton;
QT_END_NAMESPACE

namespace kv::topology {

class Canvas;

/// Fields above a canvas that leave out what is not wanted. While something is left out the bar stays there
/// and says so: nobody takes a part of a site for the whole.
class FilterBar : public QFrame {
    Q_OBJECT
public:
    FilterBar(Canvas *canvas, QWidget *parent);

    /// What can be chosen.
    void showSite(const state::SitePtr &site);
    void open();
    /// Shows everything again.
    void dismiss();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Choice {
        QString label;
        QString key;
        bool operator==(const Choice &) const = default;
    };

    Canvas *m_canvas;
    QComboBox *m_host;
    QComboBox *m_network;
    QComboBox *m_router;
    QCheckBox *m_trouble;
    QLabel *m_count;
    state::SitePtr m_site;
    model::TimeUs m_offeredAt = 0; ///< of the site's time
    std::vector<Choice> m_hosts;
    std::vector<Choice> m_networks;
    std::vector<Choice> m_routers;
    bool m_isFollowing = false; ///< the fields are being set, not by the user
    bool m_isNarrow = false; ///< in two rows
    QGridLayout *m_grid;
    QToolButton *m_all;

    void arrange();
    void fill();
    void offer(QComboBox *field, std::vector<Choice> &offered, std::vector<Choice> choices);
    void apply();
    void follow();
    void showCount();
};

} // namespace kv::topology
