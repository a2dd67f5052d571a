// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"

#include <QAbstractItemModel>

namespace kv::routers {

/// Routers with their instances: name and verdict, with marks (look::MarkRole). KeyRole = router id, HostRole
/// = the instance's host, "" for the router itself.
class RoutersModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Column { NameColumn, StateColumn, ColumnCount };

    using QAbstractItemModel::QAbstractItemModel;

    void showSite(const state::SitePtr &site);
    QModelIndex indexOf(const QString &routerId) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    state::SitePtr m_site;

    const state::Router *routerAt(int row) const;
    QVariant routerData(const state::Router &router, int column, int role) const;
    QVariant instanceData(const state::Router &router, const state::Instance &instance, int column,
                          int role) const;
};

} // namespace kv::routers
