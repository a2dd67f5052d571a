// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"

#include <QAbstractTableModel>

namespace kv::routers {

/// Who serves each pinged address, and whether it answers now.
class TrafficModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { TargetColumn, ServedColumn, ColumnCount };
    static constexpr int AddressRole = Qt::UserRole + 100; ///< QString: the whole address

    using QAbstractTableModel::QAbstractTableModel;

    void showSite(const state::SitePtr &site);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    state::SitePtr m_site;
};

} // namespace kv::routers
