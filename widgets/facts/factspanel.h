// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/facts/factlist.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QTreeView;
QT_END_NAMESPACE

namespace kv::facts {

class FactsModel;

/// Every fact of one host, namespace or interface. Ctrl+C copies the selected fact with its source.
class FactsPanel : public QWidget {
    Q_OBJECT
public:
    explicit FactsPanel(QWidget *parent = nullptr);

    void showSite(const state::SitePtr &site);
    void showSubject(const Subject &subject);
    const Subject &subject() const { return m_subject; }

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    Subject m_subject;
    state::SitePtr m_site;
    model::TimeUs m_shownAt = 0; ///< site time of what is shown
    FactsModel *m_model = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_subtitle = nullptr;
    QTreeView *m_tree = nullptr;

    void refresh();
    void fitNames();
    void copy() const;
    void applyTheme();
};

} // namespace kv::facts
