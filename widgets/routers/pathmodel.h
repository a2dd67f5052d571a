// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/trafficpath.h"

#include <QAbstractTableModel>

namespace kv::routers {

/// The hops of a traffic path: which, and on which fact, how old. Tool tips tell all of a hop.
class PathModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { HopColumn, SourceColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// `now`: near end's clock, for the ages.
    void showPath(const state::TrafficPath &path, model::TimeUs now);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    state::TrafficPath m_path;
    model::TimeUs m_now = 0;

    QString placeOf(const state::PathHop &hop) const;
    QString numberOf(int row) const;
    QString toolTipOf(const state::PathHop &hop) const;
    static QString sourceOf(const state::PathHop &hop);
};

} // namespace kv::routers
