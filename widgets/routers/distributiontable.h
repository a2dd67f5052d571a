// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/distribution.h"

#include <QAbstractTableModel>

namespace kv::routers {

/// A table over a distribution: one line a node or a router. Lines that are the same ones as before keep
/// their place and selection.
class DistributionTable : public QAbstractTableModel {
    Q_OBJECT
public:
    static constexpr int SortRole = Qt::UserRole + 100; ///< a number or a text, for QSortFilterProxyModel

    using QAbstractTableModel::QAbstractTableModel;

    void showDistribution(const state::Distribution &distribution);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;

protected:
    state::Distribution m_distribution;

    virtual int lineCount() const = 0;
    virtual int titleCount() const = 0;
    /// Whether the lines stand for the same things in the same order.
    virtual bool hasLinesOf(const state::Distribution &distribution) const = 0;
};

} // namespace kv::routers
