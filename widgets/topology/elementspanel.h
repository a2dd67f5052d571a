// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/displaylist.h"
#include "app/state/site.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLineEdit;
class QSortFilterProxyModel;
class QTableView;
QT_END_NAMESPACE

namespace kv::topology {

class ElementsModel;

/// The diagram's content as a table that can be sorted by each column and narrowed by words; the same for
/// people who do not see the picture. Ctrl+C copies the row, Enter activates.
class ElementsPanel : public QWidget {
    Q_OBJECT
public:
    explicit ElementsPanel(QWidget *parent = nullptr);

    void showPicture(const picture::DisplayListPtr &list, const state::SitePtr &site);
    /// Emits nothing. What is not in the table yet, because nobody sees it or the picture comes later, is
    /// selected as soon as it is.
    void selectElement(const QString &elementId);
    QString selectedElement() const;

Q_SIGNALS:
    void elementSelected(const QString &elementId);
    void elementActivated(const QString &elementId);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void refresh();
    void selectWanted();
    void copyRow() const;

    picture::DisplayListPtr m_list;
    state::SitePtr m_site;
    bool m_isTold = false; ///< the selection comes from outside
    QString m_wanted; ///< what is to be selected
    ElementsModel *m_model;
    QSortFilterProxyModel *m_proxy;
    QLineEdit *m_filter;
    QTableView *m_table;
};

} // namespace kv::topology
