// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"

#include <QAbstractTableModel>

#include <vector>

namespace kv::routers {

/// The evidence of one router: a row a source, a column an instance's host, at last "So the role is". A cell
/// has its value, below it source and age; what contradicts the conclusion is tinted.
class EvidenceModel : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    void showRouter(const state::SitePtr &site, const std::string &routerId);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    state::SitePtr m_site;
    std::string m_routerId;
    std::vector<state::EvidenceSource> m_sources; ///< rows: those that any instance has

    const state::Router *router() const;
    QVariant roleCell(const state::Instance &instance, int role) const;
    QVariant evidenceCell(const state::Instance &instance, state::EvidenceSource source, int role) const;
    QVariant titleCell(int row, int role) const;
};

} // namespace kv::routers
