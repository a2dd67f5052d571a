// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/distribution.h"

#include <QAbstractTableModel>

namespace kv::routers {

/// Routers with who serves each and what moves where if that host fails; those without redundancy stand out.
class SharesModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { RouterColumn, ServedColumn, MovesColumn, OutageColumn, TrafficColumn, ColumnCount };
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
