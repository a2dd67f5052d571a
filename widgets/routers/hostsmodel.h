// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"

#include <QAbstractTableModel>

namespace kv::routers {

/// Hosts: state mark and name, what they are, how old their newest word is.
class HostsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { NameColumn, KindColumn, AgeColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void showSite(const state::SitePtr &site);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    state::SitePtr m_site;

    /// "" when nothing is wrong, else what the kind column says instead: "overlay down", "lost".
    QString kindOf(const state::Host &host) const;
    QString toolTipOf(const state::Host &host) const;
    QString troubleOf(const state::Host &host) const;
};

} // namespace kv::routers
