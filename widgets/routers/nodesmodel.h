// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/distribution.h"

#include <QAbstractTableModel>

namespace kv::routers {

/// Network nodes with how many routers and how much traffic each carries, beside what would be even. SortRole
/// sorts.
class NodesModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        NodeColumn,
        ServesColumn,
        FairColumn,
        StandbyColumn,
        AloneColumn,
        TrafficColumn,
        ColumnCount
    };
    static constexpr int SortRole = Qt::UserRole + 100; ///< a number or a text, for QSortFilterProxyModel

    using QAbstractTableModel::QAbstractTableModel;

    void showDistribution(const state::Distribution &distribution);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    state::Distribution m_distribution;
};

} // namespace kv::routers
