// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/displaylist.h"
#include "app/state/site.h"

#include <QAbstractTableModel>
#include <QHash>

#include <vector>

namespace kv::topology {

/// What the diagram shows as a table: a row for each element that the keyboard reaches.
class ElementsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { nameColumn, kindColumn, hostColumn, networkColumn, stateColumn, detailsColumn, columns };
    enum Role {
        elementIdRole = Qt::UserRole,
        searchRole, ///< what it may be found by (search.h)
    };

    explicit ElementsModel(QObject *parent = nullptr) : QAbstractTableModel(parent) { }

    /// Rows that stay the same rows only tell what changed in them, neighbours in one message.
    void show(const picture::DisplayListPtr &list, const state::SitePtr &site);
    int rowOf(const QString &elementId) const; ///< -1 when there is none

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        QString id;
        QString texts[columns];
        std::size_t element = 0; ///< of the list
    };
    static Row makeRow(const picture::Element &element);
    void tellChanges(const std::vector<Row> &before);

    picture::DisplayListPtr m_list;
    state::SitePtr m_site;
    std::vector<Row> m_rows;
    QHash<QString, int> m_byId;
};

} // namespace kv::topology
