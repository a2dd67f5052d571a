// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/routers/distributiontable.h"

namespace kv::routers {

/// Network nodes with how many routers and how much traffic each carries, beside what would be even.
class NodesModel : public DistributionTable {
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

    using DistributionTable::DistributionTable;

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    int lineCount() const override;
    int titleCount() const override { return ColumnCount; }
    bool hasLinesOf(const state::Distribution &distribution) const override;
};

} // namespace kv::routers
