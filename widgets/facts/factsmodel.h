// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/facts/factlist.h"

#include <QAbstractItemModel>

namespace kv::facts {

/// Sections with their facts below: name, value, source, age.
class FactsModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Column { NameColumn, ValueColumn, SourceColumn, AgeColumn, ColumnCount };

    using QAbstractItemModel::QAbstractItemModel;

    /// `now` is the near end's clock. Resets only when sections or rows came or went.
    void showFacts(FactList facts, model::TimeUs now);
    const FactList &facts() const { return m_facts; }

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    FactList m_facts;
    model::TimeUs m_now = 0;

    bool hasShapeOf(const FactList &other) const;
    QVariant sectionData(const FactSection &section, int column, int role) const;
    QString factText(const FactRow &row, int column) const;
};

} // namespace kv::facts
