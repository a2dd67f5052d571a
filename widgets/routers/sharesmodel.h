// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/routers/distributiontable.h"

namespace kv::routers {

/// Routers with who serves each and what moves where if that host fails; those without redundancy stand out.
class SharesModel : public DistributionTable {
    Q_OBJECT
public:
    enum Column { RouterColumn, ServedColumn, MovesColumn, OutageColumn, TrafficColumn, ColumnCount };

    using DistributionTable::DistributionTable;

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    int lineCount() const override;
    int titleCount() const override { return ColumnCount; }
    bool hasLinesOf(const state::Distribution &distribution) const override;
};

} // namespace kv::routers
